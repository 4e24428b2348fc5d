import { EmitterImpl, TransportState, type UserAgent } from 'sip.js/lib/api/index.js';
import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { createLogger } from '../base/log.ts';
import type { CallContext } from './call-context.ts';
import { firstSignOf } from './first-sign.ts';
import { IncomingCall } from './incoming-call.ts';
import { fitForSipJs } from './incoming-text.ts';
import { noMedia } from './no-media.ts';
import type { SipDialog } from './phone.ts';
import type { SipTransport } from './sip-transport.ts';
import { createUserAgent } from './user-agent.ts';

/** A softphone on no network, which is rung by nobody. */
export interface RingingPractice extends Disposable {
  /** Somebody begins to ring; `number`: of the caller. */
  ring(number: string): void;
  /** And gives up. */
  giveUp(): void;
}

export interface PractiseRingingOptions {
  readonly clock: Clock;
  readonly told: (dialog: SipDialog) => void;
}

/** The whole way of an INVITE through SIP.js and our own part, and of the CANCEL that ends it. Nothing of it is sent or kept. */
export function practiseRinging({ clock, told }: PractiseRingingOptions): RingingPractice {
  const transport = new NoTransport();
  const context: CallContext = {
    username: 'nobody',
    media: noMedia,
    clock,
    random: () => 0.5,
    log: silent,
    describeBy: () => undefined,
    online: () => true,
    stranded: () => undefined,
    changed: told,
  };
  const userAgent: UserAgent = createUserAgent({
    account: { username: 'nobody', password: '', domain: domain, displayName: '' },
    transport,
    log: silent,
    describe: () => {
      throw new Error('nobody answers in a practice');
    },
    delegate: { onInvite: (invitation) => new IncomingCall(invitation, context).announce() },
  });
  void userAgent.start();
  let turn = 0;
  const hears = (text: string): void => transport.onMessage?.(fitForSipJs(text));
  return {
    ring: (number) => {
      turn += 1;
      const message = invite(turn, number);
      const sign = firstSignOf(message, { username: 'nobody', contact: '', now: clock.now() });
      if (sign !== null) told(sign);
      hears(message);
    },
    giveUp: () => {
      hears(request('CANCEL', turn, '', []));
      // For the 487, or SIP.js waits for it (RFC 3261 section 17.2.1).
      hears(request('ACK', turn, '', []));
    },
    dispose: () => void userAgent.stop(),
  };
}

const silent = createLogger(
  () => undefined,
  () => 0,
  'error',
);

/** RFC 2606 keeps the name from ever being anybody's. */
const domain = 'nobody.invalid';

/** As much as Asterisk offers; nobody reads it before the call is answered. */
const offer = `v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nt=0 0\r\n${'a=x\r\n'.repeat(40)}`;

const invite = (turn: number, number: string): string =>
  request('INVITE', turn, offer, [
    `Contact: <sip:asterisk@${domain};transport=ws>`,
    `P-Asserted-Identity: "Nobody" <sip:${number}@${domain}>`,
    'Allow: OPTIONS, REGISTER, SUBSCRIBE, NOTIFY, PUBLISH, INVITE, ACK, BYE, CANCEL, UPDATE, PRACK, INFO, MESSAGE, REFER',
    'Supported: 100rel, timer, replaces, norefersub, histinfo',
    'Session-Expires: 1800',
    'Min-SE: 90',
    'User-Agent: Nobody',
    'Content-Type: application/sdp',
  ]);

const request = (method: string, turn: number, body: string, headers: readonly string[]): string =>
  [
    `${method} sip:nobody@${domain};transport=ws SIP/2.0`,
    `Via: SIP/2.0/WSS ${domain};rport;branch=z9hG4bKpractice${turn}`,
    `From: "Nobody" <sip:nobody@${domain}>;tag=practice${turn}`,
    `To: <sip:nobody@${domain}>`,
    `Call-ID: practice-${turn}@${domain}`,
    `CSeq: 1 ${method}`,
    'Max-Forwards: 70',
    ...headers,
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');

/** A road that is there and leads nowhere. */
class NoTransport implements SipTransport {
  readonly protocol = 'WSS';
  readonly stateChange = new EmitterImpl<TransportState>();
  readonly failure = null;
  readonly localAddress = null;
  onConnect: (() => void) | undefined;
  onDisconnect: ((error?: Error) => void) | undefined;
  onMessage: ((message: string) => void) | undefined;
  #state = TransportState.Disconnected;

  get state(): TransportState {
    return this.#state;
  }

  isConnected(): boolean {
    return this.#state === TransportState.Connected;
  }

  connect(): Promise<void> {
    this.#enter(TransportState.Connecting);
    this.#enter(TransportState.Connected);
    this.onConnect?.();
    return Promise.resolve();
  }

  disconnect(): Promise<void> {
    if (this.isConnected()) this.#enter(TransportState.Disconnected);
    return Promise.resolve();
  }

  dispose(): Promise<void> {
    return this.disconnect();
  }

  send(): Promise<void> {
    return Promise.resolve();
  }

  probe(): void {
    this.onConnect?.();
  }

  abandon(): void {
    void this.disconnect();
  }

  #enter(state: TransportState): void {
    this.#state = state;
    this.stateChange.emit(state);
  }
}
