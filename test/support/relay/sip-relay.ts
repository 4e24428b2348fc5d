import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import { rewriteMessage } from './rewrite-candidates.ts';

export interface SipRelayOptions {
  /** Where the PBX takes WebSockets. */
  readonly url: string;
  readonly ca: string;
  /** What the PBX shows itself with. */
  readonly cert: string;
  readonly key: string;
  readonly rewrite: (sdp: string) => Promise<string>;
}

/**
 * SIP over secure WebSockets, passed on message by message so that the descriptions in it can be rewritten. Pings are
 * the PBX's to answer: whoever looks for it must not be told that it lives by somebody in between.
 */
export class SipRelay {
  readonly #options: SipRelayOptions;
  readonly #server: Server;
  readonly #sockets = new Set<WebSocket>();
  readonly #accepting = new WebSocketServer({ noServer: true, autoPong: false, perMessageDeflate: false });

  static async open(options: SipRelayOptions): Promise<SipRelay> {
    const relay = new SipRelay(options);
    relay.#server.listen(0, '127.0.0.1');
    await once(relay.#server, 'listening');
    return relay;
  }

  private constructor(options: SipRelayOptions) {
    this.#options = options;
    this.#server = createServer({ cert: options.cert, key: options.key });
    this.#server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => socket.destroy());
      const far = new WebSocket(options.url, 'sip', { ca: options.ca, autoPong: false, perMessageDeflate: false });
      // A PBX that is not there: the near end sees its connection end, as it would there.
      far.on('error', () => socket.destroy());
      far.once('open', () => this.#accepting.handleUpgrade(request, socket, head, (near) => this.#join(near, far)));
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    for (const socket of this.#sockets) socket.terminate();
    this.#accepting.close();
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #join(near: WebSocket, far: WebSocket): void {
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(from);
      // One after the other: a rewritten message must not be overtaken.
      let last = Promise.resolve();
      from.on('message', (data) => {
        last = last.then(async () => this.#pass(to, textOf(data)));
      });
      from.on('ping', (data) => to.readyState === to.OPEN && to.ping(data));
      from.on('pong', (data) => to.readyState === to.OPEN && to.pong(data));
      from.on('error', () => from.terminate());
      from.on('close', () => {
        this.#sockets.delete(from);
        void last.then(() => to.terminate());
      });
    }
  }

  async #pass(to: WebSocket, message: string): Promise<void> {
    const rewritten = await rewriteMessage(message, this.#options.rewrite);
    if (to.readyState === to.OPEN) to.send(rewritten);
  }
}

const textOf = (data: RawData): string =>
  Array.isArray(data) ? Buffer.concat(data).toString('utf8') : Buffer.from(data as Buffer).toString('utf8');
