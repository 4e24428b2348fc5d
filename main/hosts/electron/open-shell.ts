import { join } from 'node:path';
import {
  app,
  type BrowserWindow,
  clipboard,
  dialog,
  globalShortcut,
  Menu,
  nativeImage,
  powerSaveBlocker,
  type Rectangle,
  screen,
} from 'electron';
import type { PopSettings } from '../../../preload/contract/desk-settings.ts';
import type { GlobalAction } from '../../../preload/contract/shell.ts';
import type { Offhook } from '../../app/offhook.ts';
import type { Clock } from '../../base/clock.ts';
import type { Logger } from '../../base/log.ts';
import type { Settings } from '../../settings/schema.ts';
import { openControl } from '../command-line/open-control.ts';
import { DeskCommands } from '../desk-commands.ts';
import { openLink } from '../links/open-link.ts';
import { domainsOf } from '../links/own-domains.ts';
import { words } from '../words/words.ts';
import { applicationMenu } from './application-menu.ts';
import { createBadge } from './badge.ts';
import { chosenPops } from './chosen-pops.ts';
import { openDeskWindow, showDeskWindow } from './desk-window.ts';
import { GlobalKeys } from './global-keys.ts';
import { keepAwake } from './keep-awake.ts';
import { mayLeave } from './leave-guard.ts';
import { loginItem } from './login-item.ts';
import { openMediaWindow } from './media-window.ts';
import { notificationPops, windowsCanPop } from './notification-pops.ts';
import { pageForParked } from './park-pages.ts';
import { openPopWindow, type Pops } from './pop-window.ts';
import { showPops } from './show-pops.ts';
import { linkOfSecond, type SystemLinks, takeOwnLinks, takePhoneLinks, takesPhoneLinks } from './system-links.ts';
import { DeskTray } from './tray.ts';
import { Updates } from './updates.ts';
import { placeOn, readPlaces, reshaped, withPlace } from './window-place.ts';
import { followZoom, type Zoom } from './zoom.ts';

export interface ShellOptions {
  readonly offhook: Offhook;
  readonly settings: Settings;
  readonly profile: string;
  /** Where the window's place is kept. */
  readonly places: { get(): unknown; set(places: unknown): void };
  readonly links: SystemLinks;
  readonly zoom: Zoom;
  /** As they are now. */
  readonly popWishes: () => PopSettings;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface Shell {
  /** Whether the person lets Offhook go: asked where a call is on. */
  mayLeave(): Promise<boolean>;
  close(): void;
}

const page = { preload: join(import.meta.dirname, '../preload/index.cjs'), devTools: !app.isPackaged };
const icons = join(import.meta.dirname, '../../packaging/tray');

/** Everything of Offhook that is not a page: windows, tray, keys of the whole system, links, and what they do to calls. */
export async function openShell(options: ShellOptions): Promise<Shell> {
  const { offhook, settings, zoom, clock, log, profile } = options;
  const { platform } = process;
  const menu = applicationMenu(platform);
  Menu.setApplicationMenu(menu === null ? null : Menu.buildFromTemplate(menu));
  const commands = new DeskCommands(offhook, clock);
  const media = openMediaWindow({ ...page, clock, log: log.child('media') });
  const desk = openDesk(options);
  const zooming = followZoom(desk, zoom);
  const show = (): void => showDeskWindow(desk);
  const pops = openPops(options, commands, show);
  const keys = openKeys(offhook, settings, commands, show);
  const updates = new Updates({
    settings: settings.updates,
    updater: async () => (await import('electron-updater')).default.autoUpdater,
    view: () => offhook.view,
    onDidChange: () => tray.update(offhook.view),
    clock,
    log: log.child('updates'),
  });
  const tray = openTray(options, desk, commands, updates);
  const badge = createBadge({
    app,
    window: desk,
    platform,
    dot: () => nativeImage.createFromPath(join(icons, 'dot.png')),
  });
  const parts = [
    showPops({ pops, desk, wishes: options.popWishes, clock }),
    pageForParked(desk, show),
    badge,
    keepAwake(powerSaveBlocker),
  ];
  const watching = offhook.onDidChangeView((view) => {
    for (const update of parts) update(view);
    tray.update(view);
  });
  tray.update(offhook.view);
  const control = await openControl({
    profile,
    platform,
    settings: () => settings,
    offhook,
    commands,
    show,
    clock,
    log: log.child('control'),
  });
  listenForLinks(options, show);
  return {
    mayLeave: () => mayLeave({ offhook, dialog, clock, log }),
    close: () => {
      watching.dispose();
      for (const part of [keys, updates, tray, zooming]) part.dispose();
      pops.close();
      media.close();
      void control?.close();
    },
  };
}

/** Both ways of showing who calls: which one is a matter of the settings, and of what the system lets us. */
function openPops(
  { offhook, zoom, popWishes }: ShellOptions,
  commands: DeskCommands,
  show: () => void,
): Pops & { close(): void } {
  const { platform } = process;
  const acts = { answer: () => void commands.answer(), silence: () => void commands.silence(), show };
  const corner = () => popWishes().corner;
  const window = windowsCanPop(platform, process.env, process.argv)
    ? openPopWindow({ ...page, platform, zoom, corner, workArea: whereThePersonIs })
    : null;
  const notification = notificationPops({ ...acts, view: () => offhook.view });
  return {
    ...chosenPops({ window, notification }, () => popWishes().where),
    close: () => {
      window?.close();
      notification.close();
    },
  };
}

/** The screen the pointer is on is the one that is looked at. */
const whereThePersonIs = (): Rectangle => screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea;

function openDesk({ places }: ShellOptions): BrowserWindow {
  let isLeaving = false;
  app.on('before-quit', () => {
    isLeaving = true;
  });
  const window = openDeskWindow({
    ...page,
    startsHidden: process.argv.includes('--hidden'),
    place: placeOn(screen.getAllDisplays(), readPlaces(places.get())),
    onDidMove: (place) => places.set(withPlace(readPlaces(places.get()), screen.getDisplayMatching(place), place)),
    hides: () => !isLeaving,
  });
  app.on('activate', () => showDeskWindow(window));
  return window;
}

function openTray({ offhook }: ShellOptions, desk: BrowserWindow, commands: DeskCommands, updates: Updates): DeskTray {
  const { platform, execPath } = process;
  const login = loginItem(app, { platform, config: app.getPath('appData'), program: execPath });
  return new DeskTray(icons, platform, {
    answer: () => void commands.answer(),
    silence: () => void commands.silence(),
    hangUp: () => void commands.hangUp(),
    mute: () => void commands.mute(),
    show: () => showDeskWindow(desk),
    reshape: (shape) => {
      showDeskWindow(desk);
      desk.setBounds(reshaped(desk.getNormalBounds(), shape, screen.getDisplayMatching(desk.getBounds())));
    },
    startsAtLogin: login.isOn,
    setStartsAtLogin: login.set,
    takesLinks: () => takesPhoneLinks(app, execPath),
    setTakesLinks: (takes) => takePhoneLinks(app, execPath, takes),
    update: () => updates.ready,
    installUpdate: () =>
      void (updates.install() || dialog.showErrorBox(words.leave.title, words.updateLater(offhook.view.calls.length))),
    quit: () => app.quit(),
  });
}

function openKeys(
  offhook: Offhook,
  { globalKeys }: Settings,
  commands: DeskCommands,
  show: () => void,
): { dispose(): void } {
  const run: Readonly<Record<GlobalAction, () => unknown>> = {
    answer: () => commands.answer(),
    silence: () => commands.silence(),
    mute: () => commands.mute(),
    // Seen before it is dialled: whatever program ran last may have filled the clipboard.
    dialClipboard: async () => {
      const text = (await clipboard.readText()).trim().slice(0, 100);
      offhook.askToDial({ text, from: 'clipboard' });
      show();
    },
  };
  const keys = new GlobalKeys(globalShortcut, process.platform, (action) => void run[action]());
  offhook.setGlobalKeys(keys.hold(globalKeys));
  return { dispose: () => keys.release() };
}

/** From a cold start, from macOS, and from an Offhook that was started second and has left again. */
function listenForLinks({ links, offhook, settings, log }: ShellOptions, show: () => void): void {
  if (app.isPackaged) takeOwnLinks(app, process.execPath);
  links.listen((link) => {
    const refusal = openLink(link, { offhook, domains: domainsOf(settings), show });
    if (refusal === null) return;
    log.warn('a link was refused', { why: refusal });
    dialog.showErrorBox('Offhook', words.refusedLink[refusal]);
  });
  app.on('second-instance', (_event, _args, _folder, data) => {
    const link = linkOfSecond(data);
    if (link === null) show();
    else links.take(link);
  });
}
