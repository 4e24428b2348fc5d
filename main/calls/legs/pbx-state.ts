import type { Uniqueid } from '../../base/ids.ts';
import type { PbxFact } from '../../facts/fact.ts';
import type { PbxSource } from '../../facts/pbx.ts';
import { emptyLobby, type Lobby } from './lobby.ts';
import type { Doubt, Register } from './register.ts';
import { allRules, type Rules } from './rules.ts';

/** A channel that touches me: mine, or linked to mine by a dial, a bridge, a Local pair or a queue. */
export interface Leg {
  readonly id: Uniqueid;
  readonly mine: boolean;
  readonly ami: Register | null;
  readonly ari: Register | null;
  /** By our clock. */
  readonly firstAt: number;
}

/** Who dials whom. A status says more the higher it ranks; told twice, the stronger one stays. */
export interface Edge {
  readonly caller: Uniqueid | null;
  readonly dest: Uniqueid;
  readonly begun: boolean;
  readonly status: string | null;
}

/** Facts that are no register: kept as they came, once each, while a channel they name is kept. */
export type Note = Extract<
  PbxFact,
  {
    kind:
      | 'transfer'
      | 'pickup'
      | 'values'
      | 'recording'
      | 'conference'
      | 'parked'
      | 'queue-join'
      | 'queue-offer'
      | 'queue-no-answer'
      | 'queue-connect';
  }
>;

/** A question to the PBX about one channel, answered by an `answer` fact: asked a quarter second after `since`, at once when it is new. */
export interface Ask {
  readonly source: PbxSource;
  readonly channel: Uniqueid;
  readonly why: Doubt;
  readonly since: number;
}

/** Something the PBX said that cannot be, or was refused. Counted and told, never thrown. */
export interface Diagnostic {
  readonly at: number;
  readonly kind: 'after-hangup' | 'hangup-refused' | 'hangup-unproven' | 'not-in-snapshot' | 'rebooted';
  readonly source: PbxSource | null;
  readonly channel: Uniqueid | null;
}

export interface Wait {
  readonly joinedAt: number;
  readonly position: number | null;
}

/** The PBX began a new life. Times in ms since 1970. */
export interface Restart {
  /** When the old life was last heard of. */
  readonly from: number;
  /** When the new one was told. */
  readonly to: number;
}

export interface PbxState {
  readonly rules: Rules;
  /** My phones' endpoints; the first one is the softphone's. */
  readonly mine: readonly string[];
  readonly legs: ReadonlyMap<Uniqueid, Leg>;
  /** Local pairs of which at least one half is kept. */
  readonly pairs: ReadonlySet<string>;
  readonly edges: ReadonlyMap<string, Edge>;
  readonly notes: readonly Note[];
  /** Who waits in which queue, since when: known before any of them becomes mine. */
  readonly waiting: ReadonlyMap<string, ReadonlyMap<Uniqueid, Wait>>;
  readonly lobby: Lobby;
  /** Channels that are over and forgotten. Bounded, oldest first; cleared when the PBX begins a new life. */
  readonly tombstones: ReadonlySet<Uniqueid>;
  readonly asks: ReadonlyMap<string, Ask>;
  readonly lost: readonly PbxSource[];
  /** When each source was lost last, ms since 1970; null: never. */
  readonly lostAt: { readonly ami: number | null; readonly ari: number | null };
  /** When the PBX's present life began, as each source tells. */
  readonly booted: { readonly ami: number | null; readonly ari: number | null };
  /** Its last change of lives that we saw; null: it has had one only. */
  readonly restart: Restart | null;
  readonly diagnostics: readonly Diagnostic[];
}

export const emptyPbx = (mine: readonly string[] = [], rules: Rules = allRules): PbxState => ({
  rules,
  mine,
  legs: new Map(),
  pairs: new Set(),
  edges: new Map(),
  notes: [],
  waiting: new Map(),
  lobby: emptyLobby,
  tombstones: new Set(),
  asks: new Map(),
  lost: [],
  lostAt: { ami: null, ari: null },
  booted: { ami: null, ari: null },
  restart: null,
  diagnostics: [],
});

const diagnosticsKept = 100;

export function diagnose(state: PbxState, diagnostic: Diagnostic): PbxState {
  return { ...state, diagnostics: [...state.diagnostics.slice(1 - diagnosticsKept), diagnostic] };
}

export const askKey = (source: PbxSource, channel: Uniqueid): string => `${source} ${channel}`;

/**
 * Asks once however many doubts there are; not a source that is gone, nor of a channel it says is over. A doubt about
 * what a new channel is doing outlives the question whose it is.
 */
export function ask(state: PbxState, question: Ask): PbxState {
  const key = askKey(question.source, question.channel);
  const asked = state.asks.get(key);
  if (state.lost.includes(question.source)) return state;
  if (asked !== undefined && (asked.why !== 'new' || question.why === 'new')) return state;
  return { ...state, asks: new Map(state.asks).set(key, question) };
}

export function withoutAsk(state: PbxState, source: PbxSource, channel: Uniqueid): PbxState {
  const key = askKey(source, channel);
  if (!state.asks.has(key)) return state;
  const asks = new Map(state.asks);
  asks.delete(key);
  return { ...state, asks };
}
