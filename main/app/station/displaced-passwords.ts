import type { PasswordName } from '../../secrets/secret-store.ts';
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
  ];
  return places.flatMap(([name, placeOf]) => {
    const [was, is] = [placeOf(before), placeOf(after)];
    return was === null || is === null || was === is ? [] : [name];
  });
}

function amiPlace(ami: Settings['ami']): string | null {
  if (ami === null) return null;
  return ami.road === 'http' ? new URL(ami.url).origin : `${ami.host}:${ami.port} ${ami.tls}`;
}
