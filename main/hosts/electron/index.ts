import { join } from 'node:path';
import { app, dialog, ipcMain, Menu, powerMonitor, protocol, screen, session } from 'electron';
import Store from 'electron-store';
import { createOffhook } from '../../app/create-offhook.ts';
import type { Offhook } from '../../app/offhook.ts';
import { createLogger, formatLogLine, type Logger } from '../../base/log.ts';
import { type Journal, openJournal } from '../../journal/open-journal.ts';
import { describeProblem, loadProfile, type Profile } from '../../settings/load-profile.ts';
import { readPageFiles } from '../page-files.ts';
import { rehearsalByParent } from '../rehearsal-by-parent.ts';
import { systemClock } from '../system-clock.ts';
import { applicationMenu } from './application-menu.ts';
import { openDeskWindow, showDeskWindow } from './desk-window.ts';
import { guardNavigation } from './navigation.ts';
import { pageSchemePrivileges, servePage } from './page-protocol.ts';
import { openPageWires } from './page-wires.ts';
import { guardPermissions } from './permissions.ts';
import { powerEvents } from './power-events.ts';
import { profileFolder } from './profile-argument.ts';
import { quitCleanly, quitWhenAsked } from './quit-cleanly.ts';
import { readPlace } from './window-place.ts';

const log = createLogger(
  (line) => void process.stderr.write(`${formatLogLine(line)}\n`),
  systemClock.now,
  process.env['OFFHOOK_LOG'] === 'debug' ? 'debug' : 'info',
);

/** Before Chromium starts: what cannot be set any more once it runs. */
function prepare(): { readonly folder: string } | null {
  const profile = profileFolder(process.argv.slice(1), app.getPath('appData'), process.platform);
  if ('problem' in profile) {
    giveUp(profile.problem);
    return null;
  }
  // Cookies, caches and the window's place stay inside the profile; so does the lock that keeps it to one Offhook.
  app.setPath('userData', join(profile.folder, 'electron'));
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return null;
  }
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([pageSchemePrivileges]);
  guardNavigation(app);
  return profile;
}

function giveUp(words: string): void {
  dialog.showErrorBox('Offhook cannot start', words);
  app.exit(2);
}

async function run(folder: string): Promise<void> {
  await app.whenReady();
  guardPermissions(session.defaultSession);
  servePage(protocol, await readPageFiles(join(import.meta.dirname, '../renderer')));
  const profile = await loadProfile(folder, process.env);
  if (!profile.ok) {
    giveUp(`The settings in ${folder} cannot be used:\n\n${profile.failure.map(describeProblem).join('\n')}`);
    return;
  }
  const journal = await openJournal({ folder, log: log.child('journal') });
  const offhook = startOffhook(profile.value, folder, journal, log);
  quitCleanly(app, offhook, log);
  quitWhenAsked(app, process);
  openDesk();
}

function startOffhook(profile: Profile, folder: string, journal: Journal | null, log: Logger): Offhook {
  const rehearsal = rehearsalByParent(process, process.env);
  const shared = { folder, power: powerEvents(powerMonitor), clock: systemClock, log, random: Math.random, rehearsal };
  const offhook = createOffhook({ ...profile, ...shared, journal: journal?.calls ?? null });
  openPageWires(ipcMain, log.child('pages'))((wire) => void offhook.serve(wire));
  offhook.start();
  return offhook;
}

function openDesk(): void {
  const menu = applicationMenu(process.platform);
  Menu.setApplicationMenu(menu === null ? null : Menu.buildFromTemplate(menu));
  const store = new Store<{ place?: unknown }>({ name: 'window' });
  const window = openDeskWindow({
    place: readPlace(
      store.get('place'),
      screen.getAllDisplays().map((display) => display.workArea),
    ),
    preload: join(import.meta.dirname, '../preload/index.cjs'),
    devTools: !app.isPackaged,
    onWillClose: (place) => store.set('place', place),
  });
  // A quit that does not come from the window leaves without closing it first.
  app.once('before-quit', () => {
    if (!window.isDestroyed()) store.set('place', window.getNormalBounds());
  });
  app.on('second-instance', () => showDeskWindow(window));
  app.on('window-all-closed', () => app.quit());
}

const ready = prepare();
if (ready !== null) {
  run(ready.folder).catch((error: unknown) => giveUp(error instanceof Error ? error.message : String(error)));
}
