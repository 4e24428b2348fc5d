import { popSights } from '../../main/app/pop-sights.ts';
import type { Call, CallKey, Origin } from '../../main/calls/call.ts';
import type { Rules } from '../../main/calls/legs/rules.ts';
import { reduceCalls, reduceEvent } from '../../main/calls/reduce-calls.ts';
import { callStack } from '../../main/calls/select-calls.ts';
import { type CallsState, callsOf } from '../../main/calls/state.ts';
import type { CallFact, PbxFact } from '../../main/facts/fact.ts';
import { noPops, type PopState, reducePops } from '../../main/pop/reduce-pops.ts';
import type { GoldenCall } from './golden.ts';

/** What an agent saw of one call. */
interface Seen {
  steps: string[];
  origins: string[];
  rangToo: Set<string>;
}

/** An agent's desk fed with facts: keeps what was shown after each. */
export class Desk {
  state: CallsState;
  pops: PopState = noPops;
  readonly #seen = new Map<CallKey, Seen>();
  #ticked = 0;

  constructor(me: readonly string[], rules?: Rules) {
    this.state = callsOf(me, rules);
  }

  /** What one event of the PBX says. */
  hear(facts: readonly PbxFact[]): void {
    const last = facts.at(-1);
    if (last === undefined) return;
    this.#passTime(last.at);
    this.#become(reduceEvent(this.state, facts), last.at);
  }

  tell(fact: CallFact): void {
    this.#become(reduceCalls(this.state, fact), fact.at);
  }

  /** The clock ticks every second; here only where something would have been seen to happen. */
  #passTime(at: number): void {
    if (at - this.#ticked < 1_000) return;
    this.#ticked = at;
    this.tell({ kind: 'tick', at });
  }

  #become(state: CallsState, at: number): void {
    const before = this.state;
    this.state = state;
    if (state.records === before.records) return;
    const calls = callStack(state);
    this.pops = reducePops(this.pops, popSights(calls), at);
    for (const call of calls) this.#note(call);
  }

  get calls(): readonly Call[] {
    return callStack(this.state);
  }

  /** Everything there was, oldest first. */
  get story(): readonly GoldenCall[] {
    return this.#records.map((call) => {
      const seen = this.#seen.get(call.key);
      const episodes = [...this.pops.episodes.values()].filter((each) => each.call === call.key && each.popped);
      return {
        steps: seen?.steps ?? [],
        origins: seen?.origins ?? [],
        reason: call.phase === 'ended' ? call.reason : 'still going on',
        pops: episodes.length,
        ...(call.original === null ? {} : { original: call.original.number }),
        ...(seen === undefined || seen.rangToo.size === 0 ? {} : { rangToo: [...seen.rangToo].toSorted() }),
      };
    });
  }

  get popCount(): number {
    return [...this.pops.episodes.values()].filter((episode) => episode.popped).length;
  }

  get #records(): readonly Call[] {
    return [...this.state.shelf, ...this.state.records.values()]
      .map((record) => record.call)
      .filter((call) => call !== null)
      .toSorted((a, b) => a.startedAt - b.startedAt || (a.key < b.key ? -1 : 1));
  }

  #note(call: Call): void {
    const seen = this.#seen.get(call.key) ?? { steps: [], origins: [], rangToo: new Set() };
    this.#seen.set(call.key, seen);
    add(seen.steps, `${call.phase} ${call.party.number}`);
    add(seen.origins, originWords(call.origin));
    if (call.phase === 'ringing') for (const other of call.alsoRinging) seen.rangToo.add(other.number);
  }
}

const add = (list: string[], item: string): void => {
  if (list.at(-1) !== item) list.push(item);
};

export function originWords(origin: Origin): string {
  switch (origin.kind) {
    case 'direct':
      return origin.did === null ? 'direct' : `direct ${origin.did}`;
    case 'queue':
      return `queue ${origin.queue}`;
    case 'transfer':
      return `transfer ${origin.how} ${origin.by.number}`;
    case 'park':
      return `park ${origin.how}${origin.slot === null ? '' : ` ${origin.slot}`}`;
    case 'pickup':
      return `pickup ${origin.from.number}`;
    case 'click-to-dial':
    case 'dialled':
      return origin.kind;
  }
}
