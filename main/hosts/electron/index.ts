import { join } from 'node:path';
import { app, dialog, ipcMain, powerMonitor, protocol, safeStorage, session, shell, systemPreferences } from 'electron';
import Store from 'electron-store';
import type { Offhook } from '../../app/offhook.ts';
import { createLogger, formatLogLine, type Logger } from '../../base/log.ts';
import { readCommand } from '../command-line/command.ts';
import { describeProblem as describeCommand, runCommand } from '../command-line/run-command.ts';
import { leaveAsSet } from '../leave-queues.ts';
import { linkIn } from '../links/read-link.ts';
import { linkOpener } from '../open-link.ts';
import { openStation } from '../open-station.ts';
import { readPageFiles } from '../page-files.ts';
import { systemClock } from '../system-clock.ts';
import { followLanguage } from '../words/follow-language.ts';
import { speakLike, words } from '../words/words.ts';
import { guardNavigation } from './navigation.ts';
import { openOutside } from './open-outside.ts';
import { openShell } from './open-shell.ts';
import { pageSchemePrivileges, servePage } from './page-protocol.ts';
import { openPageWires } from './page-wires.ts';
import { guardPermissions } from './permissions.ts';
import { personBefore } from './person-before.ts';
import { powerEvents } from './power-events.ts';
import { commandWords, profileFolder } from './profile-argument.ts';
import { quitCleanly, quitWhenAsked } from './quit-cleanly.ts';
import { safeStorageSealer } from './safe-storage-sealer.ts';
import { openElectronFile } from './settings-file.ts';
import { SystemLinks } from './system-links.ts';
import { zoomOf } from './zoom.ts';

const args = process.argv.slice(app.isPackaged ? 1 : 2);
/** From the first moment on: macOS may bring a link before anything else happens. */
const links = new SystemLinks(app, args);
/** Whose https pages may be opened in the system's browser; known once the settings are read. */
let linkHosts: readonly string[] = [];

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);
const log = createLogger(
  (line) => complain(formatLogLine(line)),
  systemClock.now,
  process.env['OFFHOOK_LOG'] === 'debug' ? 'debug' : 'info',
);

/** Before Chromium starts: what cannot be set any more once it runs. */
function prepare(): { readonly folder: string } | null {
  const profile = profileFolder(args, app.getPath('appData'), process.platform);
  if ('problem' in profile) {
    giveUp(profile.problem);
    return null;
  }
  if (isCommand(profile.folder)) return null;
  // Cookies, caches and the window's place stay inside the profile; so does the lock that keeps it to one Offhook.
  app.setPath('userData', join(profile.folder, 'electron'));
  if (!app.requestSingleInstanceLock({ link: linkIn(args) })) {
    app.exit(0);
    return null;
  }
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([pageSchemePrivileges]);
  guardNavigation(app, (address) => void openOutside(shell, address, linkHosts));
  return profile;
}

/** `offhook dial 1002` and its like ask the Offhook that runs, and end. */
function isCommand(folder: string): boolean {
  const line = readCommand(commandWords(args));
  if (line === null) return false;
  if (line.ok) {
    const place = { profile: folder, platform: process.platform };
    void runCommand(line.value, place, { say, complain }).then((code) => app.exit(code));
  } else {
    complain(describeCommand(line.failure));
    app.exit(2);
  }
  return true;
}

function giveUp(reason: string): void {
  dialog.showErrorBox(words.cannotStart, reason);
  app.exit(2);
}

async function run(folder: string): Promise<void> {
  const [files] = await Promise.all([readPageFiles(join(import.meta.dirname, '../renderer')), app.whenReady()]);
  speakLike(app.getLocale());
  guardPermissions(session.defaultSession);
  servePage(protocol, files);
  const opened = await openStation({
    folder,
    openFile: openElectronFile,
    sealer: await safeStorageSealer(safeStorage, process.platform),
    host: 'electron',
    version: app.getVersion(),
    power: powerEvents(powerMonitor),
    person: personBefore(powerMonitor),
    opener: linkOpener(process.platform, (url) => shell.openExternal(url)),
    log,
  });
  if (!opened.ok) {
    giveUp(opened.failure);
    return;
  }
  const { station } = opened.value;
  followLanguage(station, app.getLocale());
  // Of nobody yet: what a first run leaves to the defaults.
  const settings = station.assumed;
  linkHosts = settings.links.hosts;
  const offhook = startOffhook(station, log);
  // The system asks once; the audio's own window would not be seen asking.
  if (process.platform === 'darwin') await systemPreferences.askForMediaAccess('microphone');
  const store = new Store<{ places?: unknown }>({ name: 'window' });
  const places = { get: () => store.get('places'), set: (value: unknown) => store.set('places', value) };
  const zoom = zoomOf(station);
  const popWishes = () => station.assumed.pops;
  const own = { settings, profile: folder, places, links, zoom, popWishes };
  const around = await openShell({ offhook, ...own, clock: systemClock, log });
  const { mayLeave, close } = around;
  const onWillLeave = async (): Promise<void> => {
    close();
    await leaveAsSet(offhook, { clock: systemClock, log });
  };
  const leaveNow = quitCleanly({ app, offhook, mayLeave, onWillLeave, log });
  quitWhenAsked(leaveNow, process, powerMonitor);
}

function startOffhook(offhook: Offhook, log: Logger): Offhook {
  openPageWires(ipcMain, log.child('pages'))((wire) => void offhook.serve(wire));
  offhook.start();
  return offhook;
}

const ready = prepare();
if (ready !== null) {
  run(ready.folder).catch((error: unknown) => giveUp(error instanceof Error ? error.message : String(error)));
}
