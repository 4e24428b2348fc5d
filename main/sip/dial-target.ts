import { URI } from 'sip.js/lib/core/index.js';

/** The address for what was typed: digits, `+…`, `*97` or a user part. Null: nothing that can stand in one. */
export function dialUri(target: string, domain: string): URI | null {
  // SIP.js unescapes and escapes by itself ("#" becomes %23, RFC 3261 section 19.1.2), so no percent sign may come in.
  return /^[A-Za-z0-9+*#][A-Za-z0-9_.*#+-]{0,78}$/.test(target) ? new URI('sip', target, domain) : null;
}
