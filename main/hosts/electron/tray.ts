import { join } from 'node:path';
import { Menu, type MenuItemConstructorOptions, type NativeImage, nativeImage, Tray } from 'electron';
import type { DeskView } from '../../../preload/contract/views.ts';
import { words } from '../words/words.ts';
import { type TraySight, type TrayState, traySight } from './tray-sight.ts';

/** What the tray's menu can do. */
export interface TrayActs {
  readonly answer: () => void;
  readonly silence: () => void;
  readonly hangUp: () => void;
  readonly mute: () => void;
  readonly show: () => void;
  readonly reshape: (shape: 'compact' | 'wide') => void;
  readonly startsAtLogin: () => boolean;
  readonly setStartsAtLogin: (starts: boolean) => void;
  readonly takesLinks: () => boolean;
  readonly setTakesLinks: (takes: boolean) => void;
  /** The version that waits to be installed; null: none. */
  readonly update: () => string | null;
  readonly installUpdate: () => void;
  readonly quit: () => void;
}

/** Offhook's place among the system's icons: how it stands, and what can be done without opening the desk. */
export class DeskTray {
  readonly #tray: Tray;
  readonly #images: Readonly<Record<TrayState, NativeImage>>;
  readonly #acts: TrayActs;
  #shown = '';

  constructor(icons: string, platform: NodeJS.Platform, acts: TrayActs) {
    this.#images = {
      ready: imageOf(icons, 'ready', platform),
      ringing: imageOf(icons, 'ringing', platform),
      'on-call': imageOf(icons, 'on-call', platform),
      'wrap-up': imageOf(icons, 'wrap-up', platform),
      paused: imageOf(icons, 'paused', platform),
      offline: imageOf(icons, 'offline', platform),
    };
    this.#acts = acts;
    this.#tray = new Tray(this.#images.offline);
    this.#tray.on('click', acts.show);
  }

  /** Draws anew only what has changed: views come many times a second. */
  update(view: DeskView): void {
    const sight = traySight(view);
    const shown = JSON.stringify([sight, this.#acts.update()]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#tray.setImage(this.#images[sight.state]);
    this.#tray.setToolTip(sight.tooltip);
    this.#tray.setContextMenu(Menu.buildFromTemplate(trayMenu(sight, this.#acts)));
  }

  dispose(): void {
    this.#tray.destroy();
  }
}

export function trayMenu({ tooltip, can }: TraySight, acts: TrayActs): MenuItemConstructorOptions[] {
  const text = words.tray;
  const update = acts.update();
  const line: MenuItemConstructorOptions = { type: 'separator' };
  return [
    { label: tooltip.split('\n')[0] ?? '', enabled: false },
    line,
    ...(can.answer ? [{ label: text.answer, click: acts.answer }] : []),
    ...(can.silence ? [{ label: text.silence, click: acts.silence }] : []),
    ...(can.mute === null ? [] : [{ label: text[can.mute], click: acts.mute }]),
    ...(can.hangUp ? [{ label: text.hangUp, click: acts.hangUp }] : []),
    { label: text.show, click: acts.show },
    { label: text.compact, click: () => acts.reshape('compact') },
    { label: text.wide, click: () => acts.reshape('wide') },
    line,
    checkbox(text.startAtLogin, acts.startsAtLogin(), acts.setStartsAtLogin),
    checkbox(text.phoneLinks, acts.takesLinks(), acts.setTakesLinks),
    line,
    ...(update === null ? [] : [{ label: text.update(update), click: acts.installUpdate }]),
    { label: text.quit, click: acts.quit },
  ];
}

const checkbox = (label: string, checked: boolean, set: (to: boolean) => void): MenuItemConstructorOptions => ({
  label,
  type: 'checkbox',
  checked,
  click: (item) => set(item.checked),
});

/** macOS colours a template itself, for a light and a dark bar; elsewhere the icon tells the state by its colour too. */
function imageOf(icons: string, state: TrayState, platform: NodeJS.Platform): NativeImage {
  const isMac = platform === 'darwin';
  const image = nativeImage.createFromPath(join(icons, isMac ? `${state}Template.png` : `${state}.png`));
  if (isMac) image.setTemplateImage(true);
  return image;
}
