/**
 * A SIP message as it came, made fit for SIP.js 0.21.2:
 * - of several WWW-Authenticate headers its parser keeps the last, and its digest knows MD5 only, so only the MD5 one
 *   is left in (Asterisk 22.2 sends one header per algorithm, in list order);
 * - a control character inside a name makes its grammar drop the whole message: the call would never ring.
 */
export function fitForSipJs(message: string): string {
  const end = message.indexOf('\r\n\r\n');
  if (end === -1) return message;
  const head = message.slice(0, end);
  return `${keepMd5Challenge(withoutControls(head))}${message.slice(end)}`;
}

/** Folded lines (RFC 3261 section 7.3.1) are joined on the way. */
const withoutControls = (head: string): string =>
  head.replace(/\r\n[ \t]+/g, ' ').replace(/(?!\r\n)(?<!\r(?=\n))\p{Cc}/gu, ' ');

function keepMd5Challenge(head: string): string {
  return ['www-authenticate', 'proxy-authenticate'].reduce((text, name) => {
    const lines = text.split('\r\n');
    const isChallenge = (line: string) => line.toLowerCase().startsWith(`${name}:`);
    const challenges = lines.filter(isChallenge);
    const kept = challenges.find(isMd5);
    if (challenges.length < 2 || kept === undefined) return text;
    return lines.filter((line) => !isChallenge(line) || line === kept).join('\r\n');
  }, head);
}

/** RFC 3261 section 22.4: no algorithm means MD5. */
const isMd5 = (challenge: string): boolean =>
  /:\s*digest\b/i.test(challenge) &&
  (/\balgorithm\s*=\s*"?md5"?\s*(?:,|$)/i.test(challenge) || !/\balgorithm\s*=/i.test(challenge));
