import { contextBridge, ipcRenderer } from 'electron';
import { createPageEnd } from './bridge/page-end.ts';
import type { FromMain, FromPage, Wire } from './contract/wire.ts';
import { wireChannels } from './electron-channels.ts';

/**
 * The sandboxed preload: the page gets the contract's named functions and nothing of Electron's. What they carry is decoded
 * where it arrives, in main and in the page.
 */
const wire: Wire<FromPage> = {
  send: (message) => ipcRenderer.send(wireChannels.toMain, message),
  // The event object holds a sender; only the message goes on.
  onMessage: (listener) => void ipcRenderer.on(wireChannels.toPage, (_event, message: unknown) => listener(message)),
  // Main cannot go away and leave its page behind.
  onClose: () => undefined,
};

// Main is of the same package, and nobody else can send here.
const { raw, attach } = createPageEnd('electron', (message) => message as FromMain);
contextBridge.exposeInMainWorld('offhook', raw);
ipcRenderer.send(wireChannels.open);
attach(wire);
