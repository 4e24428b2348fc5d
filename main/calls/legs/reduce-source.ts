import { assertNever } from '../../base/assert-never.ts';
import type { ChannelFact } from '../../facts/channel-facts.ts';
import type { SourceReport } from '../../facts/fact.ts';
import type { AnswerFact, BootFact, BridgesFact, CompanyFact, SnapshotFact } from '../../facts/source-facts.ts';
import { askKey, diagnose, type PbxState, withoutAsk } from './pbx-state.ts';
import { countCompany, inDoubt, keep, onGone, reducePbx, withLeg } from './reduce-pbx.ts';
import { blank, type Register, writeAnswer, writeLasting } from './register.ts';
import { isMine } from './track.ts';

/** Snapshots and answers are facts too: they overwrite their own source's registers and no other's. */
export function reduceSource(state: PbxState, fact: SourceReport): PbxState {
  switch (fact.kind) {
    case 'snapshot':
      return onSnapshot(state, fact);
    case 'answer':
      return onAnswer(state, fact);
    case 'company':
      return onCompany(state, fact);
    case 'bridges':
      return onBridges(state, fact);
    case 'no-answer':
      return withoutAsk(state, fact.source, fact.channel);
    case 'source-lost': {
      if (state.lost.includes(fact.source)) return state;
      const asks = new Map([...state.asks].filter(([, question]) => question.source !== fact.source));
      const lostAt = { ...state.lostAt, [fact.source]: fact.at };
      return { ...state, asks, lost: [...state.lost, fact.source], lostAt };
    }
    case 'source-up':
      return { ...state, lost: state.lost.filter((source) => source !== fact.source) };
    case 'boot':
      return onBoot(state, fact);
    default:
      return assertNever(fact, 'source report');
  }
}

/** My channels first, so that who is in a bridge with them is known when the others come. */
function onSnapshot(state: PbxState, { source, at, since, channels }: SnapshotFact): PbxState {
  const first = channels.filter((fact) => isMine(state, fact) || state.legs.has(fact.channel));
  const overwrite = writeUnheard(since, askAgain);
  const mine = first.reduce(overwrite, state);
  const bridges = new Set([...mine.legs.values()].flatMap((leg) => (leg.mine ? (leg[source]?.bridge ?? []) : [])));
  const peers = channels.filter(
    (fact) =>
      !mine.legs.has(fact.channel) &&
      ((typeof fact.bridge === 'string' && bridges.has(fact.bridge)) ||
        (fact.pair !== null && mine.pairs.has(fact.pair))),
  );
  const listed = new Set(channels.map((fact) => fact.channel));
  let next = peers.reduce(overwrite, mine);
  for (const leg of state.legs.values()) {
    const register = leg[source];
    if (register === null || register.gone !== null || listed.has(leg.id) || register.at >= since) continue;
    next = onGone(next, source, leg.id, { cause: 0, at, pbxAt: null });
    if (leg.mine) next = diagnose(next, { at, kind: 'not-in-snapshot', source, channel: leg.id });
  }
  return next;
}

type Write = (state: PbxState, fact: ChannelFact) => PbxState;

/**
 * What a list shows overwrites the register; but a hangup that was told stays told, until an answer to us says otherwise.
 * Of a channel that was heard of since the list was asked for, `ifHeard` decides.
 */
const writeUnheard =
  (since: number, ifHeard: Write): Write =>
  (state, fact) => {
    const { source, channel } = fact;
    const kept = keep(state, channel, fact.at);
    const leg = kept.legs.get(channel);
    if (leg === undefined || (leg[source]?.gone && state.rules.tombstones)) return kept;
    if (isHeardSince(leg[source], since)) return ifHeard(kept, fact);
    const seen = reducePbx(kept, fact);
    const known = seen.legs.get(channel) ?? leg;
    return withLeg(seen, { ...known, [source]: writeAnswer(known[source] ?? blank, fact) });
  };

/**
 * Whether events came since something was asked for: they may be newer than its answer, which takes a road of its own
 * (HTTP beside a socket), or stood before them and is read a moment after them.
 */
const isHeardSince = (register: Register | null, since: number): boolean =>
  register !== null && register.gone === null && register.at >= since;

/** Of a list that may be older than what was heard: what never changes is taken, for the rest the channel is asked. */
function askAgain(state: PbxState, fact: ChannelFact): PbxState {
  const { source, channel, at } = fact;
  const leg = state.legs.get(channel);
  const register = leg?.[source] ?? null;
  if (leg === undefined || register === null) return state;
  return inDoubt(
    withLeg(state, { ...leg, [source]: writeLasting(register, fact) }),
    source,
    channel,
    'overwritten',
    at,
  );
}

function onAnswer(state: PbxState, { source, at, since, channel, found }: AnswerFact): PbxState {
  const why = state.asks.get(askKey(source, channel))?.why ?? 'new';
  const asked = withoutAsk(state, source, channel);
  const leg = asked.legs.get(channel);
  if (leg === undefined) return asked;
  if (found === null) return onGone(asked, source, channel, { cause: 0, at, pbxAt: null });
  const register = leg[source] ?? blank;
  if (isHeardSince(leg[source], since)) {
    const lasting = withLeg(asked, { ...leg, [source]: writeLasting(register, found) });
    return why === 'new' ? lasting : inDoubt(lasting, source, channel, why, at);
  }
  const other = source === 'ami' ? 'ari' : 'ami';
  const refused = register.gone !== null || (leg[other]?.gone ?? null) !== null;
  // The PBX itself says it lives: whatever hangup was told was nobody's, or forged.
  const revived = leg[other] === null ? null : { ...leg[other], gone: null };
  const known = withLeg(asked, { ...leg, [other]: revived, [source]: writeAnswer(register, found) });
  return refused ? diagnose(known, { at, kind: 'hangup-refused', source, channel }) : known;
}

/** Whoever is in a bridge with me is kept from now on, though no event has told of them. */
function onCompany(state: PbxState, { source, since, bridge, channels }: CompanyFact): PbxState {
  const isMine = [...state.legs.values()].some((leg) => leg.mine && leg[source]?.bridge === bridge);
  if (!isMine) return state;
  const listed = new Set(channels.map(({ channel }) => channel));
  let next = channels.reduce(
    writeUnheard(since, (known) => known),
    state,
  );
  for (const leg of state.legs.values()) {
    const register = leg[source];
    if (register?.bridge !== bridge || listed.has(leg.id) || register.at >= since) continue;
    next = withLeg(next, { ...leg, [source]: { ...register, bridge: null } });
  }
  return next;
}

/**
 * What a list of channels leaves open: what my bridges are, and whether somebody is in one with me whom nobody told of.
 * Whoever was in a bridge that is no more has left it.
 */
function onBridges(state: PbxState, { source, at, since, bridges }: BridgesFact): PbxState {
  const listed = new Map(bridges.map((each) => [each.bridge, each]));
  let next = state;
  for (const leg of state.legs.values()) {
    const register = leg[source];
    if (register === null || register.bridge === null) continue;
    const found = listed.get(register.bridge);
    if (found !== undefined) {
      if (register.bridgeKind !== found.bridgeKind)
        next = withLeg(next, { ...leg, [source]: { ...register, bridgeKind: found.bridgeKind } });
    } else if (register.at < since) next = withLeg(next, { ...leg, [source]: { ...register, bridge: null } });
  }
  return bridges.reduce((counted, each) => countCompany(counted, { source, at, ...each }), next);
}

/** Half a minute of slack: uptime is told in whole seconds, and clocks are set. */
const sameLife = 30_000;
/** As much as whole seconds can be wrong by: who was away meanwhile needs no more. */
const rounding = 3_000;
const noBoot = { ami: null, ari: null } as const;

function onBoot(state: PbxState, fact: BootFact): PbxState {
  const { at, source, bootedAt } = fact;
  const before = state.booted[source];
  const lostAt = state.lostAt[source];
  if (before !== null && !isAnotherLife(fact, before, lostAt)) return state;
  // After another life began, what the other source said of the old one counts no more.
  const booted = before === null ? { ...state.booted, [source]: bootedAt } : { ...noBoot, [source]: bootedAt };
  if (before === null) return { ...state, booted };
  const known: PbxState = { ...state, booted, restart: { from: lostAt ?? at, to: at } };
  let next: PbxState = { ...known, tombstones: new Set(), asks: new Map(), waiting: new Map() };
  for (const leg of state.legs.values()) {
    for (const each of ['ami', 'ari'] as const) {
      const [register, since] = [leg[each], state.lostAt[each]];
      // What was heard of since that road was lost is of the new life: its events come before it is asked which that is.
      if (register !== null && (since === null || register.at <= since))
        next = onGone(next, each, leg.id, { cause: 0, at, pbxAt: null });
    }
  }
  return diagnose({ ...next, asks: new Map() }, { at, kind: 'rebooted', source, channel: null });
}

/** A PBX that is restarted twice in half a minute is lost in between, and began after that. */
function isAnotherLife({ bootedAt, isExact = false }: BootFact, before: number, lostAt: number | null): boolean {
  const later = bootedAt - before;
  if (isExact) return later !== 0;
  if (Math.abs(later) >= sameLife) return true;
  return later >= rounding && lostAt !== null && bootedAt >= lostAt;
}
