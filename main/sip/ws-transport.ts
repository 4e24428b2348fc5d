import type { Agent } from 'node:http';
import { EmitterImpl, TransportState } from 'sip.js/lib/api/index.js';
import { type RawData, WebSocket } from 'ws';
import type { Clock } from '../base/clock.ts';
import { DisposableStore } from '../base/disposable.ts';
import type { Hush } from '../base/hush.ts';
import type { Logger } from '../base/log.ts';
import { classifyFailure } from '../net/classify-failure.ts';
import type { LinkFailure } from '../net/link-failure.ts';
import type { TlsTrust } from '../net/tls-trust.ts';
import { trustedAgent } from '../net/trusted-agent.ts';
import { fitForSipJs } from './incoming-text.ts';
import type { SipTransport } from './sip-transport.ts';
import { watchLiveness } from './ws-liveness.ts';

export interface WsTransportOptions {
  readonly url: string;
  readonly trust: TlsTrust;
  readonly clock: Clock;
  readonly log: Logger;
  readonly tap?: SipTap;
  /** While it is on, nothing that comes goes to SIP.js. */
  readonly hush?: Hush;
}

/** Hears every message in both directions: for a recording. */
export interface SipTap {
  received(message: string): void;
  sent(message: string): void;
}

/** From the first packet to the accepted upgrade, TLS included. */
const connectTimeout = 4_000;

/** One socket from its making to its end. What it reports after a newer one took its place is not heard. */
interface Connection {
  readonly socket: WebSocket;
  readonly agent: Agent;
  readonly store: DisposableStore;
  probe(): void;
}

/** SIP over a WebSocket of the `ws` package (RFC 7118): one message a text frame, subprotocol `sip`. */
export class WsTransport implements SipTransport {
  readonly protocol: string;
  readonly stateChange = new EmitterImpl<TransportState>();
  onConnect: (() => void) | undefined;
  onDisconnect: ((error?: Error) => void) | undefined;
  onMessage: ((message: string) => void) | undefined;
  onSign: ((message: string) => (() => void) | null) | undefined;

  readonly #options: WsTransportOptions;
  #state: TransportState = TransportState.Disconnected;
  #connection: Connection | null = null;
  #failure: LinkFailure | null = null;
  #localAddress: string | null = null;
  /** Told of already, and whatever came behind it: for SIP.js once who rings is shown. */
  readonly #later: { readonly text: string; readonly handed: (() => void) | null }[] = [];
  #settle: { resolve(): void; reject(error: Error): void } | null = null;

  constructor(options: WsTransportOptions) {
    this.#options = options;
    this.protocol = options.url.startsWith('wss:') ? 'WSS' : 'WS';
  }

  get state(): TransportState {
    return this.#state;
  }

  get failure(): LinkFailure | null {
    return this.#failure;
  }

  get localAddress(): string | null {
    return this.#localAddress;
  }

  isConnected(): boolean {
    return this.#state === TransportState.Connected;
  }

  connect(): Promise<void> {
    if (this.#state === TransportState.Connected) return Promise.resolve();
    if (this.#connection !== null) this.#end(null);
    this.#failure = null;
    // The contract of SIP.js: Connecting before this returns.
    this.#enter(TransportState.Connecting);
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      this.#open();
    });
  }

  disconnect(): Promise<void> {
    if (this.#connection !== null) this.#end(null);
    return Promise.resolve();
  }

  dispose(): Promise<void> {
    return this.disconnect();
  }

  send(message: string): Promise<void> {
    const socket = this.#connection?.socket;
    if (socket === undefined || !this.isConnected()) return Promise.reject(new Error('not connected to the PBX'));
    this.#options.tap?.sent(message);
    this.#options.log.debug('sent', { first: firstLine(message), bytes: message.length });
    return new Promise((resolve, reject) => {
      socket.send(message, (error) => {
        if (error === undefined || error === null) resolve();
        else reject(error);
      });
    });
  }

  probe(): void {
    this.#connection?.probe();
  }

  abandon(failure: LinkFailure): void {
    if (this.#connection !== null) this.#end(failure);
  }

  #open(): void {
    const { url, trust, clock } = this.#options;
    const agent = trustedAgent(url, trust);
    const socket = new WebSocket(url, 'sip', {
      agent,
      perMessageDeflate: false,
      followRedirects: false,
      // Asterisk sends frames of at most 65,535 bytes (http_websocket.c, MAXIMUM_FRAME_SIZE).
      maxPayload: 1_048_576,
    });
    const store = new DisposableStore();
    const mine = (run: () => void) => {
      if (this.#connection?.socket === socket) run();
    };
    const late = () => mine(() => this.#end(this.#timeout(`no answer within ${connectTimeout} ms`)));
    const timer = store.add(clock.after(connectTimeout, late));
    const liveness = watchLiveness(socket, clock, () => mine(() => this.#end(this.#timeout('no sign of life'))));
    store.add(liveness);
    this.#connection = { socket, agent, store, probe: () => liveness.probe() };
    socket.on('upgrade', ({ socket: { localAddress } }) => mine(() => (this.#localAddress = localAddress ?? null)));
    socket.on('open', () => {
      timer.dispose();
      liveness.start();
      mine(() => this.#opened());
    });
    socket.on('message', (data) => mine(() => this.#received(textOf(data))));
    socket.on('error', (error) => mine(() => this.#end(classifyFailure(error, url))));
    socket.on('close', (code) => mine(() => this.#end(this.#closed(code))));
  }

  #opened(): void {
    this.#enter(TransportState.Connected);
    this.#settle?.resolve();
    this.#settle = null;
    this.onConnect?.();
  }

  #received(text: string): void {
    // Keep-alives are bare line ends (RFC 5626 section 3.5.1).
    if (text.trim() === '') return;
    this.#options.tap?.received(text);
    this.#options.log.debug('received', { first: firstLine(text), bytes: text.length });
    // Whoever rings in a hush is told of and written down as well: a crash may come before its end.
    const handed = this.onSign?.(text) ?? null;
    const isNext = this.#later.length === 0;
    if (isNext && handed === null && this.#options.hush?.on !== true) return this.#handOn(text);
    if (this.#later.push({ text, handed }) === 1) this.#catchUpLater();
  }

  /** SIP.js takes as long to read who rings as it takes to draw them: they are on the screen first. */
  #catchUpLater(): void {
    const { hush, clock } = this.#options;
    if (hush?.on === true) hush.onceOver(() => this.#catchUp());
    else clock.soon(() => this.#catchUp());
  }

  #catchUp(): void {
    for (const { text, handed } of this.#later.splice(0)) {
      this.#handOn(text);
      handed?.();
    }
  }

  /** SIP.js throws on some malformed messages; one bad message must not end the process, nor the connection. */
  #handOn(text: string): void {
    try {
      this.onMessage?.(fitForSipJs(text));
    } catch (error) {
      this.#options.log.warn('a SIP message could not be handled and was skipped', {
        first: firstLine(text),
        error: String(error),
      });
    }
  }

  /** `failure` null: we wanted it. */
  #end(failure: LinkFailure | null): void {
    this.#catchUp();
    const wasConnected = this.isConnected();
    const { socket, agent, store } = this.#connection ?? {};
    this.#connection = null;
    this.#failure = failure;
    store?.dispose();
    // The close frame is for politeness: nothing is owed to us any more, and nothing may stay open.
    if (wasConnected) socket?.close(1000);
    socket?.terminate();
    agent?.destroy();
    if (failure === null) this.#enter(TransportState.Disconnecting);
    this.#enter(TransportState.Disconnected);
    const error = failure === null ? undefined : new Error(`${failure.kind}: ${failure.detail}`);
    this.#settle?.reject(error ?? new Error('no longer wanted'));
    this.#settle = null;
    if (wasConnected) this.onDisconnect?.(error);
  }

  #enter(state: TransportState): void {
    this.#state = state;
    this.stateChange.emit(state);
  }

  #timeout(detail: string): LinkFailure {
    return { kind: 'timeout', target: this.#options.url, detail };
  }

  #closed(code: number): LinkFailure {
    return { kind: 'closed', target: this.#options.url, detail: `the PBX closed the connection (WebSocket ${code})` };
  }
}

const firstLine = (message: string): string => message.slice(0, Math.max(0, message.indexOf('\r\n'))).slice(0, 200);

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return data instanceof ArrayBuffer ? Buffer.from(data).toString('utf8') : data.toString('utf8');
}
