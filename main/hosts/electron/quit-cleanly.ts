import type { App } from 'electron';
import type { Offhook } from '../../app/offhook.ts';
import type { Logger } from '../../base/log.ts';

/** How long unregistering and logging off may take, ms. */
const farewell = 3000;

/** Leaving waits until the PBX knows that we are gone; a second request to leave changes nothing. */
export function quitCleanly(
  app: Pick<App, 'on' | 'exit'>,
  offhook: Pick<Offhook, 'stop' | 'dispose'>,
  log: Logger,
): void {
  let leaving = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (leaving) return;
    leaving = true;
    void leave();
  });
  const leave = async (): Promise<void> => {
    try {
      await offhook.stop(farewell);
      offhook.dispose();
    } catch (error) {
      log.error('stopping failed', { error: error instanceof Error ? error.message : String(error) });
    } finally {
      app.exit(0);
    }
  };
}

/**
 * What asks us to leave from outside: Ctrl+C, a service manager, or the launcher going away. The listeners stay, so that
 * an impatient second Ctrl+C does not end us before the PBX knows.
 */
export function quitWhenAsked(app: Pick<App, 'quit'>, self: Pick<NodeJS.Process, 'on' | 'once' | 'send'>): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) self.on(signal, () => app.quit());
  if (self.send !== undefined) self.once('disconnect', () => app.quit());
}
