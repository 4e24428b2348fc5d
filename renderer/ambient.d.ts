import type { RawBridge } from '../preload/contract/bridge.ts';

declare global {
  interface Window {
    /** Put there by Electron's preload, to be decoded; absent in the browser host. */
    readonly offhook?: RawBridge;
  }
}
