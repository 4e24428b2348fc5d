import { randomUUID } from 'node:crypto';
import type { ListenHow } from '../../../preload/contract/listening.ts';
import type { Outcome } from '../../../preload/contract/requests.ts';
import type { AriClient } from '../../ari/client.ts';
import type { AriRefusal } from '../../ari/refusal.ts';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import type { Uniqueid } from '../../base/ids.ts';
import type { Result } from '../../base/result.ts';
import { confirmed, outcomeOf, outcomeOfAri, refused } from '../refusals.ts';
import type { Listened } from './listening.ts';
import type { OwnLeg } from './own-legs.ts';
import { type RingMeOptions, type Rung, ringMe, ringsMe } from './ring-me.ts';

export interface SnoopOptions extends RingMeOptions {
  readonly ari: Pick<AriClient, 'app' | 'ask' | 'channels' | 'bridges' | 'onEvent' | 'onDidChangeLink'>;
  readonly clock: Clock;
}

export interface Snooping extends Listened {
  /** The colleague's channel. */
  readonly of: string;
  /** My leg is about to be begun as that channel. */
  readonly expect: (channel: Uniqueid) => OwnLeg;
}

/** One supervisor's ear: my leg and what it is bridged with. */
interface Ear {
  readonly leg: string;
  readonly snoop: string;
  readonly bridge: string;
}

/** `out` goes to the colleague's phone, `in` to whom they talk with (res_stasis_snoop.c, `snoop_setup_audiohook`). */
const audio = {
  listen: { spy: 'both', whisper: 'none' },
  whisper: { spy: 'both', whisper: 'out' },
  barge: { spy: 'both', whisper: 'both' },
} as const satisfies Record<ListenHow, object>;

/** How long a channel may take into the Stasis application, with the ringing before, ms. */
const entersWithin = 10_000;

/**
 * Listens by ARI: my phone is called into our Stasis application and bridged with a snoop on the colleague's channel. What was
 * made for it is named after the application, so that whatever a crash or a lost connection leaves behind is found and taken
 * away when ARI is there again.
 */
export class Snoop implements Disposable {
  readonly #options: SnoopOptions;
  readonly #open = new DisposableStore();
  readonly #entered = new Map<string, () => void>();
  /** One, and for a moment those whose end has not been told yet when the next begins. */
  readonly #ears = new Set<Ear>();

  constructor(options: SnoopOptions) {
    this.#options = options;
    const { ari } = options;
    this.#open.add(
      ari.onDidChangeLink(({ state }) => {
        if (state === 'up') void this.#sweep();
      }),
    );
    this.#open.add(
      ari.onEvent((event) => {
        // oxlint-disable-next-line switch-exhaustiveness-check -- all that is not here says nothing of an ear
        switch (event.type) {
          case 'StasisStart':
            return this.#entered.get(event.raw.channel.id)?.();
          case 'StasisEnd':
          case 'ChannelDestroyed':
            return this.#ended(event.raw.channel.id);
          case 'ChannelHold':
          case 'ChannelUnhold':
            return this.#held(event.raw.channel.id, event.type === 'ChannelHold');
          default:
            return;
        }
      }),
    );
  }

  async begin({ how, extension, of, expect }: Snooping): Promise<Outcome> {
    const { app } = this.#options.ari;
    const word = randomUUID().slice(0, 8);
    const ear: Ear = { leg: `${app}-leg-${word}`, snoop: `${app}-snoop-${word}`, bridge: `${app}-bridge-${word}` };
    this.#ears.add(ear);
    const came = this.#enters(ear.leg);
    const leg = expect(ear.leg as Uniqueid);
    const refusal = await ringMe(this.#options, () => this.#ring(ear, extension, leg));
    if (refusal !== null) return this.#giveUp(ear, refusal);
    const answered = await leg.answered;
    if (!answered.ok) return this.#giveUp(ear, outcomeOf(answered));
    const joined = (await came) ? await this.#join(ear, { of, how }) : refused('timeout');
    if (joined.outcome !== 'confirmed') return this.#giveUp(ear, joined);
    return this.#ears.has(ear) ? confirmed : refused('nobody-talks');
  }

  async #ring(ear: Ear, callerId: string, leg: OwnLeg): Promise<Rung> {
    const { ari } = this.#options;
    const rung = await ari.ask('POST /channels', {
      ...{ endpoint: ringsMe(this.#options), app: ari.app, channelId: ear.leg, callerId, timeout: 10 },
      json: { variables: leg.variables },
    });
    if (rung.ok) return { kind: 'under-way' };
    // "Allocation failed": no channel could be made (resource_channels.c, `ari_channels_handle_originate_with_id`).
    if (rung.failure.kind === 'server-error') return { kind: 'no-contact' };
    return { kind: 'refused', outcome: outcomeOfAri(rung.failure) };
  }

  /** Whoever is listened to is not any more. */
  async end(): Promise<void> {
    await Promise.all([...this.#ears].map((ear) => this.#takeAway(ear)));
  }

  dispose(): void {
    this.#open.dispose();
  }

  async #join({ leg, snoop, bridge }: Ear, { of, how }: Pick<Snooping, 'of' | 'how'>): Promise<Outcome> {
    const { ari } = this.#options;
    const came = this.#enters(snoop);
    const spied = await ari.ask('POST /channels/{channelId}/snoop/{snoopId}', {
      ...{ channelId: of, snoopId: snoop, app: ari.app, ...audio[how] },
    });
    if (!spied.ok) return spied.failure.kind === 'not-found' ? refused('nobody-talks') : outcomeOfAri(spied.failure);
    const made = await ari.ask('POST /bridges/{bridgeId}', { bridgeId: bridge, type: 'mixing' });
    if (!made.ok) return outcomeOfAri(made.failure);
    if (!(await came)) return refused('timeout');
    const joined = await this.#add(bridge, [leg, snoop]);
    return joined.ok ? confirmed : outcomeOfAri(joined.failure);
  }

  #add(bridgeId: string, channel: string[]): Promise<Result<unknown, AriRefusal>> {
    return this.#options.ari.ask('POST /bridges/{bridgeId}/addChannel', { bridgeId, channel });
  }

  /** Whether that channel came into the application in time. To be called before it is asked for. */
  #enters(channel: string): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const late = this.#options.clock.after(entersWithin, () => resolve(false));
    this.#entered.set(channel, () => resolve(true));
    return promise.finally(() => {
      late.dispose();
      this.#entered.delete(channel);
    });
  }

  async #giveUp(ear: Ear, outcome: Outcome): Promise<Outcome> {
    await this.#takeAway(ear);
    return outcome;
  }

  /** My leg is gone, or the colleague's call is over: nothing of it stays. */
  #ended(channel: string): void {
    for (const ear of this.#ears) if (channel === ear.leg || channel === ear.snoop) void this.#takeAway(ear);
  }

  /** Music on hold would be whispered to the colleague. */
  #held(channel: string, held: boolean): void {
    const ear = [...this.#ears].find(({ leg }) => leg === channel);
    if (ear === undefined) return;
    const { bridge: bridgeId, snoop } = ear;
    void (held
      ? this.#options.ari.ask('POST /bridges/{bridgeId}/removeChannel', { bridgeId, channel: snoop })
      : this.#add(bridgeId, [snoop]));
  }

  async #takeAway(ear: Ear): Promise<void> {
    const { ari } = this.#options;
    this.#ears.delete(ear);
    // What is gone already is refused, and meant to be gone.
    await Promise.all([
      ari.ask('DELETE /channels/{channelId}', { channelId: ear.snoop }),
      ari.ask('DELETE /channels/{channelId}', { channelId: ear.leg }),
    ]);
    await ari.ask('DELETE /bridges/{bridgeId}', { bridgeId: ear.bridge });
  }

  /** What an Offhook before this one, or a connection that broke, has left. */
  async #sweep(): Promise<void> {
    const { ari, log } = this.#options;
    const mine = new Set([...this.#ears].flatMap(({ leg, snoop, bridge }) => [leg, snoop, bridge]));
    const isLeft = ({ id }: { readonly id: string }): boolean => id.startsWith(`${ari.app}-`) && !mine.has(id);
    const [channels, bridges] = [await ari.channels(), await ari.bridges()];
    const left = [channels, bridges].map((each) => (each.ok ? each.value.filter(isLeft) : []));
    const [legs = [], rooms = []] = left;
    if (legs.length + rooms.length > 0) log.info('what was left of listening is taken away', { legs: legs.length });
    await Promise.all(legs.map(({ id }) => ari.ask('DELETE /channels/{channelId}', { channelId: id })));
    await Promise.all(rooms.map(({ id }) => ari.ask('DELETE /bridges/{bridgeId}', { bridgeId: id })));
  }
}
