import type { Uniqueid } from '../base/ids.ts';
import type { ChannelFact } from '../facts/channel-facts.ts';
import type { PbxFact } from '../facts/fact.ts';
import type { Heard } from './step.ts';

interface True {
  readonly shown: ChannelFact;
  readonly bridge: string | null;
}

/**
 * What is so on the PBX after the first events of a recording, taken one after the other as they were written down:
 * what Status, or GET /channels and /bridges, would answer. It shares nothing with the model but the facts.
 */
export class Truth {
  readonly #channels = new Map<Uniqueid, True>();

  constructor(events: readonly Heard[]) {
    for (const event of events) this.hear(event);
  }

  hear(event: Heard): void {
    for (const fact of event.facts) this.#take(fact);
  }

  /** The same channels, each in the same state and place, with the same party. */
  agreesWith(other: Truth): boolean {
    if (this.#channels.size !== other.#channels.size) return false;
    return [...this.#channels].every(([id, { shown, bridge }]) => {
      const its = other.#channels.get(id);
      return (
        its !== undefined &&
        its.shown.state === shown.state &&
        its.bridge === bridge &&
        (its.shown.connected?.number ?? '') === (shown.connected?.number ?? '')
      );
    });
  }

  /** As the PBX would answer; null: no such channel. */
  answer(channel: Uniqueid, at: number): ChannelFact | null {
    const found = this.#channels.get(channel);
    return found === undefined ? null : this.#told(found, at);
  }

  /** Who is in that bridge; as AMI's BridgeInfo would answer. */
  company(bridge: string, at: number): readonly ChannelFact[] {
    return [...this.#channels.values()]
      .filter((found) => found.bridge === bridge)
      .map((found) => this.#told(found, at));
  }

  all(at: number): readonly ChannelFact[] {
    return [...this.#channels.values()].map((found) => this.#told(found, at));
  }

  #told({ shown, bridge }: True, at: number): ChannelFact {
    return { ...shown, at, pbxAt: null, born: false, bridge };
  }

  #take(fact: PbxFact): void {
    if (fact.kind === 'channel') {
      const known = this.#channels.get(fact.channel);
      if (known === undefined && !fact.born) return;
      const role = known?.shown.role ?? fact.role;
      this.#channels.set(fact.channel, { shown: { ...fact, role }, bridge: known?.bridge ?? null });
    } else if (fact.kind === 'channel-gone') this.#channels.delete(fact.channel);
    else if (fact.kind === 'bridge-enter' || fact.kind === 'bridge-leave') {
      const known = this.#channels.get(fact.channel);
      const bridge = fact.kind === 'bridge-enter' ? fact.bridge : null;
      if (known !== undefined) this.#channels.set(fact.channel, { ...known, bridge });
    }
  }
}
