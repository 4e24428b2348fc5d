import { plainText } from '../base/plain-text.ts';

/** Who a From, To or P-Asserted-Identity header names. Made safe for display, still hostile text. */
export interface Identity {
  readonly name: string | null;
  readonly user: string;
}

const longestName = 200;

/**
 * Reads the first address of a header (RFC 3261 section 20.10): `"O'Brien \"Bob\"" <sip:1@h>;tag=…` or `sip:1@h;tag=…`.
 * SIP.js keeps the backslashes of a quoted name, so it is read here from the header as it came.
 */
export function parseNameAddr(header: string): Identity | null {
  const text = header.trim();
  const quoted = /^"((?:\\[\s\S]|[^"\\])*)"\s*/.exec(text);
  const rest = quoted === null ? text : text.slice(quoted[0].length);
  const bracket = /^([^<]*)<([^>]*)>/.exec(rest);
  const uri = bracket?.[2] ?? rest.split(/[;,]/)[0] ?? '';
  const user = userOf(uri);
  if (user === null) return null;
  const raw = quoted?.[1] === undefined ? (bracket?.[1] ?? '') : quoted[1].replace(/\\([\s\S])/g, '$1');
  const name = plainText(raw, longestName);
  return { name: name === '' ? null : name, user };
}

/** The caller: the identity the PBX vouches for (RFC 3325) before the one the caller claims. */
export function callerIdentity(from: string, asserted: readonly string[]): Identity {
  const claimed = parseNameAddr(from);
  const vouched = asserted.map(parseNameAddr).find((identity) => identity !== null) ?? null;
  return {
    name: vouched?.name ?? claimed?.name ?? null,
    user: (vouched?.user === '' ? undefined : vouched?.user) ?? claimed?.user ?? '',
  };
}

/** The user part of a sip, sips or tel address, percent escapes undone; null: none of these. */
function userOf(uri: string): string | null {
  const match = /^\s*(?:sips?:(?:([^@?;]*(?:;[^@?]*)?)@)?[^@]*|tel:([^;]*))/i.exec(uri);
  if (match === null) return null;
  const escaped = (match[1] ?? match[2] ?? '').split(/[:;]/)[0] ?? '';
  return plainText(unescape(escaped), longestName);
}

function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    // A stray % is shown as it came.
    if (error instanceof URIError) return text;
    throw error;
  }
}

/** A display name as a quoted-string's inside (RFC 3261 section 25.1): SIP.js adds the quotes and escapes nothing. */
export const quotable = (name: string): string => plainText(name, longestName).replace(/["\\]/g, '\\$&');
