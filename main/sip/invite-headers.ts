import type { SipCallId } from '../base/ids.ts';

/** Longest value that is kept; a PBX may put documents in them. */
const longestValue = 500;

export interface InviteHeaders {
  readonly dialog: SipCallId;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * The wanted headers of an INVITE that begins a dialog, under the names they are wanted by (header names have no case,
 * RFC 3261 section 7.3.1); the first of a name counts. Null: another message, or one that has none of them.
 */
export function inviteHeaders(message: string, wanted: readonly string[]): InviteHeaders | null {
  if (wanted.length === 0 || !message.startsWith('INVITE ')) return null;
  const end = message.indexOf('\r\n\r\n');
  const head = (end < 0 ? message : message.slice(0, end)).replaceAll(/\r\n[ \t]+/g, ' ');
  const headers = new Map<string, string>();
  for (const line of head.split('\r\n').slice(1)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (!headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  const dialog = headers.get('call-id') ?? headers.get('i') ?? '';
  // A tag in To: it is a re-INVITE.
  if (dialog === '' || /;\s*tag=/i.test(headers.get('to') ?? headers.get('t') ?? '')) return null;
  const found = wanted.flatMap((name) => {
    const value = headers.get(name.toLowerCase());
    return value === undefined ? [] : [[name, value.slice(0, longestValue)] as const];
  });
  return found.length === 0 ? null : { dialog: dialog as SipCallId, values: Object.fromEntries(found) };
}
