import type { SipCallId } from '../../base/ids.ts';
import type { BridgeKind, ChannelFact } from '../../facts/channel-facts.ts';
import { nobody, type Person } from '../../facts/pbx.ts';

/** Down < Ring, Ringing < Up. It only grows; the end is `gone`. */
export type Rank = 0 | 1 | 2;
const ranks = { down: 0, ringing: 1, up: 2 } as const;

/** What one source says of one channel. Sources never write in each other's register. */
export interface Register {
  readonly name: string;
  readonly endpoint: string | null;
  readonly pair: string | null;
  readonly rank: Rank;
  readonly role: 'caller' | 'callee' | null;
  readonly linkedid: string | null;
  readonly caller: Person;
  readonly connected: Person;
  readonly dialled: string | null;
  readonly dialog: SipCallId | null;
  readonly bridge: string | null;
  /** This source has told of bridges it was in: its null is a fact. */
  readonly bridged: boolean;
  /** Every bridge it was ever in, lately. */
  readonly been: readonly string[];
  /** Since when it is in the present one, by our clock. */
  readonly bridgedAt: number;
  readonly bridgeKind: BridgeKind;
  /** Bridges whose leave came before its enter: the mark eats that enter once. */
  readonly marks: readonly string[];
  /** Null: this source has not said. */
  readonly held: boolean | null;
  /** The phone itself asked for the end. */
  readonly hungUp: boolean;
  readonly gone: Gone | null;
  /** When this source last spoke of it, by our clock; of its texts, by the PBX's. */
  readonly at: number;
  readonly textAt: number;
  /** Answered: by our clock, and by the PBX's where it tells. */
  readonly upAt: number | null;
  readonly pbxUpAt: number | null;
  /** First heard of, by the PBX's clock. */
  readonly pbxFirstAt: number | null;
}

/** `at` by the PBX's clock where it tells, else by ours. */
export interface Gone {
  readonly cause: number;
  readonly at: number;
  readonly pbxAt: number | null;
}

export const blank: Register = {
  name: '',
  endpoint: null,
  pair: null,
  rank: 0,
  role: null,
  linkedid: null,
  caller: nobody,
  connected: nobody,
  dialled: null,
  dialog: null,
  bridge: null,
  bridged: false,
  bridgedAt: 0,
  been: [],
  bridgeKind: 'other',
  marks: [],
  held: null,
  hungUp: false,
  gone: null,
  at: 0,
  textAt: 0,
  upAt: null,
  pbxUpAt: null,
  pbxFirstAt: null,
};

/** A register after a fact, and what about it gives cause to ask the PBX; null: nothing. */
export interface Written {
  readonly register: Register;
  readonly doubt: Doubt | null;
}
export type Doubt =
  | 'overwritten'
  | 'leave-first'
  | 'enter-eaten'
  | 'contradiction'
  | 'hangup'
  | 'age'
  | 'new'
  | 'company';

/** Texts are last-writer; what is unknown never overwrites what is known, and by the PBX's clock older never newer. */
export function writeChannel(register: Register, fact: ChannelFact): Written {
  const stale = fact.pbxAt !== null && fact.pbxAt < register.textAt;
  const rank = Math.max(register.rank, ranks[fact.state]) as Rank;
  const text = (was: Person, is: Person | null): Person =>
    is === null || isNobody(is) || stale ? was : complete(was, is);
  const connected = text(register.connected, fact.connected);
  const next: Register = {
    ...register,
    name: fact.name,
    endpoint: fact.endpoint,
    pair: fact.pair,
    rank,
    role: fact.born ? fact.role : (register.role ?? fact.role),
    linkedid: stale ? register.linkedid : (fact.linkedid ?? register.linkedid),
    caller: text(register.caller, fact.caller),
    connected,
    dialled: register.dialled ?? fact.dialled,
    dialog: fact.dialog ?? register.dialog,
    at: fact.at,
    textAt: Math.max(register.textAt, fact.pbxAt ?? 0),
    upAt: register.upAt ?? (rank === 2 ? fact.at : null),
    pbxUpAt: register.pbxUpAt ?? (rank === 2 ? fact.pbxAt : null),
    pbxFirstAt: register.pbxFirstAt ?? fact.pbxAt,
  };
  const changed = !isNobody(register.connected) && connected.number !== register.connected.number;
  const back = ranks[fact.state] < register.rank;
  return { register: next, doubt: changed ? 'overwritten' : back && !stale ? 'contradiction' : null };
}

/** The same number without a name does not take the name away: ARI leaves out names that are not UTF-8. */
const complete = (was: Person, is: Person): Person =>
  is.name === '' && is.number === was.number ? { ...is, name: was.name } : is;

export const isNobody = (person: Person): boolean => person.number === '' && person.name === '';

export function enterBridge(
  register: Register,
  { bridge, bridgeKind, at }: { readonly bridge: string; readonly bridgeKind: BridgeKind; readonly at: number },
  strict: boolean,
): Written {
  if (strict && register.marks.includes(bridge)) {
    const marks = register.marks.filter((mark) => mark !== bridge);
    return { register: { ...register, marks, been: wasIn(register, bridge) }, doubt: 'enter-eaten' };
  }
  // A hold is told to whoever is in the same bridge: in another one nobody is held (features' attended transfer).
  const held = register.bridge !== bridge && register.held === true ? false : register.held;
  const been = wasIn(register, bridge);
  const next = { ...register, bridge, bridged: true, bridgedAt: at, been, bridgeKind, held };
  // Back where it was: perhaps an enter that comes twice.
  return { register: next, doubt: been === register.been && register.bridge !== bridge ? 'contradiction' : null };
}

const beenKept = 20;

const wasIn = ({ been }: Register, bridge: string): readonly string[] =>
  been.includes(bridge) ? been : [...been, bridge].slice(-beenKept);

export function leaveBridge(register: Register, bridge: string, strict: boolean): Written {
  if (!strict || register.bridge === bridge)
    return { register: { ...register, bridge: null, bridged: true }, doubt: null };
  if (register.marks.includes(bridge)) return { register, doubt: 'leave-first' };
  const been = wasIn(register, bridge);
  return { register: { ...register, been, marks: [...register.marks, bridge] }, doubt: 'leave-first' };
}

/** The other took its place: out of that bridge, or about to be told that it entered. */
export function swapOut(register: Register, bridge: string): Written {
  if (register.bridge === bridge) return { register: { ...register, bridge: null }, doubt: null };
  return { register, doubt: null };
}

/** An answer that may be older than what was heard since it was asked for: of it, only what never changes. */
export const writeLasting = (register: Register, { role, dialled, dialog }: ChannelFact): Register => ({
  ...register,
  role: register.role ?? role,
  dialled: register.dialled ?? dialled,
  dialog: dialog ?? register.dialog,
});

/** The PBX's own answer: overwrites, and settles every mark. */
export function writeAnswer(register: Register, fact: ChannelFact): Register {
  const told = writeChannel({ ...register, textAt: 0 }, fact).register;
  const bridge = fact.bridge === undefined ? register.bridge : fact.bridge;
  const bridged = register.bridged || fact.bridge !== undefined;
  const bridgedAt = bridge === register.bridge ? register.bridgedAt : fact.at;
  const been = bridge === null ? register.been : wasIn(register, bridge);
  return {
    ...told,
    linkedid: fact.linkedid ?? register.linkedid,
    bridge,
    bridged,
    bridgedAt,
    been,
    marks: [],
    gone: null,
  };
}
