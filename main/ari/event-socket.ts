import type { Agent } from 'node:http';
import { type RawData, WebSocket } from 'ws';
import type { Disposable } from '../base/disposable.ts';
import type { AriAddress } from './rest.ts';

export interface EventSocketOptions {
  readonly address: AriAddress;
  readonly app: string;
  readonly authorization: string;
  readonly agent: Agent;
}

/** Nothing is called after `onClose`, which is called once. */
export interface EventSocketListener {
  onOpen(): void;
  /** Anything at all was heard. */
  onHeard(): void;
  onText(text: string): void;
  onClose(error: Error): void;
}

/** ARI's event stream. Whoever sends keeps one frame in flight: res_http_websocket.c stalls on coalesced ones. */
export interface EventSocket extends Disposable {
  ping(): void;
  send(text: string): void;
  /** Closes in order. */
  close(): void;
}

const largestEvent = 4 * 1024 * 1024;

export function openEventSocket(options: EventSocketOptions, listener: EventSocketListener): EventSocket {
  const { address, app, authorization, agent } = options;
  // Never subscribeAll here: closing such a socket while events flow can lock up ARI for everybody (22.10.1, measured).
  const query = new URLSearchParams({ app });
  const socket = new WebSocket(`${address.base.replace(/^http/, 'ws')}/events?${query.toString()}`, {
    agent,
    headers: { authorization },
    followRedirects: false,
    perMessageDeflate: false,
    maxPayload: largestEvent,
  });
  let failure: Error | null = null;
  let silent = false;
  const heard = (tell: () => void) => {
    if (!silent) tell();
  };
  socket.once('open', () => heard(() => listener.onOpen()));
  socket.on('message', (data: RawData, binary: boolean) =>
    heard(() => {
      listener.onHeard();
      // The default binaryType gives one Buffer a message.
      if (!binary && Buffer.isBuffer(data)) listener.onText(data.toString('utf8'));
    }),
  );
  socket.on('pong', () => heard(() => listener.onHeard()));
  socket.on('error', (error) => {
    failure = error;
  });
  socket.once('close', (code, reason) =>
    heard(() => listener.onClose(failure ?? new Error(`closed with code ${code} ${reason.toString('utf8')}`.trim()))),
  );
  return {
    ping: () => {
      if (socket.readyState === WebSocket.OPEN) socket.ping();
    },
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: () => socket.close(1000),
    dispose: () => {
      silent = true;
      socket.terminate();
    },
  };
}
