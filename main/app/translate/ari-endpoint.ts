import type { AriEvent } from '../../ari/event.ts';
import type { EndpointFact } from '../../presence/endpoints.ts';

/** ARI's `online`, `offline` and `unknown` of an endpoint: whether it has a contact. */
export const reachableBy = (state: string | undefined): boolean | null =>
  state === 'online' ? true : state === 'offline' ? false : null;

/** What an event says of an endpoint's contacts; null: nothing. */
export function ariEndpoint({ type, raw, timestamp: pbxAt }: AriEvent, at: number): EndpointFact | null {
  if (type !== 'EndpointStateChange' && type !== 'ContactStatusChange' && type !== 'PeerStatusChange') return null;
  const { technology, resource, state } = raw.endpoint;
  const endpoint = `${technology}/${resource}`;
  return { kind: 'endpoint', source: 'ari', at, pbxAt, since: null, endpoint, reachable: reachableBy(state) };
}
