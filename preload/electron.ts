import { contextBridge, ipcRenderer } from 'electron';
import { createBridge } from './bridge/create-bridge.ts';
import type { FromPage, Wire } from './contract/wire.ts';
import { wireChannels } from './electron-channels.ts';

/** The sandboxed preload: the page gets the contract's named functions and nothing of Electron's. */
const wire: Wire<FromPage> = {
  send: (message) => ipcRenderer.send(wireChannels.toMain, message),
  // The event object holds a sender; only the message goes on.
  onMessage: (listener) => void ipcRenderer.on(wireChannels.toPage, (_event, message: unknown) => listener(message)),
  // Main cannot go away and leave its page behind.
  onClose: () => undefined,
};

const { bridge, attach } = createBridge('electron');
contextBridge.exposeInMainWorld('offhook', bridge);
ipcRenderer.send(wireChannels.open);
attach(wire);
