import type { IpcMain, IpcMainEvent, WebContents } from 'electron';
import type { FromMain, Wire } from '../../../preload/contract/wire.ts';
import { wireChannels } from '../../../preload/electron-channels.ts';
import { Emitter, type Event } from '../../base/emitter.ts';
import type { Logger } from '../../base/log.ts';
import { isOwnPage } from './own-page.ts';

interface OpenPage {
  readonly contents: WebContents;
  readonly receive: Emitter<unknown>;
  readonly close: () => void;
}

/**
 * The wires to our pages over Electron IPC, one a document. A message counts only from the main frame of a window
 * that shows our own page; a reload or a crash of the page ends its wire, the new document opens another.
 */
export function openPageWires(ipc: Pick<IpcMain, 'on'>, log: Logger): Event<Wire<FromMain>> {
  const opened = new Emitter<Wire<FromMain>>();
  const pages = new Map<WebContents, OpenPage>();

  ipc.on(wireChannels.open, (event) => {
    if (!isFromOwnPage(event)) return log.warn('a wire was refused', { from: event.senderFrame?.url });
    pages.get(event.sender)?.close();
    const { page, wire } = openPage(event.sender, () => pages.delete(event.sender));
    pages.set(event.sender, page);
    opened.emit(wire);
  });
  ipc.on(wireChannels.toMain, (event, message: unknown) => {
    if (!isFromOwnPage(event)) return log.warn('a message was refused', { from: event.senderFrame?.url });
    pages.get(event.sender)?.receive.emit(message);
  });
  return opened.event;
}

function isFromOwnPage({ senderFrame, sender }: IpcMainEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOwnPage(senderFrame.url);
}

function openPage(contents: WebContents, forget: () => void): { page: OpenPage; wire: Wire<FromMain> } {
  const receive = new Emitter<unknown>();
  const closed = new Emitter<void>();
  let isOpen = true;
  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    contents.off('did-start-navigation', leave);
    contents.off('render-process-gone', close);
    contents.off('destroyed', close);
    forget();
    closed.emit();
    receive.dispose();
    closed.dispose();
  };
  const leave = (details: { readonly isMainFrame: boolean; readonly isSameDocument: boolean }): void => {
    if (details.isMainFrame && !details.isSameDocument) close();
  };
  contents.on('did-start-navigation', leave);
  contents.on('render-process-gone', close);
  contents.on('destroyed', close);
  const wire: Wire<FromMain> = {
    send: (message) => {
      if (isOpen && !contents.isDestroyed()) contents.send(wireChannels.toPage, message);
    },
    onMessage: (listener) => void receive.event(listener),
    onClose: (listener) => void closed.event(listener),
  };
  return { page: { contents, receive, close }, wire };
}
