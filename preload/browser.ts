import { createBridge } from './bridge/create-bridge.ts';
import type { Bridge } from './contract/bridge.ts';
import type { FromPage, Wire } from './contract/wire.ts';

/** The browser host's bridge: the same contract over the loopback WebSocket that served this page. Reconnects by itself. */
export function connectBrowserBridge(): Bridge {
  const { bridge, attach } = createBridge('browser');
  const address = `ws://${location.host}/wire`;
  const open = (delay: number): void => {
    const socket = new WebSocket(address);
    socket.addEventListener('open', () => attach(wireOf(socket)));
    socket.addEventListener('close', () => {
      setTimeout(() => open(Math.min(delay * 2, 2000)), delay);
    });
  };
  open(100);
  return bridge;
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
