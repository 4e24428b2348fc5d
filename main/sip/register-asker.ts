import {
  C,
  type IncomingResponseMessage,
  type OutgoingRegisterRequest,
  type OutgoingRequestDelegate,
  type OutgoingRequestMessage,
  URI,
  type UserAgentCore,
} from 'sip.js/lib/core/index.js';
import type { Clock } from '../base/clock.ts';

export interface RegisterAskerOptions {
  readonly core: UserAgentCore;
  readonly domain: string;
  readonly clock: Clock;
  /** Gets what the PBX's own clock says, ms since 1970. */
  readonly tellTime: (now: number) => void;
  /** Contacts of ours that are to go with whatever is said of this one. */
  readonly left: () => readonly string[];
}

/**
 * A PBX that starts up takes our connection before it knows of REGISTER (res_pjsip_registrar) and never answers one that
 * came too early, and on a WebSocket nothing is sent twice by itself. So it is asked again; the first answer counts.
 */
const askedAgainAfter = [1_000, 2_200];

/**
 * Sends REGISTERs, one at a time: there is one message, whose Call-ID stays and whose CSeq counts, and SIP.js answers a
 * challenge with it as it stands then. A question without a contact beside a registration would have that go out without
 * one too.
 */
export class RegisterAsker {
  readonly #options: RegisterAskerOptions;
  readonly #message: OutgoingRequestMessage;
  #last: Promise<unknown> = Promise.resolve();
  #giveUp: () => void = () => undefined;
  #connections = 0;

  constructor(options: RegisterAskerOptions) {
    const { core, domain } = options;
    const { aor } = core.configuration;
    this.#options = options;
    this.#message = core.makeOutgoingRequestMessage(C.REGISTER, new URI('sip', '', domain), aor, aor, {});
  }

  /** Registers for `expires` s, or asks which contacts there are (null). Resolves with null after `within` ms. */
  ask(expires: number | null, within: number): Promise<IncomingResponseMessage | null> {
    const connection = this.#connections;
    const asked = this.#last.then(() => (connection === this.#connections ? this.#ask(expires, within) : null));
    this.#last = asked;
    return asked;
  }

  /** Nothing that was asked is waited for any more: its connection is gone. */
  forget(): void {
    this.#connections += 1;
    this.#giveUp();
  }

  #ask(expires: number | null, within: number): Promise<IncomingResponseMessage | null> {
    const { clock, tellTime } = this.#options;
    return new Promise((resolve) => {
      const done = (answer: { readonly message: IncomingResponseMessage } | null) => {
        for (const timer of timers) timer.dispose();
        // Whoever is not answered would wait for 32 s (RFC 3261, timer F).
        for (const request of requests) request.dispose();
        hearTime(answer?.message, tellTime);
        resolve(answer?.message ?? null);
      };
      const delegate = { onAccept: done, onReject: done, onRedirect: done };
      const requests: OutgoingRegisterRequest[] = [];
      const timers = [
        clock.after(within, () => done(null)),
        ...askedAgainAfter
          .filter((delay) => delay < within)
          .map((delay) => clock.after(delay, () => void requests.push(this.#send(expires, delegate)))),
      ];
      this.#giveUp = () => done(null);
      requests.push(this.#send(expires, delegate));
    });
  }

  #send(expires: number | null, delegate: OutgoingRequestDelegate): OutgoingRegisterRequest {
    const { core, left } = this.#options;
    const message = this.#message;
    message.cseq += 1;
    message.setHeader('cseq', `${message.cseq} ${C.REGISTER}`);
    const contact = core.configuration.contact.toString({ register: true });
    // Ours comes first: the PBX puts the address it sees in the place of that one alone.
    message.extraHeaders =
      expires === null
        ? []
        : [`Contact: ${contact};expires=${expires}`, ...left().map((each) => `Contact: <${each}>;expires=0`)];
    return core.register(message, delegate);
  }
}

function hearTime(answer: IncomingResponseMessage | undefined, tell: (now: number) => void): void {
  const time = Date.parse(answer?.getHeader('date') ?? '');
  if (Number.isFinite(time)) tell(time);
}
