import type { Outcome, RequestInput } from '../../../preload/contract/requests.ts';
import type { AmiAction } from '../../ami/action.ts';
import { type QueueMembership, queueAdd, queuePause, queuePenalty, queueRemove } from '../../ami/actions.ts';
import type { AmiFeature } from '../../ami/capabilities.ts';
import type { AmiClient } from '../../ami/client.ts';
import type { Clock } from '../../base/clock.ts';
import { plainText } from '../../base/plain-text.ts';
import type { Member } from '../../queues/queues.ts';
import { queueSights } from '../../queues/select-queues.ts';
import { dueOf } from '../context/due.ts';
import type { QueueWatch } from '../queue-watch.ts';
import { confirmed, outcomeOfAmi, refused } from '../refusals.ts';
import type { AmiRights } from '../transfers/ami-rights.ts';
import { type MySettings, myDevices, myInterface, myPlaces, myQueuesOf } from './my-place.ts';
import { type Seen, untilSeen } from './until-seen.ts';

export interface QueueCommandsOptions {
  readonly ami: Pick<AmiClient, 'action'> | null;
  readonly watch: Pick<QueueWatch, 'state' | 'onDidChange' | 'apply' | 'ask'>;
  readonly rights: Pick<AmiRights, 'missing'>;
  readonly settings: MySettings;
  readonly clock: Clock;
  /** When I said I would be back; null: I am back, or did not say. */
  readonly onPlan: (backAt: number | null) => void;
}

/** How long the PBX's own event may take after its answer, ms; then the PBX is asked how things are. */
const toldWithin = 4_000;

/** How a change is seen to have come about, in the PBX's own words. `null`: they are not in that queue. */
type Came = (member: Member | null) => boolean;

interface Change {
  readonly of: QueueMembership;
  readonly action: AmiAction;
  readonly came: Came;
}

/**
 * Signs in and out, pauses and comes back. What the PBX tells of the member counts, not that it took the wish: its event
 * confirms, and where that does not come or the wish is refused, it is asked how things are, so that the desk cannot go on
 * showing something else.
 */
export class QueueCommands {
  readonly #options: QueueCommandsOptions;

  constructor(options: QueueCommandsOptions) {
    this.#options = options;
  }

  /** null: into every queue there is for me. */
  signIn({ queue }: RequestInput<'signIn'>): Promise<Outcome> {
    const { settings } = this.#options;
    const { interface: member, device } = myInterface(settings);
    const about = { name: settings.agent.name, device, penalty: settings.queues.penalty };
    const wanted = myQueuesOf(this.#sights, settings)
      .filter(({ name, members }) => isMeant(queue, name) && !members.some((each) => each.interface === member))
      .map(({ name }) => ({ queue: name, interface: member }));
    return this.#carryOut('join a queue', queue, wanted, (of) => ({
      action: queueAdd(of, about),
      came: (now) => now !== null,
    }));
  }

  /** null: out of every queue I can leave. */
  signOut({ queue }: RequestInput<'signOut'>): Promise<Outcome> {
    return this.#carryOut('leave a queue', queue, this.#mine(queue, true), (of) => ({
      action: queueRemove(of),
      came: (now) => now === null,
    }));
  }

  async pause({ queue, reason, back }: RequestInput<'pause'>): Promise<Outcome> {
    const { watch, clock, onPlan } = this.#options;
    const backAt = back.trim() === '' ? null : dueOf(back, clock.now());
    if (back.trim() !== '' && backAt === null) return refused('bad-target', back);
    const why = plainText(reason, 80);
    const outcome = await this.#carryOut('pause in a queue', queue, this.#mine(queue), (of) => {
      watch.apply({ kind: 'pausing', at: clock.now(), ...of });
      const came: Came = (now) => now?.paused === true && (now.pausedReason ?? '') === why;
      return { action: queuePause(of, true, why), came };
    });
    if (outcome.outcome === 'confirmed') onPlan(backAt);
    return outcome;
  }

  async endPause({ queue }: RequestInput<'endPause'>): Promise<Outcome> {
    const outcome = await this.#carryOut('pause in a queue', queue, this.#mine(queue), (of) => ({
      action: queuePause(of, false),
      came: (now) => now?.paused === false,
    }));
    if (outcome.outcome === 'confirmed') this.#options.onPlan(null);
    return outcome;
  }

  setPenalty({ queue, penalty }: RequestInput<'setPenalty'>): Promise<Outcome> {
    return this.#carryOut('set a penalty', queue, this.#mine(queue), (of) => ({
      action: queuePenalty(of, penalty),
      came: (now) => now?.penalty === penalty,
    }));
  }

  get #sights() {
    return queueSights(this.#options.watch.state) ?? [];
  }

  /** Where I am signed in. */
  #mine(queue: string | null, dynamicOnly = false): readonly QueueMembership[] {
    return myPlaces(this.#sights, myDevices(this.#options.settings))
      .filter((place) => isMeant(queue, place.queue) && (!dynamicOnly || place.member.dynamic))
      .map((place) => ({ queue: place.queue, interface: place.member.interface }));
  }

  async #carryOut(
    feature: AmiFeature,
    queue: string | null,
    wanted: readonly QueueMembership[],
    change: (of: QueueMembership) => Omit<Change, 'of'>,
  ): Promise<Outcome> {
    const { rights } = this.#options;
    const missing = rights.missing([feature]);
    if (missing !== null) return refused(missing === 'no-ami' ? 'offline' : 'not-permitted', `${feature}: ${missing}`);
    // Nothing to do everywhere is done; in one queue it is something else than was seen.
    if (wanted.length === 0) return queue === null ? confirmed : this.#doubted(queue);
    const outcomes = await Promise.all(wanted.map((of) => this.#change({ of, ...change(of) })));
    return outcomes.find(({ outcome }) => outcome !== 'confirmed') ?? confirmed;
  }

  /** The desk was asked for what it does not see: it looks again. */
  async #doubted(queue: string): Promise<Outcome> {
    await this.#options.watch.ask(this.#nameOf(queue));
    return refused('not-now');
  }

  async #change({ of, action, came }: Change): Promise<Outcome> {
    const { ami, watch, clock } = this.#options;
    const seen: Seen = () => {
      const queue = watch.state.queues.get(of.queue);
      return watch.state.known && queue !== undefined && came(queue.members.get(of.interface) ?? null);
    };
    const told = untilSeen(seen, watch.onDidChange, clock, toldWithin);
    const answer = await ami?.action(action);
    if (answer?.ok === true && (await told.end)) return confirmed;
    told.stop();
    await watch.ask(of.queue);
    if (seen()) return confirmed;
    if (answer?.ok !== false) return { outcome: 'unconfirmed', afterMs: toldWithin };
    return outcomeOfAmi(answer.failure);
  }

  #nameOf(queue: string): string {
    return this.#sights.find(({ name }) => isMeant(queue, name))?.name ?? queue;
  }
}

/** The page names a queue as it was shown. */
const isMeant = (queue: string | null, name: string): boolean => queue === null || plainText(name, 80) === queue;
