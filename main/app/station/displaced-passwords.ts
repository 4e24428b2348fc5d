import type { PasswordName } from '../../../preload/contract/profile.ts';
import type { Settings } from '../../settings/schema.ts';

/**
 * Passwords that were given for another server than the settings name now. They are forgotten: a page that was taken over
 * must not be able to have them sent somewhere of its choice.
 */
export function displacedPasswords(before: Settings | null, after: Settings | null): readonly PasswordName[] {
  if (before === null || after === null) return [];
  const places: readonly (readonly [PasswordName, (settings: Settings) => string | null])[] = [
    ['sipPassword', ({ sip }) => new URL(sip.url).host],
    ['amiSecret', ({ ami }) => amiPlace(ami)],
    ['ariPassword', ({ ari }) => (ari === null ? null : new URL(ari.url).origin)],
    ['carddavPassword', ({ contacts }) => hostOf(contacts.carddav)],
    ['ldapPassword', ({ contacts }) => hostOf(contacts.ldap)],
    // Its schema lets the address have variables behind the host only.
    ['lookupSecret', ({ lookup }) => (lookup === null ? null : originOf(lookup.url))],
  ];
  // Also where there is none any more, or was none: else it would be taken elsewhere in two steps.
  return places.flatMap(([name, placeOf]) => (placeOf(before) === placeOf(after) ? [] : [name]));
}

const originOf = (template: string): string => URL.parse(template.replaceAll(/[{}]/g, ''))?.origin ?? template;

/** Of an address in a scheme of its own the URL has no origin. */
function hostOf(server: { readonly url: string } | null): string | null {
  if (server === null) return null;
  const { protocol, host } = new URL(server.url);
  return `${protocol}//${host}`;
}

function amiPlace(ami: Settings['ami']): string | null {
  if (ami === null) return null;
  return ami.road === 'http' ? new URL(ami.url).origin : `${ami.host}:${ami.port} ${ami.tls}`;
}
