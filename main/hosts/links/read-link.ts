import { failed, type Result, success } from '../../base/result.ts';

/** What another program asks of Offhook by a link. */
export type Link =
  /** `text` is digits, `+`, `*`, `#`, or the user part of one of our own SIP addresses. */
  | { readonly kind: 'dial'; readonly text: string }
  | { readonly kind: 'show' }
  /** To set a desk up, as it came: read strictly by whoever follows it, when the person wants that. */
  | { readonly kind: 'setUp'; readonly text: string };

export type LinkRefusal =
  | 'no-link'
  | 'too-long'
  | 'not-text'
  | 'no-number'
  | 'other-domain'
  | 'unknown-command'
  | 'set-up-already';

/** The schemes Offhook can be opened with, as in `tel:+44…`. */
export const linkSchemes = ['tel', 'sip', 'sips', 'callto', 'offhook'] as const;
type Scheme = (typeof linkSchemes)[number];

/** No telephone number and no SIP address of a person comes near. */
const longest = 512;
/** A whole document may stand in a link. */
const [setsUp, longestDocument] = [/^offhook:(?:\/\/connect\/|(?:\/\/)?provision\/?#)./, 60_000];

/**
 * Reads a link from outside, strictly: what is not certain to be a number or one of our own addresses is refused. Any
 * web page can send one, so nothing in it is followed, run or dialled by itself.
 * @param domains those whose SIP users are our PBX's
 */
export function readLink(link: string, domains: readonly string[]): Result<Link, LinkRefusal> {
  const isSetUp = setsUp.test(link);
  if (link.length > (isSetUp ? longestDocument : longest)) return failed('too-long');
  // Printable ASCII is all that RFC 3986 allows in one.
  if (!/^[\x21-\x7e]+$/.test(link)) return failed('not-text');
  if (isSetUp) return success({ kind: 'setUp', text: link });
  const colon = link.indexOf(':');
  const scheme = link.slice(0, colon).toLowerCase();
  if (colon < 1 || !isScheme(scheme)) return failed('no-link');
  const rest = decoded(link.slice(colon + 1).replace(/^\/\//, ''));
  if (rest === null) return failed('not-text');
  switch (scheme) {
    case 'tel':
    case 'callto':
      return dial(telephoneNumber(rest));
    case 'sip':
    case 'sips':
      return sipUser(rest, domains);
    case 'offhook':
      return ownLink(rest);
  }
}

/** The first link among a program's arguments; null where there is none. What stands after it is not looked at. */
export function linkIn(args: readonly string[]): string | null {
  return args.find((arg) => isScheme(arg.slice(0, Math.max(0, arg.indexOf(':'))).toLowerCase())) ?? null;
}

const isScheme = (text: string): text is Scheme => linkSchemes.some((scheme) => scheme === text);

/** Percent-decoded once; null where that is no text, or more than one line of it. */
function decoded(text: string): string | null {
  try {
    const plain = decodeURIComponent(text);
    return /^[\x20-\x7e]*$/.test(plain) ? plain : null;
  } catch {
    // URIError: a percent sign that encodes nothing.
    return null;
  }
}

const dial = (text: string | null): Result<Link, LinkRefusal> =>
  text === null ? failed('no-number') : success({ kind: 'dial', text });

/**
 * RFC 3966: a global number (+ and digits) or a local one with its context; visual separators are taken out. Parameters
 * other than the context are left aside: an extension or digits to be sent later would not be dialled but sent.
 */
function telephoneNumber(subscriber: string): string | null {
  const [written = '', ...parameters] = subscriber.trim().split(';');
  const digits = written.replace(/[\s().-]/g, '');
  if (!/^\+?[0-9*#]{1,32}$/.test(digits) || !/[0-9]/.test(digits)) return null;
  const context = parameters.find((parameter) => parameter.toLowerCase().startsWith('phone-context='));
  const prefix = context?.slice('phone-context='.length).replace(/[().-]/g, '') ?? '';
  // Only a context that is the start of a number belongs before it; a domain says where a short number is valid.
  return digits.startsWith('+') || !/^\+[0-9]{1,15}$/.test(prefix) ? digits : prefix + digits;
}

/** `user@host;parameters?headers`: a number is dialled wherever it is said to be, a name only where it is ours. */
function sipUser(address: string, domains: readonly string[]): Result<Link, LinkRefusal> {
  const [withoutHeaders = ''] = address.split('?');
  const at = withoutHeaders.lastIndexOf('@');
  const user = (at < 0 ? withoutHeaders : withoutHeaders.slice(0, at)).split(/[;:]/)[0] ?? '';
  const number = telephoneNumber(user);
  if (number !== null) return dial(number);
  const [host = ''] = (at < 0 ? '' : withoutHeaders.slice(at + 1)).split(';');
  const name = host.replace(/:\d{1,5}$/, '').toLowerCase();
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(user)) return failed('no-number');
  return at >= 0 && domains.some((domain) => domain.toLowerCase() === name) ? dial(user) : failed('other-domain');
}

/** Ours, besides those that set a desk up: `offhook:dial/NUMBER` and `offhook:show`. */
function ownLink(rest: string): Result<Link, LinkRefusal> {
  const [command = '', ...more] = rest.split('/');
  if (command === 'show' && more.every((part) => part === '')) return success({ kind: 'show' });
  return command === 'dial' ? dial(telephoneNumber(more.join('/'))) : failed('unknown-command');
}
