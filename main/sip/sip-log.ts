import type { Logger } from '../base/log.ts';

/**
 * SIP.js's own words, for the log. They hold dialog ids, which are Call-ID and both tags in one: with these anybody can
 * take the call (RFC 3891), and they stand anywhere. So whatever is long and has a digit in it is blotted out.
 */
export function redact(text: string): string {
  return text
    .replace(/^((?:proxy-)?authorization|(?:www|proxy)-authenticate|call-id|i)\s*:.*$/gim, '$1: (redacted)')
    .replace(/\b(tag|branch|nonce|cnonce|response|opaque)=("[^"]*"|[^\s;,>]+)/gi, '$1=(redacted)')
    .replace(/(?=[^\s"<>]*\d)[^\s"<>]{16,}/g, '(redacted)');
}

/** What `UserAgentOptions.logConnector` wants. Everything goes to `debug`: what matters is logged by us in our words. */
export const sipJsLog =
  (log: Logger) =>
  (level: string, category: string, _label: string | undefined, content: unknown): void => {
    // Its own debug lines are the comings and goings of transactions.
    if (level === 'debug') return;
    log.debug('SIP.js says', { level, category, content: redact(String(content)).slice(0, 500) });
  };
