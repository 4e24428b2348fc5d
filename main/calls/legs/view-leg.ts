import type { SipCallId } from '../../base/ids.ts';
import { nobody, type Person } from '../../facts/pbx.ts';
import type { Leg, PbxState } from './pbx-state.ts';
import { isNobody, type Register } from './register.ts';

/** One channel as all sources together show it. */
export interface LegView {
  readonly alive: boolean;
  readonly cause: number | null;
  readonly rank: Register['rank'];
  readonly role: Register['role'];
  readonly endpoint: string | null;
  readonly name: string;
  readonly pair: string | null;
  readonly linkedid: string | null;
  readonly caller: Person;
  readonly connected: Person;
  readonly dialled: string | null;
  readonly dialog: SipCallId | null;
  readonly bridge: string | null;
  readonly bridgedAt: number;
  readonly been: readonly string[];
  readonly bridgeKind: Register['bridgeKind'];
  readonly held: boolean;
  readonly hungUp: boolean;
  readonly upAt: number | null;
  readonly pbxUpAt: number | null;
  readonly pbxFirstAt: number | null;
  readonly pbxGoneAt: number | null;
}

type Terms = Pick<PbxState, 'lost' | 'rules'>;

/** A leg is never changed, only replaced: what it looks like is worked out once. */
const looked = new WeakMap<Leg, Terms & { readonly view: LegView }>();

/** ARI over AMI, never summed; a source that is lost speaks only where no other does. */
export function viewLeg(leg: Leg, { lost, rules }: Terms): LegView {
  const known = looked.get(leg);
  if (known !== undefined && known.lost === lost && known.rules === rules) return known.view;
  const view = combine(leg, { lost, rules });
  looked.set(leg, { lost, rules, view });
  return view;
}

function combine(leg: Leg, state: Terms): LegView {
  const order = (state.rules.precedence ? (['ari', 'ami'] as const) : (['ami', 'ari'] as const)).filter(
    (source) => leg[source] !== null,
  );
  const trusted = order.filter((source) => !state.lost.includes(source));
  const registers = (trusted.length > 0 ? trusted : order).map((source) => leg[source]).filter((each) => each !== null);
  const first = registers[0];
  if (first === undefined) return unknown;
  const any = <Value>(read: (register: Register) => Value | null): Value | null => {
    for (const register of registers) {
      const value = read(register);
      if (value !== null) return value;
    }
    return null;
  };
  const place = registers.find((register) => register.bridged);
  const all = [leg.ari, leg.ami].filter((each) => each !== null);
  return {
    // Whoever told of the hangup: nothing revives a channel but an answer to us.
    alive: state.rules.precedence
      ? registers.every((register) => register.gone === null)
      : registers.some((register) => register.gone === null),
    cause: any((register) => register.gone?.cause ?? null),
    rank: Math.max(...all.map((register) => register.rank)) as Register['rank'],
    role: any((register) => register.role),
    endpoint: any((register) => register.endpoint),
    name: first.name,
    pair: any((register) => register.pair),
    linkedid: leg.ami?.linkedid ?? null,
    caller: person(registers, (register) => register.caller),
    connected: person(registers, (register) => register.connected),
    dialled: any((register) => register.dialled),
    dialog: any((register) => register.dialog),
    bridge: place?.bridge ?? null,
    bridgedAt: place?.bridgedAt ?? 0,
    been: all.flatMap((register) => register.been),
    bridgeKind: place?.bridgeKind ?? 'other',
    held: any((register) => register.held) ?? false,
    hungUp: all.some((register) => register.hungUp),
    upAt: any((register) => register.upAt),
    pbxUpAt: any((register) => register.pbxUpAt),
    pbxFirstAt: any((register) => register.pbxFirstAt),
    pbxGoneAt: any((register) => register.gone?.pbxAt ?? null),
  };
}

/** The number of the better source; its name from the other one where both mean the same number. */
function person(registers: readonly Register[], read: (register: Register) => Person): Person {
  const known = registers.map(read).filter((each) => !isNobody(each));
  const first = known[0] ?? nobody;
  if (first.name !== '') return first;
  return known.find((each) => each.number === first.number && each.name !== '') ?? first;
}

const unknown: LegView = {
  alive: false,
  cause: null,
  rank: 0,
  role: null,
  endpoint: null,
  name: '',
  pair: null,
  linkedid: null,
  caller: nobody,
  connected: nobody,
  dialled: null,
  dialog: null,
  bridge: null,
  bridgedAt: 0,
  been: [],
  bridgeKind: 'other',
  held: false,
  hungUp: false,
  upAt: null,
  pbxUpAt: null,
  pbxFirstAt: null,
  pbxGoneAt: null,
};
