import { EmitterImpl, TransportState } from 'sip.js/lib/api/index.js';
import { createLogger } from '../../../main/base/log.ts';
import type { LinkFailure, LinkState } from '../../../main/net/link-failure.ts';
import { createSipPhoneOver } from '../../../main/sip/create-sip-phone.ts';
import type { SipDialog, SipMailbox } from '../../../main/sip/phone.ts';
import type { SipPhoneOptions } from '../../../main/sip/sip-phone-options.ts';
import type { SipTransport } from '../../../main/sip/sip-transport.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { MediaDouble, webRtcSdp } from '../../support/media-double.ts';

/** A SIP message as it went over the wire. */
export interface Message {
  readonly start: string;
  /** `INVITE`, or the status of a response. */
  readonly what: string;
  readonly body: string;
  all(name: string): readonly string[];
  get(name: string): string;
}

/** A response's status line, or a whole list of headers after it. */
type Answer = string | readonly [string, ...string[]];
/** What the PBX answers to a request: null is silence. */
export type Script = (request: Message, count: number) => Answer | null;

/** A transport whose far end answers by a script, in the same process and without a network. */
export class ScriptedTransport implements SipTransport {
  readonly protocol = 'WSS';
  readonly stateChange = new EmitterImpl<TransportState>();
  readonly sent: Message[] = [];
  failure: LinkFailure | null = null;
  probes = 0;
  localAddress: string | null = '192.0.2.7';
  /** The contact the PBX has. */
  listed = '';
  /** By method; what is not named is answered 200. */
  readonly scripts = new Map<string, Script>();
  onConnect: (() => void) | undefined;
  onDisconnect: ((error?: Error) => void) | undefined;
  onMessage: ((message: string) => void) | undefined;
  readonly #counts = new Map<string, number>();
  readonly #fit: (text: string) => string;
  #state: TransportState = TransportState.Disconnected;

  constructor(fit: (text: string) => string) {
    this.#fit = fit;
  }

  get state(): TransportState {
    return this.#state;
  }

  isConnected(): boolean {
    return this.#state === TransportState.Connected;
  }

  async connect(): Promise<void> {
    this.#enter(TransportState.Connecting);
    await Promise.resolve();
    this.#enter(TransportState.Connected);
    this.onConnect?.();
  }

  disconnect(): Promise<void> {
    if (this.isConnected()) this.#enter(TransportState.Disconnected);
    return Promise.resolve();
  }

  dispose(): Promise<void> {
    return this.disconnect();
  }

  probe(): void {
    this.probes += 1;
  }

  abandon(failure: LinkFailure): void {
    this.failure = failure;
    this.#enter(TransportState.Disconnected);
    this.onDisconnect?.(new Error(failure.detail));
  }

  async send(text: string): Promise<void> {
    if (!this.isConnected()) throw new Error('not connected');
    const message = parse(text);
    this.sent.push(message);
    const isRequest = /^[A-Z]+$/.test(message.what);
    if (!isRequest || message.what === 'ACK') return;
    const count = (this.#counts.get(message.what) ?? 0) + 1;
    this.#counts.set(message.what, count);
    const script = this.scripts.get(message.what);
    const answer = script === undefined ? '200 OK' : script(message, count);
    if (answer !== null) this.respond(message, answer);
  }

  /** Answers a request of ours; a 200 to INVITE or REGISTER has what such a one needs. */
  respond(request: Message, answer: Answer): void {
    const [status, ...headers] = typeof answer === 'string' ? [answer] : answer;
    const to = request.get('to');
    const isSuccess = status?.startsWith('2') ?? false;
    if (request.what === 'REGISTER' && request.get('contact') !== '') this.listed = request.get('contact');
    const contact = request.what === 'REGISTER' ? this.listed : '<sip:pbx@192.0.2.1;transport=ws>';
    const hasBody = isSuccess && request.what === 'INVITE';
    const offered = /^a=(sendrecv|sendonly|inactive|recvonly)/m.exec(request.body)?.[1];
    const direction = offered === 'sendonly' ? 'recvonly' : 'sendrecv';
    this.deliver(
      [
        `SIP/2.0 ${status}`,
        ...['via', 'from', 'call-id', 'cseq'].map((name) => `${name}: ${request.get(name)}`),
        `To: ${to.includes(';tag=') ? to : `${to};tag=pbx`}`,
        ...(isSuccess && contact !== '' ? [`Contact: ${contact}`] : []),
        ...headers,
      ],
      hasBody ? webRtcSdp({ type: 'answer', direction }, request.body) : '',
    );
  }

  /** Lets a message arrive, after what runs now. */
  deliver(lines: readonly string[], body = ''): void {
    const type = body === '' ? [] : ['Content-Type: application/sdp'];
    const text = [...lines, ...type, `Content-Length: ${body.length}`, '', body].join('\r\n');
    queueMicrotask(() => {
      if (this.isConnected()) this.onMessage?.(this.#fit(text));
    });
  }

  #enter(state: TransportState): void {
    this.#state = state;
    this.stateChange.emit(state);
  }
}

function parse(text: string): Message {
  const [head = '', body = ''] = text.split('\r\n\r\n');
  const [start = '', ...lines] = head.split('\r\n');
  const all = (name: string) =>
    lines
      .filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
      .map((line) => line.slice(name.length + 1).trim());
  const what = start.startsWith('SIP/2.0 ') ? (start.split(' ')[1] ?? '') : (start.split(' ')[0] ?? '');
  return { start, what, body, all, get: (name) => all(name)[0] ?? '' };
}

/** A registered phone on a scripted PBX, with a clock turned by hand and chance in the middle. */
export class ScriptedBench {
  readonly clock = new FakeClock();
  readonly media = new MediaDouble();
  readonly dialogs: SipDialog[] = [];
  readonly links: LinkState[] = [];
  readonly mailboxes: SipMailbox[] = [];
  readonly transport: ScriptedTransport;
  readonly phone: ReturnType<typeof createSipPhoneOver>;
  #requests = 0;

  constructor(
    fit: (text: string) => string = (text) => text,
    left: Pick<SipPhoneOptions, 'journal' | 'contactNote' | 'legOf'> = {},
  ) {
    this.transport = new ScriptedTransport(fit);
    this.phone = createSipPhoneOver(
      {
        url: 'wss://pbx.example:8089/ws',
        trust: { kind: 'system' },
        username: '1001',
        password: 'secret',
        domain: 'pbx.example',
        displayName: 'Alice',
        media: this.media,
        clock: this.clock,
        ...left,
        random: () => 0.5,
        log: createLogger(
          () => undefined,
          () => 0,
        ),
      },
      this.transport,
    );
    this.phone.onDidChangeDialog((dialog) => this.dialogs.push(dialog));
    this.phone.onDidChangeLink((link) => this.links.push(link));
    this.phone.onDidChangeMailbox((mailbox) => this.mailboxes.push(mailbox));
  }

  get last(): SipDialog | undefined {
    return this.dialogs.at(-1);
  }

  get sent(): readonly string[] {
    return this.transport.sent.map(({ what }) => what);
  }

  /** Lets everything run that waits for nothing but a promise. */
  settle(): Promise<void> {
    return this.clock.advance(0);
  }

  async up(): Promise<this> {
    this.phone.start();
    await this.settle();
    return this;
  }

  async breakConnection(): Promise<void> {
    this.transport.abandon({ kind: 'closed', target: 'wss://pbx.example:8089/ws', detail: 'broken by the test' });
    await this.settle();
  }

  /** A request from the PBX; in the dialog of `inside`, if one is given. */
  async request(method: string, { headers = [], body = '', inside, via }: RequestOptions = {}): Promise<void> {
    // An ACK has the number of what it acknowledges.
    if (method !== 'ACK') this.#requests += 1;
    const contact = /<([^>]+)>/.exec(
      this.transport.sent.find(({ what }) => what === 'REGISTER')?.get('contact') ?? '',
    )?.[1];
    const us = inside?.us ?? '<sip:1001@pbx.example>';
    const them = inside?.them ?? '"Ann Client" <sip:15551230001@pbx.example>;tag=ann';
    this.transport.deliver(
      [
        `${method} ${contact} SIP/2.0`,
        `Via: SIP/2.0/WSS 192.0.2.1:8089;branch=z9hG4bK${via ?? `${method}${this.#requests}`}`,
        `From: ${them}`,
        `To: ${us}`,
        `Call-ID: ${inside?.callId ?? 'call-1'}`,
        `CSeq: ${via === undefined ? this.#requests : 1} ${method}`,
        'Contact: <sip:pbx@192.0.2.1;transport=ws>',
        'Max-Forwards: 70',
        ...headers,
      ],
      body,
    );
    await this.settle();
  }

  /** An INVITE that rings. */
  async ring(headers: readonly string[] = []): Promise<SipDialog> {
    await this.request('INVITE', { headers, via: 'ring', body: webRtcSdp({ type: 'offer', direction: 'sendrecv' }) });
    return this.incoming();
  }

  /** An incoming call that was answered, with the tags of its dialog. */
  async talk(): Promise<Inside> {
    const { callId } = await this.ring();
    const answering = this.phone.answer(callId);
    await this.settle();
    const ok = this.transport.sent.findLast(({ what }) => what === '200');
    const inside = { callId, us: ok?.get('to') ?? '', them: '<sip:15551230001@pbx.example>;tag=ann' };
    await this.request('ACK', { inside, via: 'ack' });
    await answering;
    return inside;
  }

  incoming(): SipDialog {
    const found = this.dialogs.findLast(({ phase }) => phase === 'incoming');
    if (found === undefined) throw new Error('nothing rings');
    return found;
  }
}

/** A dialog as the PBX sees it. */
export interface Inside {
  readonly callId: SipDialog['callId'];
  readonly us: string;
  readonly them: string;
}

interface RequestOptions {
  readonly headers?: readonly string[];
  readonly body?: string;
  readonly inside?: Inside;
  /** The branch; one of its own if none is given. */
  readonly via?: string;
}
