import { wireAddress } from '../../preload/contract/wire-address.ts';

/**
 * The browser host's wire, asked for before the rest of the page's program is evaluated: by then main has answered.
 * In a part of its own, see vite.config.ts. null in Electron, whose preload brings a wire.
 */
export const firstWire: WebSocket | null =
  window.offhook === undefined ? new WebSocket(wireAddress(location.host)) : null;
