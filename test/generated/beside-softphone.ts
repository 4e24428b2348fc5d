import { boolean, constantFrom, integer, nat, option, property, record } from 'fast-check';
import type { SipCallId, Uniqueid } from '../../main/base/ids.ts';
import type { Call } from '../../main/calls/call.ts';
import { reduceCalls, reduceEvent } from '../../main/calls/reduce-calls.ts';
import { callStack } from '../../main/calls/select-calls.ts';
import { type CallsState, callsOf } from '../../main/calls/state.ts';
import type { CallFact, PbxFact } from '../../main/facts/fact.ts';
import { readAriFrames } from '../../main/replay/read-ari.ts';
import { seededRandom } from '../../main/replay/seeded-random.ts';
import type { Heard } from '../../main/replay/step.ts';
import { Truth } from '../../main/replay/truth.ts';
import { type Noticed, softphoneOf } from '../captures/softphone.ts';
import { callIdOf } from './call-id.ts';
import { histories, play } from './history.ts';
import { byText, me } from './stay.ts';

const mine = `PJSIP/${me}`;

/** How the roads to a desk are that has a softphone and AMI beside it. */
const weathers = record({
  /** Most a manager event is late, and the softphone, ms. */
  late: constantFrom(0, 50, 1_000, 4_000),
  phoneLate: nat(250),
  /** The softphone's link stands still for a while: what it brings is read when it goes on. */
  stall: option(record({ after: nat(4_000), lasts: integer({ min: 200, max: 5_000 }) })),
  /** The PBX tells the softphone who is there now (P-Asserted-Identity). */
  tellsMore: boolean(),
  /** A question takes so long, ms. */
  answers: constantFrom(5, 300, 2_000),
  /** The manager's link is lost for a while: what happens then is never heard, and a list tells what is so. */
  outage: option(record({ after: nat(4_000), lasts: integer({ min: 200, max: 6_000 }) })),
  seed: nat(1_000),
});
type Weather = ReturnType<(typeof weathers)['generate']>['value'];

/** Something that happens at the desk, by its own clock. */
interface Arrival {
  readonly at: number;
  readonly event?: readonly PbxFact[];
  readonly told?: CallFact;
}

/** A desk to which things come when they come, and that is answered what it asks. */
class Desk {
  state: CallsState = callsOf([mine]);
  readonly #wrong: string[] = [];
  /** Every leg of mine anybody has told of, by its Call-ID. */
  readonly #legs = new Set<string>();
  readonly #ami: readonly Heard[];
  readonly #answers: number;
  readonly #due: Arrival[];
  #before: readonly Call[] = [];
  #asked: CallsState['pbx']['asks'] = new Map();

  constructor(ami: readonly Heard[], arrivals: readonly Arrival[], answers: number) {
    this.#ami = ami;
    this.#answers = answers;
    this.#due = arrivals.toSorted((a, b) => a.at - b.at);
  }

  /** What no desk may ever show. */
  run(): readonly string[] {
    for (let next = this.#due.shift(); next !== undefined; next = this.#due.shift()) {
      const { event, told, at } = next;
      for (const fact of event ?? (told === undefined ? [] : [told])) this.#notePhone(fact);
      if (event !== undefined) this.state = reduceEvent(this.state, event);
      if (told !== undefined) this.state = reduceCalls(this.state, told);
      this.#look(at);
      const cards = this.state.records.size + this.state.shelf.length;
      if (cards > this.#legs.size) this.#wrong.push(`${at}: ${cards} calls of ${this.#legs.size} legs`);
      this.#ask(at);
    }
    return this.#wrong;
  }

  #notePhone(fact: CallFact): void {
    if (fact.kind === 'dialog') this.#legs.add(fact.dialog);
    const channels = fact.kind === 'channel' ? [fact] : fact.kind === 'snapshot' ? fact.channels : [];
    for (const { channel, endpoint } of channels) if (endpoint === mine) this.#legs.add(callIdOf(channel));
  }

  /** A card that was there and talked ends before it goes; one that only rang may turn out to be another's. */
  #look(at: number): void {
    const calls = callStack(this.state);
    const absorbed = new Set([...this.state.records.values()].flatMap((each) => each.absorbed));
    for (const was of this.#before) {
      if (was.phase === 'ended' || calls.some(({ key }) => key === was.key)) continue;
      const talked = was.phase !== 'ringing' && was.phase !== 'dialling';
      if (talked || !absorbed.has(was.key)) {
        this.#wrong.push(`${at}: ${was.phase} ${was.party.number} went without an end`);
      }
    }
    this.#before = calls;
  }

  #ask(at: number): void {
    const { asks } = this.state.pbx;
    if (asks === this.#asked) return;
    const open = [...asks].filter(([key, ask]) => this.#asked.get(key) !== ask && ask.source === 'ami');
    this.#asked = asks;
    for (const [, { channel }] of open) this.#answer(channel, at);
  }

  #answer(channel: Uniqueid, since: number): void {
    const at = since + this.#answers;
    const found = this.#truth(at).answer(channel, at);
    const named =
      found === null || found.endpoint !== mine ? found : { ...found, dialog: callIdOf(channel) as SipCallId };
    const answer: Arrival = { at, told: { kind: 'answer', source: 'ami', at, since, channel, found: named } };
    const later = this.#due.findIndex((each) => each.at > at);
    this.#due.splice(later < 0 ? this.#due.length : later, 0, answer);
  }

  /** What is so on the PBX by then. */
  #truth(at: number): Truth {
    return new Truth(this.#ami.filter((event) => event.at <= at));
  }
}

const restamp = (facts: readonly PbxFact[], at: number): readonly PbxFact[] => facts.map((fact) => ({ ...fact, at }));

/** The manager's events as they come in, in their order; what happens during the outage is not heard. */
function heardLate(ami: readonly Heard[], { late, outage, seed }: Weather): readonly Arrival[] {
  const random = seededRandom(seed);
  const began = ami[0]?.at ?? 0;
  const from = outage === null ? Number.POSITIVE_INFINITY : began + outage.after;
  const until = outage === null ? Number.POSITIVE_INFINITY : from + outage.lasts;
  let last = 0;
  const heard = ami.flatMap((event): Arrival[] => {
    last = Math.max(last, event.at + Math.round(random() ** 3 * late));
    const isLost = event.at <= until && last >= from;
    return isLost ? [] : [{ at: last, event: restamp(event.facts, last) }];
  });
  if (outage === null) return heard;
  const channels = new Truth(ami.filter((event) => event.at <= until)).all(until);
  return [
    ...heard,
    { at: from, told: { kind: 'source-lost', source: 'ami', at: from } },
    { at: until, told: { kind: 'source-up', source: 'ami', at: until } },
    { at: until, told: { kind: 'snapshot', source: 'ami', at: until, since: until, channels } },
  ];
}

/** What the softphone tells, late by the same all of it; during the stall nothing, unless I do something with the phone. */
function toldLate(noticed: readonly Noticed[], began: number, { phoneLate, stall }: Weather): readonly Arrival[] {
  const from = stall === null ? Number.POSITIVE_INFINITY : began + stall.after;
  const mine = noticed.find(({ at, fact }) => at >= from && isMyDoing(fact))?.at ?? Number.POSITIVE_INFINITY;
  const until = stall === null ? from : Math.min(from + stall.lasts, mine);
  return noticed.map(({ at, fact }): Arrival => {
    const then = (at >= from && at < until ? until : at) + phoneLate;
    return { at: then, told: { ...fact, at: then } };
  });
}

/** A phone that has not read its INVITE says nothing of ringing, and so the PBX does not either. */
function unreached(ami: readonly Heard[], phone: readonly Arrival[]): readonly Heard[] {
  const since = new Map<string, number>();
  for (const { at, told } of phone) {
    if (told?.kind === 'dialog' && !since.has(told.dialog)) since.set(told.dialog, at);
  }
  return ami.map((event) => {
    const facts = event.facts.map((fact) => {
      const isHere = fact.kind !== 'channel' || event.at >= (since.get(callIdOf(fact.channel)) ?? 0);
      return isHere || fact.state !== 'ringing' ? fact : ({ ...fact, state: 'down' } as const);
    });
    return { ...event, facts };
  });
}

/** I cannot answer what I have not been told of. */
const isMyDoing = (fact: CallFact): boolean =>
  fact.kind === 'dialog' ? fact.phase !== 'incoming' : fact.kind === 'dialog-ended' && fact.end.by === 'us';

/** Time goes on after the last event. */
const aWhile = 8_000;

/**
 * What a desk shows whose softphone and manager tell of the same calls, each in its own time, with the manager's link lost
 * for a while: no card that talked goes without an end, and in the end it is what the PBX's own books say.
 */
export const noCardIsLost = property(histories, weathers, (history, weather) => {
  const { pbx, events } = play(history, 'AMI');
  const ari = readAriFrames(pbx.wire.frames);
  const phone = toldLate(softphoneOf(mine, ari, weather.tellsMore), events[0]?.at ?? 0, weather);
  const ami = unreached(events, phone);
  const [first, last] = [ami[0]?.at ?? 0, (ami.at(-1)?.at ?? 0) + aWhile];
  const seconds = Array.from({ length: Math.ceil((last - first) / 1_000) }, (_, second) => first + second * 1_000);
  const ticks = seconds.map((at): Arrival => ({ at, told: { kind: 'tick', at } }));
  const desk = new Desk(ami, [...heardLate(ami, weather), ...phone, ...ticks], weather.answers);
  const wrong = desk.run();
  if (wrong.length > 0) throw new Error(wrong.join('; '));
  const shown = callStack(desk.state).flatMap(({ phase, party }) =>
    phase === 'ended' ? [] : [{ phase, number: party.number }],
  );
  const [is, must] = [JSON.stringify(shown.toSorted(byText)), JSON.stringify(pbx.shown())];
  if (is !== must) throw new Error(`shows ${is}, not ${must}`);
});
