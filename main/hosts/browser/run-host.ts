import { join } from 'node:path';
import type { Station } from '../../app/station/station.ts';
import { createLogger, formatLogLine, type LogLine } from '../../base/log.ts';
import { openConfFile } from '../../settings/conf-file.ts';
import { openControl } from '../command-line/open-control.ts';
import { DeskCommands } from '../desk-commands.ts';
import { leaveAsSet, signedInTo } from '../leave-queues.ts';
import { linkOpener } from '../open-link.ts';
import { openStation } from '../open-station.ts';
import { readPageFiles } from '../page-files.ts';
import { systemClock } from '../system-clock.ts';
import { localeOf, speakLike, words } from '../words/words.ts';
import type { FrontDoor } from './front-door.ts';
import { OpenPages } from './open-pages.ts';
import { servePages } from './page-server.ts';
import { tellLauncher } from './tell-launcher.ts';
import { complain, say } from './terminal.ts';

/** Of package.json, put in by the build. */
declare const __OFFHOOK_VERSION__: string;
const version = __OFFHOOK_VERSION__;

/** How long unregistering and logging off may take when we stop, ms. */
const farewell = 2500;

/** Offhook of the profile in `folder`, until somebody wants it to stop. Resolves to the exit code. */
export async function runHost(folder: string, front: FrontDoor): Promise<number> {
  speakLike(localeOf(process.env));
  const level = process.env['OFFHOOK_LOG'] === 'debug' ? 'debug' : 'info';
  const log = createLogger(writeLog, () => systemClock.now(), level);
  const open = new OpenPages(systemClock);
  const opened = await openStation({
    ...{ folder, openFile: openConfFile, sealer: null, host: 'browser' },
    version,
    opener: linkOpener(process.platform),
    person: open.person,
    log,
  });
  if (!opened.ok) {
    complain(opened.failure);
    return 2;
  }
  const { station, journal } = opened.value;
  // The line comes up while the page is read: nothing of it needs a window.
  station.start();
  const control = await openControl({
    ...{ profile: folder, platform: process.platform, settings: () => station.settings },
    ...{ offhook: station, commands: new DeskCommands(station, systemClock) },
    ...{ clock: systemClock, log: log.child('control') },
    // The page's window is the browser's: nobody but the person can bring it to the front.
    show: () => undefined,
  });
  const files = await readPageFiles(join(import.meta.dirname, '../renderer'));
  const pages = servePages(files, {
    ...{ front, log: log.child('pages'), known: journal?.pages ?? null },
    talks: () => station.view.calls.some(({ phase }) => phase === 'active'),
  });
  const launcher = tellLauncher(process);
  launcher.before(journal === null ? 'unknown' : pages.awaited ? 'awaited' : 'none');
  pages.onDidOpenPage((wire) => {
    launcher.opened();
    station.serve(open.count(wire));
  });
  pages.onDidUseAddress((address) => {
    launcher.address(address);
    say(`To open another window: ${address}`);
  });
  pages.onDidLosePages(() => launcher.lost());
  front.open();

  await asked();
  await control?.close();
  await leave(station);
  await pages.close();
  open.dispose();
  await station.stop(farewell);
  station.dispose();
  journal?.pages.write(null);
  journal?.dispose();
  return 0;
}

/** Nobody is asked in a terminal; but what goes on without us is said. */
async function leave(station: Station): Promise<void> {
  await leaveAsSet(station, { clock: systemClock, log: createLogger(writeLog, () => systemClock.now(), 'info') });
  const queues = signedInTo(station.view);
  if (queues.length > 0) say(words.stillSignedIn(queues.join(', ')));
}

/** Resolves when somebody wants us to stop: Ctrl+C, a service manager, or the launcher going away. */
function asked(): Promise<void> {
  const { promise, resolve: stop } = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop());
  if (process.send !== undefined) process.once('disconnect', () => stop());
  return promise;
}

const writeLog = (line: LogLine): void => complain(formatLogLine(line));
