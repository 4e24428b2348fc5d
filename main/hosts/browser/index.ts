import { resolve } from 'node:path';
import { createOffhook } from '../../app/create-offhook.ts';
import { createLogger, formatLogLine, type LogLine } from '../../base/log.ts';
import { openJournal } from '../../journal/open-journal.ts';
import { describeProblem, loadProfile } from '../../settings/load-profile.ts';
import { openControl } from '../command-line/open-control.ts';
import { runCommand } from '../command-line/run-command.ts';
import { DeskCommands } from '../desk-commands.ts';
import { linkOpener } from '../open-link.ts';
import { readPageFiles } from '../page-files.ts';
import { rehearsalByParent } from '../rehearsal-by-parent.ts';
import { systemClock } from '../system-clock.ts';
import { localeOf, speakLike } from '../words/words.ts';
import { preferredPort, readArguments } from './arguments.ts';
import { openPageServer } from './page-server.ts';

/** How long unregistering and logging off may take when we stop, ms. */
const farewell = 2500;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

/** The same main as in Electron, in Node, and the same page in a browser on this computer. Resolves to the exit code. */
async function runBrowserHost(): Promise<number> {
  const args = readArguments(process.argv.slice(2));
  if (!args.ok) {
    complain(args.failure);
    return 2;
  }
  speakLike(localeOf(process.env));
  const folder = resolve(args.value.profile);
  if (args.value.command !== null) {
    return await runCommand(args.value.command, { profile: folder, platform: process.platform }, { say, complain });
  }
  const profile = await loadProfile(folder, process.env);
  if (!profile.ok) {
    complain(`The settings in ${folder} cannot be used:`);
    for (const problem of profile.failure) complain(`  ${describeProblem(problem)}`);
    return 2;
  }
  const log = createLogger(
    writeLog,
    () => systemClock.now(),
    process.env['OFFHOOK_LOG'] === 'debug' ? 'debug' : 'info',
  );
  const journal = await openJournal({ folder, log: log.child('journal') });
  const offhook = createOffhook({
    ...profile.value,
    clock: systemClock,
    log,
    random: Math.random,
    folder,
    rehearsal: rehearsalByParent(process, process.env),
    opener: linkOpener(process.platform),
    journal: journal?.calls ?? null,
  });
  const files = await readPageFiles(resolve(import.meta.dirname, '../renderer'));
  const pages = await openPageServer(files, {
    port: preferredPort(folder),
    log: log.child('pages'),
    known: journal?.pages ?? null,
  });
  pages.onDidOpenPage((wire) => offhook.serve(wire));
  pages.onDidUseAddress((address) => say(`To open another window: ${address}`));
  const control = await openControl({
    ...{ profile: folder, platform: process.platform, settings: profile.value.settings },
    ...{ offhook, commands: new DeskCommands(offhook, systemClock), clock: systemClock, log: log.child('control') },
    // The page's window is the browser's: nobody but the person can bring it to the front.
    show: () => undefined,
  });
  offhook.start();
  say(`Offhook is at ${pages.address}`);

  await asked();
  await control?.close();
  await pages.close();
  await offhook.stop(farewell);
  offhook.dispose();
  journal?.pages.write(null);
  journal?.dispose();
  return 0;
}

/** Resolves when somebody wants us to stop: Ctrl+C, a service manager, or the launcher going away. */
function asked(): Promise<void> {
  const { promise, resolve: stop } = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop());
  if (process.send !== undefined) process.once('disconnect', () => stop());
  return promise;
}

const writeLog = (line: LogLine): void => complain(formatLogLine(line));

process.exit(await runBrowserHost());
