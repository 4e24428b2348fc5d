import { createBridge } from './bridge/create-bridge.ts';
import type { Bridge } from './contract/bridge.ts';
import type { FromPage, Wire } from './contract/wire.ts';
import { wireAddress } from './contract/wire-address.ts';

/** A main that crashed is back within a second or two, and its callers wait for this page. */
const [soon, soonFor, late] = [100, 60_000, 2_000];

/**
 * The browser host's bridge: the same contract over the loopback WebSocket that served this page. Reconnects by itself.
 * `first`: one that was asked for in this very task; nothing has come over it yet.
 */
export function connectBrowserBridge(first: WebSocket | null = null): Bridge {
  const { bridge, attach } = createBridge('browser');
  let lostAt = performance.now();
  const open = (socket = new WebSocket(wireAddress(location.host))): void => {
    let wasOpen = false;
    socket.addEventListener('open', () => {
      wasOpen = true;
      attach(wireOf(socket));
    });
    socket.addEventListener('close', () => {
      if (wasOpen) lostAt = performance.now();
      look();
    });
  };
  const look = (): void => {
    setTimeout(() => void isThere().then((there) => (there ? open() : look())), wait());
  };
  const wait = (): number => (performance.now() - lostAt < soonFor ? soon : late);
  open(first ?? undefined);
  return bridge;
}

/**
 * Whether somebody answers. By HTTP: after a few refused WebSockets Chromium holds the next ones back for seconds
 * (services/network/websocket_throttler.cc).
 */
async function isThere(): Promise<boolean> {
  try {
    await fetch('/', { method: 'HEAD', cache: 'no-store' });
    return true;
  } catch {
    // Nobody listens: the next look tells.
    return false;
  }
}

function wireOf(socket: WebSocket): Wire<FromPage> {
  return {
    send: (message) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    onMessage: (listener) => {
      socket.addEventListener('message', (event) => {
        if (typeof event.data === 'string') listener(JSON.parse(event.data) as unknown);
      });
    },
    onClose: (listener) => socket.addEventListener('close', listener),
  };
}
