import { popSights } from '../app/pop-sights.ts';
import type { Call, CallKey } from '../calls/call.ts';
import type { Rules } from '../calls/legs/rules.ts';
import { reduceCalls, reduceEvent } from '../calls/reduce-calls.ts';
import { callStack } from '../calls/select-calls.ts';
import { type CallsState, callsOf } from '../calls/state.ts';
import type { CallFact, PbxFact } from '../facts/fact.ts';
import { noPops, type PopState, reducePops } from '../pop/reduce-pops.ts';
import { isHeard, type Step } from './step.ts';
import { originWords, type SeenCall, type Sight } from './story.ts';

interface Seen {
  steps: string[];
  origins: string[];
  rangToo: Set<string>;
  /** The last line of the timeline, to tell a change from a repetition. */
  last: string;
}

/** An agent's desk fed with facts: keeps what was shown after each. `me`: my phones, the softphone's first. */
export class Player {
  state: CallsState;
  pops: PopState = noPops;
  /** Every change of what is shown, in order. */
  readonly timeline: Sight[] = [];
  readonly #seen = new Map<CallKey, Seen>();
  #ticked = 0;

  constructor(me: readonly string[], rules?: Rules) {
    this.state = callsOf(me, rules);
  }

  play(step: Step): void {
    if (isHeard(step)) this.hear(step.facts);
    else this.tell(step.told);
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

  get calls(): readonly Call[] {
    return callStack(this.state);
  }

  /** Calls there are and were, put away or not. */
  get callCount(): number {
    return this.state.records.size + this.state.shelf.length;
  }

  /** Everything there was, oldest first. */
  get story(): readonly SeenCall[] {
    return this.#records.map(({ call, absorbed }) => {
      const seen = this.#seen.get(call.key);
      const own: readonly string[] = [call.key, ...absorbed];
      const episodes = [...this.pops.episodes.values()].filter((each) => own.includes(each.call) && each.popped);
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

  /** Every call, as it was last, oldest first. */
  get records(): readonly Call[] {
    return this.#records.map(({ call }) => call);
  }

  get #records() {
    return [...this.state.shelf, ...this.state.records.values()]
      .flatMap(({ call, absorbed }) => (call === null ? [] : [{ call, absorbed }]))
      .toSorted(({ call: a }, { call: b }) => a.startedAt - b.startedAt || (a.key < b.key ? -1 : 1));
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
    const popsBefore = this.pops;
    this.pops = reducePops(this.pops, popSights(state), at);
    for (const call of calls) this.#note(call, at, popsBefore);
  }

  #note(call: Call, at: number, popsBefore: PopState): void {
    const seen = this.#seen.get(call.key) ?? { steps: [], origins: [], rangToo: new Set(), last: '' };
    this.#seen.set(call.key, seen);
    add(seen.steps, `${call.phase} ${call.party.number}`);
    add(seen.origins, originWords(call.origin));
    if (call.phase === 'ringing') for (const person of call.alsoRinging) seen.rangToo.add(person.number);
    const episode = `${call.key}#${call.visits.length}`;
    const [wasOpen, isOpen] = [popsBefore, this.pops].map((pops) => pops.episodes.get(episode)?.open === true);
    const { phase, party } = call;
    const shown = {
      ...{ call: call.key, phase, party, origin: originWords(call.origin) },
      reason: call.phase === 'ended' ? call.reason : null,
      pop: isOpen === wasOpen ? null : isOpen === true ? ('opened' as const) : ('closed' as const),
    };
    const line = JSON.stringify({ ...shown, pop: null });
    if (line === seen.last && shown.pop === null) return;
    seen.last = line;
    this.timeline.push({ at, ...shown });
  }
}

const add = (list: string[], item: string): void => {
  if (list.at(-1) !== item) list.push(item);
};
