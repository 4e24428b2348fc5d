import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { digestAnswer } from './digest.ts';
import { RtpStream } from './rtp-stream.ts';
import { audioPort, offer } from './sdp.ts';
import { formatSip, header, parseSip, type SipHeader, type SipMessage, uriOf } from './sip-message.ts';

export interface DeskPhoneOptions {
  /** Asterisk's UDP port. */
  readonly port: number;
  readonly extension: string;
  readonly password: string;
  /** What it does with a call by itself: rings, or sends it on to another extension (302, RFC 3261, 21.3.3). */
  readonly forwardTo?: string;
  /** What is said into it once it is picked up, Hz; left out: nothing. */
  readonly tone?: number;
}

/** A call that rings at the phone, or is talked on. */
interface Line {
  readonly invite: SipMessage;
  readonly tag: string;
  readonly media: RtpStream;
  readonly mediaPort: number;
  phase: 'ringing' | 'answered';
  sequence: number;
}

/** A plain SIP phone on a desk, by UDP: registers, rings, is picked up and put down by hand. On loopback it resends nothing. */
export class DeskPhone {
  readonly #options: DeskPhoneOptions;
  readonly #socket: Socket = createSocket('udp4');
  readonly #lines = new Map<string, Line>();
  readonly #waiting = new Set<() => void>();
  readonly #registerId = randomBytes(8).toString('hex');
  readonly #tag = randomBytes(4).toString('hex');
  #registered: { readonly ok: boolean } | null = null;
  #expires = 0;
  #isOpen = true;
  #sequence = 0;

  constructor(options: DeskPhoneOptions) {
    this.#options = options;
  }

  /** Resolves when the PBX knows where it is. */
  async register(): Promise<this> {
    this.#socket.on('message', (bytes) => void this.#onMessage(parseSip(bytes.toString())));
    this.#socket.bind(0, '127.0.0.1');
    await once(this.#socket, 'listening');
    await this.#registerFor(120);
    if (this.#registered?.ok !== true) throw new Error(`${this.#options.extension} may not register`);
    return this;
  }

  get isRinging(): boolean {
    return [...this.#lines.values()].some(({ phase }) => phase === 'ringing');
  }

  get isTalking(): boolean {
    return [...this.#lines.values()].some(({ phase }) => phase === 'answered');
  }

  async rings(): Promise<void> {
    await this.#until(() => this.isRinging, 'a call');
  }

  /** Nothing rings and nobody talks. */
  async isIdle(): Promise<void> {
    await this.#until(() => this.#lines.size === 0, 'the end of its calls');
  }

  /** Picks up what rings. */
  answer(): void {
    const line = this.#line('ringing');
    line.phase = 'answered';
    this.#respond(line.invite, '200 OK', line.tag, offer(line.mediaPort, 1));
    line.media.sendTo(audioPort(line.invite.body) ?? 0);
  }

  /** Says no to what rings, busy unless said otherwise. */
  decline(status = '486 Busy Here'): void {
    const line = this.#line('ringing');
    this.#respond(line.invite, status, line.tag);
    this.#drop(line);
  }

  /** What came to it during the last ten seconds of the call it talks on, at 8,000 Hz. */
  heard(): Float32Array {
    return this.#line('answered').media.heard();
  }

  /** When the last packet of that call came, on the clock of `performance.now`. */
  get heardAt(): number {
    return this.#line('answered').media.heardAt;
  }

  /** Ends the call it talks on. */
  hangUp(): void {
    const line = this.#line('answered');
    const { invite } = line;
    this.#send(
      formatSip(`BYE ${uriOf(header(invite, 'contact'))} SIP/2.0`, [
        ...this.#route(),
        ['From', `${header(invite, 'to')};tag=${line.tag}`],
        ['To', header(invite, 'from')],
        ['Call-ID', header(invite, 'call-id')],
        ['CSeq', `${++line.sequence} BYE`],
        ['Contact', this.#contact()],
      ]),
    );
    this.#drop(line);
  }

  /** Off the wall: what rings is refused, what is talked on put down. */
  async close(): Promise<void> {
    for (const { phase } of [...this.#lines.values()]) {
      if (phase === 'ringing') this.decline();
      else this.hangUp();
    }
    await this.#registerFor(0);
    this.abandon();
  }

  /** For a PBX that is about to be gone. */
  abandon(): void {
    for (const line of [...this.#lines.values()]) this.#drop(line);
    if (this.#isOpen) this.#socket.close();
    this.#isOpen = false;
  }

  #line(phase: Line['phase']): Line {
    const found = [...this.#lines.values()].find((line) => line.phase === phase);
    if (found === undefined) throw new Error(`nothing is ${phase} at ${this.#options.extension}`);
    return found;
  }

  async #onMessage(message: SipMessage): Promise<void> {
    if (message.method === '') this.#onResponse(message);
    else if (message.method === 'INVITE') await this.#onInvite(message);
    else if (message.method !== 'ACK') this.#onRequest(message);
    this.#recheck();
  }

  #onResponse(response: SipMessage): void {
    if (!header(response, 'cseq').endsWith('REGISTER')) return;
    const challenge = header(response, 'www-authenticate');
    const isFirst = this.#sequence % 2 === 1;
    if (response.status === 401 && isFirst) this.#register(challenge);
    else this.#registered = { ok: response.status === 200 };
  }

  async #onInvite(invite: SipMessage): Promise<void> {
    const id = header(invite, 'call-id');
    const known = this.#lines.get(id);
    if (known !== undefined) {
      this.#respond(invite, '200 OK', known.tag, offer(known.mediaPort, 2));
      return;
    }
    const tag = randomBytes(4).toString('hex');
    const { forwardTo, port, tone = null } = this.#options;
    if (forwardTo !== undefined) {
      this.#respond(invite, '302 Moved Temporarily', tag, '', `<sip:${forwardTo}@127.0.0.1:${port}>`);
      return;
    }
    const media = new RtpStream(tone);
    const mediaPort = await media.open();
    this.#lines.set(id, { invite, tag, media, mediaPort, phase: 'ringing', sequence: 0 });
    this.#respond(invite, '180 Ringing', tag);
  }

  #onRequest(request: SipMessage): void {
    const line = this.#lines.get(header(request, 'call-id'));
    this.#respond(request, '200 OK', line?.tag ?? this.#tag);
    if (line === undefined) return;
    if (request.method === 'CANCEL') this.#respond(line.invite, '487 Request Terminated', line.tag);
    if (request.method === 'CANCEL' || request.method === 'BYE') this.#drop(line);
  }

  #drop(line: Line): void {
    line.media.close();
    this.#lines.delete(header(line.invite, 'call-id'));
    this.#recheck();
  }

  async #registerFor(seconds: number): Promise<void> {
    this.#registered = null;
    this.#expires = seconds;
    this.#register();
    await this.#until(() => this.#registered !== null, 'an answer to REGISTER');
  }

  /** Asked once without proof, then with it. */
  #register(challenge: string | null = null): void {
    const { port, extension, password } = this.#options;
    const uri = `sip:127.0.0.1:${port}`;
    const ask = { username: extension, password, method: 'REGISTER', uri };
    const proof: readonly SipHeader[] = challenge === null ? [] : [['Authorization', digestAnswer(challenge, ask)]];
    this.#send(
      formatSip(`REGISTER ${uri} SIP/2.0`, [
        ...this.#route(),
        ['From', `<sip:${extension}@127.0.0.1>;tag=${this.#tag}`],
        ['To', `<sip:${extension}@127.0.0.1>`],
        ['Call-ID', this.#registerId],
        ['CSeq', `${++this.#sequence} REGISTER`],
        ['Contact', this.#contact()],
        ['Expires', String(this.#expires)],
        ...proof,
      ]),
    );
  }

  #route(): readonly SipHeader[] {
    const branch = `z9hG4bK${randomBytes(8).toString('hex')}`;
    return [
      ['Via', `SIP/2.0/UDP 127.0.0.1:${this.#socket.address().port};rport;branch=${branch}`],
      ['Max-Forwards', '70'],
    ];
  }

  #respond(request: SipMessage, status: string, tag: string, body = '', contact = this.#contact()): void {
    const copied = ['via', 'from', 'call-id', 'cseq'].flatMap((name) =>
      (request.headers.get(name) ?? []).map((value): SipHeader => [name, value]),
    );
    const to = header(request, 'to');
    const tagged: SipHeader = ['to', to.includes(';tag=') ? to : `${to};tag=${tag}`];
    this.#send(formatSip(`SIP/2.0 ${status}`, [...copied, tagged, ['Contact', contact]], body));
  }

  #contact(): string {
    return `<sip:${this.#options.extension}@127.0.0.1:${this.#socket.address().port}>`;
  }

  #send(text: string): void {
    if (this.#isOpen) this.#socket.send(text, this.#options.port, '127.0.0.1');
  }

  #recheck(): void {
    for (const check of this.#waiting) check();
  }

  #until(test: () => boolean, what: string, within = 5_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        if (!test()) return;
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(check);
        reject(new Error(`${this.#options.extension} waited ${within} ms in vain for ${what}`));
      }, within);
      this.#waiting.add(check);
      check();
    });
  }
}
