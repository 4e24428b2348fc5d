/** Whether the PBX has a contact for an endpoint, as in PJSIP/1014: where a call to it would go. */
export interface EndpointFact {
  readonly kind: 'endpoint';
  readonly source: 'ari';
  /** By our clock; `pbxAt` by the PBX's, null in a list. */
  readonly at: number;
  readonly pbxAt: number | null;
  /** Part of a list, asked for then; null: an event. */
  readonly since: number | null;
  readonly endpoint: string;
  /** Null: the PBX does not know. */
  readonly reachable: boolean | null;
}

/** Nothing of what was told counts any more. */
export interface EndpointsLostFact {
  readonly kind: 'endpoints-lost';
  readonly source: 'ari';
  readonly at: number;
}

interface Known {
  readonly reachable: boolean | null;
  readonly at: number;
  readonly pbxAt: number;
}

export type EndpointsState = ReadonlyMap<string, Known>;
export const noEndpoints: EndpointsState = new Map();

/** Last writer by the PBX's clock; a list gives way to what was heard since it was asked for. */
export function reduceEndpoints(state: EndpointsState, fact: EndpointFact | EndpointsLostFact): EndpointsState {
  if (fact.kind === 'endpoints-lost') return noEndpoints;
  const { endpoint, reachable, at, pbxAt, since } = fact;
  const known = state.get(endpoint);
  if (known !== undefined && since !== null && known.at >= since) return state;
  if (known !== undefined && pbxAt !== null && pbxAt < known.pbxAt) return state;
  return new Map(state).set(endpoint, { reachable, at, pbxAt: pbxAt ?? known?.pbxAt ?? 0 });
}

/** Null: nobody tells. */
export const isReachable = (state: EndpointsState, endpoint: string): boolean | null =>
  state.get(endpoint)?.reachable ?? null;
