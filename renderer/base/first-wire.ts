import type { EarlyWire } from '../../preload/browser.ts';
import { wireAddress } from '../../preload/contract/wire-address.ts';

/**
 * The browser host's wire, asked for by a script of its own while the page's program is still being loaded (vite.config.ts
 * puts it into the page): main's first view is there when the program is. null in Electron, whose preload brings a wire.
 */
export const firstWire: EarlyWire | null = window.offhook === undefined ? openEarly() : null;

function openEarly(): EarlyWire {
  const socket = new WebSocket(wireAddress(location.host));
  const come: unknown[] = [];
  const keep = ({ data }: MessageEvent): void => void come.push(data);
  socket.addEventListener('message', keep);
  const take = (): readonly unknown[] => {
    socket.removeEventListener('message', keep);
    return come;
  };
  return { socket, take };
}
