import type { AriEvent } from '../../ari/event.ts';
import type { AriBridge } from '../../ari/snapshots.ts';

/** A moment in the stream of events. */
export type Moment = number & { readonly moment: unique symbol };

/**
 * Which bridge a channel is in, by ARI's list of bridges. The list comes by another road than the events: a channel that
 * moved since it was asked for is where its events say.
 */
export class AriPlaces {
  #moves = 0;
  readonly #movedAt = new Map<string, number>();

  heard(event: AriEvent): void {
    if (event.type === 'ChannelDestroyed') this.#movedAt.delete(event.raw.channel.id);
    if (event.type !== 'ChannelEnteredBridge' && event.type !== 'ChannelLeftBridge') return;
    const channel = event.raw.channel?.id;
    if (channel === undefined) return;
    this.#moves += 1;
    this.#movedAt.set(channel, this.#moves);
  }

  /** To be taken before the list is asked for. */
  now(): Moment {
    return this.#moves as Moment;
  }

  /** Nothing was heard while the link was down: what is remembered says nothing of a list that is asked for now. */
  forget(): void {
    this.#movedAt.clear();
  }

  /**
   * Reads a list that was asked for at that moment. Of each channel: its bridge, null for none, undefined where its
   * events know better.
   */
  readerOf(bridges: readonly AriBridge[], asked: Moment): (channel: string) => string | null | undefined {
    const places = new Map(bridges.flatMap(({ id, channels }) => channels.map((channel) => [channel, id])));
    return (channel) => ((this.#movedAt.get(channel) ?? 0) > asked ? undefined : (places.get(channel) ?? null));
  }
}
