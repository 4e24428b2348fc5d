import type { App, PowerMonitor } from 'electron';
import type { Offhook } from '../../app/offhook.ts';
import type { Logger } from '../../base/log.ts';

/** How long unregistering and logging off may take, ms. */
const farewell = 3000;

export interface QuitOptions {
  readonly app: Pick<App, 'on' | 'exit'>;
  readonly offhook: Pick<Offhook, 'stop' | 'dispose'>;
  /** Asks the person when a call is on. */
  readonly mayLeave: () => Promise<boolean>;
  /** Told before anything stops. */
  readonly onWillLeave: () => void | Promise<void>;
  readonly log: Logger;
}

/**
 * Leaving waits until the PBX knows that we are gone; a second request to leave changes nothing. The answer leaves
 * without asking: the system shuts down, or somebody outside said so.
 */
export function quitCleanly({ app, offhook, mayLeave, onWillLeave, log }: QuitOptions): () => void {
  let state: 'here' | 'asking' | 'leaving' = 'here';
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (state !== 'here') return;
    state = 'asking';
    void mayLeave().then((may) => {
      if (state !== 'asking') return;
      state = 'here';
      if (may) leaveNow();
    });
  });
  const leaveNow = (): void => {
    if (state === 'leaving') return;
    state = 'leaving';
    void leave();
  };
  const leave = async (): Promise<void> => {
    try {
      await onWillLeave();
      await offhook.stop(farewell);
      offhook.dispose();
    } catch (error) {
      log.error('stopping failed', { error: error instanceof Error ? error.message : String(error) });
    } finally {
      app.exit(0);
    }
  };
  return leaveNow;
}

/**
 * What asks us to leave from outside: Ctrl+C, a service manager, the launcher going away, or the system shutting down.
 * Nobody is there to be asked. The listeners stay, so that an impatient second Ctrl+C does not end us before the PBX knows.
 */
export function quitWhenAsked(
  leaveNow: () => void,
  self: Pick<NodeJS.Process, 'on' | 'once' | 'send'>,
  power: Pick<PowerMonitor, 'on'>,
): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) self.on(signal, leaveNow);
  if (self.send !== undefined) self.once('disconnect', leaveNow);
  power.on('shutdown', leaveNow);
}
