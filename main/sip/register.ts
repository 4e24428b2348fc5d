import type { UserAgent } from 'sip.js/lib/api/index.js';
import type { IncomingResponseMessage } from 'sip.js/lib/core/index.js';
import type { Clock } from '../base/clock.ts';
import { failed, type Result, success } from '../base/result.ts';
import type { LinkFailure } from '../net/link-failure.ts';
import { type ContactNote, OwnContacts } from './own-contacts.ts';
import { RegisterAsker } from './register-asker.ts';
import type { Granted } from './registration-attempt.ts';

/** One registration on one connection: the Call-ID stays, CSeq counts (RFC 3261 section 10.2). */
export interface Registrar {
  /** Registers, or refreshes. */
  register(): Promise<Result<Granted, LinkFailure>>;
  /**
   * Whether the PBX still has our contact; null: it did not say, or has lost it and nobody took our place. Asked
   * by a REGISTER without one (RFC 3261 section 10.2.3): a refresh would put ours in the place of whoever took over, and
   * nobody would ever know.
   */
  isListed(): Promise<boolean | null>;
  /** `SipPhone.ringsAt`. */
  readonly ringsAt: string | null;
  /** Takes our contact back; resolves with the answer or after `within` ms. */
  unregister(within: number): Promise<void>;
  /** What was asked over a connection that is gone is not waited for any more. */
  forget(): void;
}

export interface RegistrarOptions {
  readonly userAgent: UserAgent;
  readonly domain: string;
  /** What failures name. */
  readonly target: string;
  readonly clock: Clock;
  /** Gets what the PBX's own clock says, ms since 1970: res_pjsip_registrar.c, `registrar_add_date_header`. */
  readonly tellTime: (now: number) => void;
  readonly note: ContactNote | undefined;
}

const wantedSeconds = 120;
const answerWithin = 4_000;

/**
 * REGISTER by SIP.js's core, without its `Registerer`: that one waits for ever after a 200 without Contact, and keeps
 * saying Registered after the connection is gone.
 */
export function createRegistrar({ userAgent, domain, target, clock, tellTime, note }: RegistrarOptions): Registrar {
  const core = userAgent.userAgentCore;
  const { contact } = core.configuration;
  const own = new OwnContacts(contact.uri.user ?? '', note);
  const asker = new RegisterAsker({ core, domain, clock, tellTime, left: () => own.left });
  let seconds = wantedSeconds;
  let wasAccepted = false;

  const register = async (): ReturnType<Registrar['register']> => {
    const answer = await asker.ask(seconds, answerWithin);
    const least = Number(answer?.getHeader('min-expires'));
    // RFC 3261 section 10.3: 423 names the shortest time the PBX grants.
    if (answer?.statusCode === 423 && least > seconds && least <= 86_400) {
      seconds = least;
      return register();
    }
    if (answer === null) return failed({ kind: 'timeout', target, detail: 'no answer to REGISTER' });
    const isKnown = async () => wasAccepted || (await listed()) !== null;
    // A registrar may take one contact at a time (one in front of Asterisk): then what was left there ends by itself.
    if (isRefusal(answer) && own.giveUpLeft()) return register();
    if ((answer.statusCode ?? 0) >= 300) return failed(await refusedBy(answer, target, isKnown));
    const granted = grantedSeconds(answer, contact.uri.user ?? '');
    wasAccepted = true;
    if (granted === null) return failed(notListedBy(answer, target));
    own.registered(answer);
    return success({ expires: granted, isAlone: own.isAlone });
  };

  /** The contacts there are; null: the PBX did not say. */
  const listed = async (): Promise<readonly string[] | null> => {
    const answer = await asker.ask(null, answerWithin);
    return answer?.statusCode === 200 ? answer.getHeaders('contact') : null;
  };

  const isListed = async (): Promise<boolean | null> => {
    const contacts = (await listed()) ?? [];
    if (contacts.some((each) => each.includes(`sip:${contact.uri.user ?? ''}@`))) return true;
    return own.isDisplacedBy(contacts) ? false : null;
  };

  const unregister = async (within: number): Promise<void> => {
    asker.forget();
    const answer = await asker.ask(0, within);
    if (answer?.statusCode === 200) own.unregistered();
  };

  return {
    register,
    isListed,
    get ringsAt() {
      return own.amongOthers;
    },
    unregister,
    forget: () => {
      asker.forget();
      own.forget();
    },
  };
}

/** Of what was asked, and not of who asked. */
const isRefusal = ({ statusCode: status = 0 }: IncomingResponseMessage): boolean =>
  status >= 300 && status !== 401 && status !== 407;

function notListedBy(answer: IncomingResponseMessage, target: string): LinkFailure {
  const kind = answer.getHeaders('contact').length > 0 ? 'replaced' : 'not-ready';
  return { kind, target, detail: 'the PBX answered 200 but does not list our contact' };
}

/**
 * What a final answer to REGISTER means (res_pjsip_registrar.c: 404 no such AoR, 403 too many contacts). 403 is also
 * said to a user nobody knows; one who was accepted before, or may ask which contacts there are, is known, and only in
 * the way of older ones.
 */
async function refusedBy(
  { statusCode: status = 0, reasonPhrase = '' }: IncomingResponseMessage,
  target: string,
  isKnown: () => Promise<boolean>,
): Promise<LinkFailure> {
  const detail = `${status} ${reasonPhrase} to REGISTER`;
  const isUnknown = status === 401 || status === 407 || (status === 403 && !(await isKnown()));
  if (isUnknown) return { kind: 'auth-rejected', target, detail };
  if (status === 408) return { kind: 'timeout', target, detail };
  if (status === 503) return { kind: 'not-ready', target, detail };
  return { kind: status >= 500 ? 'closed' : 'forbidden', target, detail };
}

/** Seconds our own contact lives, from the list of all contacts in the 200; found by its random user part. */
function grantedSeconds(answer: IncomingResponseMessage, user: string): number | null {
  const own = answer.getHeaders('contact').find((contact) => contact.includes(`sip:${user}@`));
  if (own === undefined) return null;
  const stated = /;\s*expires\s*=\s*(\d+)/i.exec(own)?.[1] ?? answer.getHeader('expires');
  return stated === undefined ? wantedSeconds : Math.max(1, Number(stated));
}
