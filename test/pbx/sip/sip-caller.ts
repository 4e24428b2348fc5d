import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { RtpStream } from './rtp-stream.ts';
import { audioPort, offer } from './sdp.ts';
import { formatSip, header, parseSip, quoted, type SipHeader, type SipMessage, uriOf } from './sip-message.ts';

export interface SipCallerOptions {
  /** Asterisk's UDP port. */
  readonly port: number;
  readonly to: string;
  readonly name: string;
  readonly number: string;
  readonly tone: number | null;
  /** More headers for the INVITE. */
  readonly headers?: readonly SipHeader[];
}

export interface SipEnd {
  readonly by: 'us' | 'them';
  /** The final response of a call that was never answered. */
  readonly status: number | null;
}

/** A SIP user agent for one outgoing call over UDP (RFC 3261). On loopback nothing is lost, so it resends nothing. */
export class SipCaller {
  readonly callId = randomBytes(8).toString('hex');
  readonly answered: Promise<void>;
  readonly ended: Promise<SipEnd>;
  readonly #options: SipCallerOptions;
  readonly #socket: Socket = createSocket('udp4');
  readonly #media: RtpStream;
  readonly #answered = Promise.withResolvers<void>();
  readonly #ended = Promise.withResolvers<SipEnd>();
  readonly #inviteBranch = newBranch();
  readonly #uri: string;
  #from = '';
  #to: string;
  #target: string;
  #mediaPort = 0;
  #sdpVersion = 1;
  #sequence = 1;
  #phase: 'calling' | 'proceeding' | 'answered' | 'ended' = 'calling';
  #wantsToEnd = false;

  constructor(options: SipCallerOptions) {
    this.#options = options;
    this.#media = new RtpStream(options.tone);
    this.#uri = `sip:${options.to}@127.0.0.1:${options.port}`;
    this.#to = `<${this.#uri}>`;
    this.#target = this.#uri;
    this.answered = this.#answered.promise;
    this.ended = this.#ended.promise;
    // Nobody need wait for an answer that never comes.
    this.answered.catch(() => undefined);
  }

  async call(): Promise<void> {
    this.#mediaPort = await this.#media.open();
    this.#socket.on('message', (bytes) => this.#onMessage(parseSip(bytes.toString())));
    this.#socket.bind(0, '127.0.0.1');
    await once(this.#socket, 'listening');
    const { name, number } = this.#options;
    this.#from = `${quoted(name)} <sip:${number}@127.0.0.1>;tag=${randomBytes(4).toString('hex')}`;
    this.#request('INVITE', this.#sequence, this.#inviteBranch, offer(this.#mediaPort, this.#sdpVersion));
  }

  /** When the last packet came, on the clock of `performance.now`. */
  get heardAt(): number {
    return this.#media.heardAt;
  }

  heard(): Float32Array {
    return this.#media.heard();
  }

  sendDigits(digits: string): void {
    this.#media.sendDigits(digits);
  }

  /** BYE, or CANCEL before the answer. */
  async hangUp(): Promise<void> {
    if (this.#phase === 'answered') this.#bye();
    else if (this.#phase === 'proceeding') this.#cancel();
    this.#wantsToEnd = true;
    await this.ended;
  }

  /** For a PBX that no longer answers. */
  abandon(): void {
    this.#end({ by: 'us', status: null });
  }

  /** Only after a provisional response (RFC 3261, 9.1). The answer may cross it: then BYE follows. */
  #cancel(): void {
    this.#request('CANCEL', this.#sequence, this.#inviteBranch);
  }

  #bye(): void {
    this.#request('BYE', ++this.#sequence, newBranch());
  }

  #onMessage(message: SipMessage): void {
    if (message.method !== '') this.#onRequest(message);
    else if (header(message, 'cseq').endsWith('INVITE')) this.#onInviteResponse(message);
    else if (header(message, 'cseq').endsWith('BYE')) this.#end({ by: 'us', status: null });
  }

  #onInviteResponse(message: SipMessage): void {
    if (message.status < 200) {
      if (this.#phase !== 'calling') return;
      this.#phase = 'proceeding';
      if (this.#wantsToEnd) this.#cancel();
      return;
    }
    this.#to = header(message, 'to');
    if (message.status >= 300) {
      this.#request('ACK', 1, this.#inviteBranch);
      this.#end({ by: message.status === 487 ? 'us' : 'them', status: message.status });
      return;
    }
    this.#target = uriOf(header(message, 'contact'));
    this.#request('ACK', 1, newBranch());
    if (this.#phase === 'answered') return;
    this.#phase = 'answered';
    this.#follow(message.body);
    this.#answered.resolve();
    if (this.#wantsToEnd) this.#bye();
  }

  #onRequest(message: SipMessage): void {
    if (message.method === 'ACK') return;
    if (message.method === 'INVITE') {
      this.#follow(message.body);
      this.#respond(message, offer(this.#mediaPort, ++this.#sdpVersion));
      return;
    }
    this.#respond(message);
    if (message.method === 'BYE') this.#end({ by: 'them', status: null });
  }

  #follow(sdp: string): void {
    const port = audioPort(sdp);
    if (port !== null) this.#media.sendTo(port);
  }

  #request(method: string, sequence: number, branch: string, body = ''): void {
    const { port } = this.#socket.address();
    const beforeAnswer = method === 'INVITE' || method === 'CANCEL';
    const target = beforeAnswer ? this.#uri : this.#target;
    this.#send(
      formatSip(
        `${method} ${target} SIP/2.0`,
        [
          ['Via', `SIP/2.0/UDP 127.0.0.1:${port};rport;branch=${branch}`],
          ['Max-Forwards', '70'],
          ['From', this.#from],
          ['To', beforeAnswer ? `<${this.#uri}>` : this.#to],
          ['Call-ID', this.callId],
          ['CSeq', `${sequence} ${method}`],
          ['Contact', this.#contact()],
          ['Allow', 'INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, NOTIFY'],
          ...(method === 'INVITE' ? (this.#options.headers ?? []) : []),
        ],
        body,
      ),
    );
  }

  #respond(request: SipMessage, body = ''): void {
    const copied = ['via', 'from', 'to', 'call-id', 'cseq'].flatMap((name) =>
      (request.headers.get(name) ?? []).map((value): SipHeader => [name, value]),
    );
    this.#send(formatSip('SIP/2.0 200 OK', [...copied, ['Contact', this.#contact()]], body));
  }

  #contact(): string {
    return `<sip:${this.#options.number}@127.0.0.1:${this.#socket.address().port}>`;
  }

  #send(text: string): void {
    this.#socket.send(text, this.#options.port, '127.0.0.1');
  }

  #end(end: SipEnd): void {
    if (this.#phase === 'ended') return;
    this.#phase = 'ended';
    this.#answered.reject(new Error(`never answered: ${end.status ?? 'gone'}`));
    this.#ended.resolve(end);
    this.#media.close();
    // After what is still being sent, the ACK of a refusal or the 200 of a BYE.
    this.#socket.send('', this.#options.port, '127.0.0.1', () => this.#socket.close());
  }
}

const newBranch = (): string => `z9hG4bK${randomBytes(8).toString('hex')}`;
