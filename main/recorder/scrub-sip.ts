import { removed } from './entry.ts';
import type { Alias } from './scrub-ami.ts';

/** Compact forms (RFC 3261 section 7.3.3). */
const compact: Readonly<Record<string, string>> = {
  ...{ f: 'from', t: 'to', i: 'call-id', c: 'content-type', k: 'supported', o: 'event', u: 'allow-events' },
  ...{ r: 'refer-to', b: 'referred-by' },
};

/** Kept as they are. */
const plain: ReadonlySet<string> = new Set([
  ...['cseq', 'max-forwards', 'expires', 'min-expires', 'event', 'subscription-state', 'reason', 'supported'],
  ...['require', 'unsupported', 'allow', 'allow-events', 'accept', 'user-agent', 'server', 'content-type'],
  ...['retry-after', 'warning', 'privacy', 'date'],
]);

/** Names of people and their addresses: kept without parameters, for the tag is one, and without the URI's own headers. */
const addresses: ReadonlySet<string> = new Set([
  ...['from', 'to', 'p-asserted-identity', 'remote-party-id', 'diversion', 'refer-to', 'referred-by'],
]);

/**
 * A SIP message as it may be kept: without credentials and challenges, without tags, branches and contacts, without
 * digits and without a session's keys. What is not known to be harmless is named and left out.
 */
export function scrubSip(message: string, alias: Alias): string {
  const end = message.indexOf('\r\n\r\n');
  const head = end < 0 ? message : message.slice(0, end);
  const body = end < 0 ? '' : message.slice(end + 4);
  // A header may go on in the next line.
  const [first = '', ...lines] = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headers = lines.map((line) => scrubHeader(line, alias));
  const type = /^(?:content-type|c)\s*:\s*([^;\r\n]*)/im.exec(head)?.[1]?.trim().toLowerCase() ?? '';
  return [firstLine(first), ...headers, '', scrubBody(type, body)].join('\r\n');
}

/** The request's URI without parameters: what is dialled. */
function firstLine(line: string): string {
  if (line.startsWith('SIP/2.0 ')) return line.slice(0, 200);
  const [method = '', uri = ''] = line.split(' ');
  return `${method} ${uriOnly(uri)} SIP/2.0`;
}

function scrubHeader(line: string, alias: Alias): string {
  const colon = line.indexOf(':');
  if (colon < 0) return removed;
  const written = line.slice(0, colon).trim();
  const name = compact[written.toLowerCase()] ?? written.toLowerCase();
  const value = line.slice(colon + 1).trim();
  if (plain.has(name)) return `${written}: ${value}`;
  if (addresses.has(name)) return `${written}: ${addressOnly(value)}`;
  if (name === 'call-id') return `${written}: ${alias(value)}`;
  return /^[A-Za-z0-9-]{1,60}$/.test(written) ? `${written}: ${removed}` : removed;
}

function addressOnly(value: string): string {
  const angle = /^\s*("(?:[^"\\]|\\.)*"|[^<"]*)\s*<([^>]*)>/.exec(value);
  if (angle === null) return uriOnly(value);
  return `${(angle[1] ?? '').trim()} <${uriOnly(angle[2] ?? '')}>`.trim();
}

/** `sip:1001@pbx.example`; a password in it, its parameters and its headers (`?Replaces=…`) are left out. */
const uriOnly = (uri: string): string => {
  const found = /^\s*(sips?|tel):(?:([^:@;?>]*)(?::[^@]*)?@)?([^;?>\s]*)/i.exec(uri);
  if (found === null) return removed;
  const [, scheme = '', user, host = ''] = found;
  return `${scheme}:${user === undefined ? '' : `${user}@`}${host}`;
};

/** Of a session its media and directions, of a mailbox its counts, of a transfer how far it is; nothing of an INFO. */
function scrubBody(type: string, body: string): string {
  if (body === '') return '';
  const lines = body.split(/\r?\n/);
  const keep = bodyLines[type];
  if (keep === undefined) return removed;
  return lines.filter((line) => keep.test(line)).join('\r\n');
}

const bodyLines: Readonly<Record<string, RegExp>> = {
  'application/sdp': /^(m=(audio|video|application) |a=(sendrecv|sendonly|recvonly|inactive)$)/,
  'application/simple-message-summary': /^(Messages-Waiting|Voice-Message): ?[\w/ ()]*$/i,
  'message/sipfrag': /^SIP\/2\.0 \d{3}/,
};
