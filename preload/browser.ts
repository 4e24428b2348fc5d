import { createBridge } from './bridge/create-bridge.ts';
import type { Bridge } from './contract/bridge.ts';
import type { FromPage, Wire } from './contract/wire.ts';
import { pageLeaves, wireAddress } from './contract/wire-address.ts';

/** A main that crashed is back within a second or two, and its callers wait for this page. */
const [soon, soonFor, late] = [100, 60_000, 2_000];

/** A WebSocket that was asked for before anybody could listen to it. */
export interface EarlyWire {
  readonly socket: WebSocket;
  /** What has come over it, oldest first; from then on whoever takes it has to listen. */
  readonly take: () => readonly unknown[];
}

/**
 * The browser host's bridge: the same contract over the loopback WebSocket that served this page. Reconnects by itself.
 * What has come over `first` already is told once the running task is over: until then there is time to listen.
 */
export function connectBrowserBridge(first: EarlyWire | null = null, arrives?: () => void): Bridge {
  const { bridge, attach } = createBridge('browser', arrives);
  let lostAt = performance.now();
  let present: WebSocket | null = null;
  window.addEventListener('pagehide', () => present?.close(pageLeaves));
  const follow = (socket: WebSocket, early: () => readonly unknown[]): void => {
    present = socket;
    let wasOpen = false;
    const opened = (): void => {
      wasOpen = true;
      attach(wireOf(socket, early()));
    };
    if (socket.readyState === WebSocket.OPEN) opened();
    else socket.addEventListener('open', opened);
    socket.addEventListener('close', () => {
      if (wasOpen) lostAt = performance.now();
      look();
    });
  };
  const open = (): void => follow(new WebSocket(wireAddress(location.host)), () => []);
  const look = (): void => {
    setTimeout(() => void isThere().then((there) => (there ? open() : look())), wait());
  };
  const wait = (): number => (performance.now() - lostAt < soonFor ? soon : late);
  if (first === null) open();
  else queueMicrotask(() => (first.socket.readyState > WebSocket.OPEN ? look() : follow(first.socket, first.take)));
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

function wireOf(socket: WebSocket, early: readonly unknown[]): Wire<FromPage> {
  return {
    send: (message) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    onMessage: (listener) => {
      const take = (data: unknown): void => {
        if (typeof data === 'string') listener(JSON.parse(data) as unknown);
      };
      // Whoever attaches says first that there is a connection.
      queueMicrotask(() => early.forEach(take));
      socket.addEventListener('message', ({ data }) => take(data));
    },
    onClose: (listener) => socket.addEventListener('close', listener),
  };
}
