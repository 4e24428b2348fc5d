import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, IpcMainEvent, WebContents } from 'electron';

/** A page's contents as far as the host touches them: events, what was sent to it, and its main frame. */
export class FakeContents extends EventEmitter {
  readonly sent: { readonly channel: string; readonly message: unknown }[] = [];
  readonly mainFrame: { url: string };
  destroyed = false;
  reloads = 0;
  zoom = 1;
  openHandler: ((details: { readonly url: string }) => { readonly action: string }) | null = null;

  constructor(url = 'offhook-app://desk/') {
    super();
    this.mainFrame = { url };
  }

  send(channel: string, message: unknown): void {
    if (this.destroyed) throw new TypeError('Object has been destroyed');
    this.sent.push({ channel, message });
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  reload(): void {
    this.reloads += 1;
  }

  setZoomFactor(factor: number): void {
    this.zoom = factor;
  }

  setWindowOpenHandler(handler: (details: { readonly url: string }) => { readonly action: string }): void {
    this.openHandler = handler;
  }

  asContents(): WebContents {
    return this as unknown as WebContents;
  }
}

/** A window that keeps how it was made and what was asked of it. */
export class FakeWindow extends EventEmitter {
  static readonly opened: FakeWindow[] = [];
  readonly webContents = new FakeContents();
  readonly did: string[] = [];
  readonly options: BrowserWindowConstructorOptions;
  minimized = false;
  visible = false;
  focused = false;
  destroyed = false;

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    FakeWindow.opened.push(this);
  }

  show(): void {
    this.did.push('show');
  }

  focus(): void {
    this.did.push('focus');
  }

  restore(): void {
    this.did.push('restore');
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  hide(): void {
    this.visible = false;
    this.did.push('hide');
  }

  showInactive(): void {
    this.visible = true;
    this.did.push('showInactive');
  }

  isVisible(): boolean {
    return this.visible;
  }

  isFocused(): boolean {
    return this.focused;
  }

  setBounds(bounds: object): void {
    this.did.push(`bounds ${JSON.stringify(bounds)}`);
  }

  getBounds(): { x: number; y: number; width: number; height: number } {
    return this.getNormalBounds();
  }

  setAlwaysOnTop(on: boolean, level: string): void {
    this.did.push(`on top ${on} ${level}`);
  }

  setVisibleOnAllWorkspaces(on: boolean, options: object): void {
    this.did.push(`everywhere ${on} ${JSON.stringify(options)}`);
  }

  setOverlayIcon(icon: unknown, words: string): void {
    this.did.push(icon === null ? 'no dot' : `dot ${words}`);
  }

  destroy(): void {
    this.destroyed = true;
    this.emit('closed');
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return { x: 1, y: 2, width: 420, height: 760 };
  }

  loadURL(url: string): Promise<void> {
    this.did.push(`load ${url}`);
    return Promise.resolve();
  }
}

/** An IPC event as Electron makes it; `frame` is the sender's, its main one unless said otherwise. */
export const ipcEvent = (contents: FakeContents, frame: { url: string } | null = contents.mainFrame): IpcMainEvent =>
  ({ sender: contents, senderFrame: frame }) as unknown as IpcMainEvent;

/** An event that can be refused, and says whether it was. */
export const refusable = (url: string) => {
  const event = { url, refused: false, preventDefault: () => void (event.refused = true) };
  return event;
};
