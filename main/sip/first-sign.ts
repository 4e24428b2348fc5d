import type { SipCallId } from '../base/ids.ts';
import { callerIdentity, parseNameAddr } from './name-addr.ts';
import type { SipDialog } from './phone.ts';

/** A call that rings, as it is told of the first time. */
export type FirstSign = Extract<SipDialog, { readonly phase: 'incoming' }>;

export interface FirstSignFrom {
  /** Our user name, and the user part of our contact: Asterisk calls either. */
  readonly username: string;
  readonly contact: string;
  /** ms since 1970. */
  readonly now: number;
}

/** What an INVITE must have to be looked at without its grammar. */
const needed = ['via', 'from', 'to', 'call-id', 'cseq', 'contact'] as const;

/** A call in the place of another one, and what SIP.js must be able to do first. */
const odd = ['replaces', 'require'] as const;

/**
 * Who rings, from an INVITE as it came, in a tenth of the time SIP.js takes over it. Null: another message, an INVITE within a
 * dialog or in the place of one, or one with anything unusual in it, which SIP.js is to judge first.
 */
export function firstSignOf(message: string, { username, contact, now }: FirstSignFrom): FirstSign | null {
  if (!message.startsWith('INVITE sip:')) return null;
  const headers = headersOf(message);
  if (
    headers === null ||
    needed.some((name) => headers.get(name)?.length !== 1) ||
    odd.some((name) => headers.has(name))
  )
    return null;
  const one = (name: (typeof needed)[number]): string => headers.get(name)?.[0] ?? '';
  const callId = one('call-id') as SipCallId;
  const called = parseNameAddr(one('to'));
  if (!/^[\w.!%*+`'~@:-]{1,200}$/.test(callId) || !/^\d{1,10} INVITE$/.test(one('cseq'))) return null;
  if (called === null || isTagged(one('to')) || !isTagged(one('from')) || !/;branch=z9hG4bK/.test(one('via')))
    return null;
  if (parseNameAddr(one('from')) === null) return null;
  const isMine = called.user === '' || called.user === contact;
  return {
    phase: 'incoming',
    callId,
    direction: 'in',
    remote: callerIdentity(one('from'), headers.get('p-asserted-identity') ?? []),
    local: { user: isMine ? username : called.user },
    startedAt: now,
    answeredAt: null,
    held: false,
    heldByRemote: false,
    codec: null,
    muted: false,
    media: null,
    carriers: [callId],
    rescue: null,
  };
}

const isTagged = (address: string): boolean => /;\s*tag=[^;]/.test(address);

/** Null: folded lines, control characters, short names or a line that is none: as a PBX does not write them. */
function headersOf(message: string): ReadonlyMap<string, readonly string[]> | null {
  const end = message.indexOf('\r\n\r\n');
  const [, ...lines] = message.slice(0, Math.max(0, end)).split('\r\n');
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const [, name, value] = /^([A-Za-z-]{2,40}): ?([^\p{Cc}]*)$/u.exec(line) ?? [];
    if (name === undefined || value === undefined) return null;
    const known = headers.get(name.toLowerCase());
    if (known === undefined) headers.set(name.toLowerCase(), [value.trim()]);
    else known.push(value.trim());
  }
  return headers;
}
