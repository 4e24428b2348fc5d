import type { Bridge } from '../preload/contract/bridge.ts';

declare global {
  interface Window {
    /** Put there by Electron's preload; absent in the browser host. */
    readonly offhook?: Bridge;
  }
}
