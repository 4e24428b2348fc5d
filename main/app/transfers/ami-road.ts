import type { Outcome } from '../../../preload/contract/requests.ts';
import type { AmiAction } from '../../ami/action.ts';
import { blindTransfer, hangup, park, status } from '../../ami/actions.ts';
import type { Clock } from '../../base/clock.ts';
import type { SipCallId } from '../../base/ids.ts';
import type { Call } from '../../calls/call.ts';
import type { Means } from '../../calls/permitted.ts';
import { confirmed, refused } from '../refusals.ts';
import type { AmiRights } from './ami-rights.ts';
import { type AskedAmi, legsOfChannels, type MyLeg, type MyLegsOptions, myLegs } from './my-leg.ts';

export interface AmiRoadOptions {
  readonly ami: AskedAmi | null;
  readonly rights: AmiRights;
  readonly endpoint: string;
  readonly clock: Clock;
  readonly means: () => Means;
  /** Ends our side of a dialog whose far end has left it. */
  readonly release: (dialog: SipCallId) => Promise<unknown>;
  readonly carrierOf: MyLegsOptions['carrierOf'];
  /** Where transfers begin in the dialplan. */
  readonly context: string;
}

/** What moving calls by AMI takes. */
const takes = ['see calls', 'transfer a call', 'park a call', 'hang up a call'] as const;

/** Whether AMI may move calls at all. */
export const canMoveByAmi = (rights: AmiRights): boolean => rights.missing(takes) === null;

/** Whether this call can only be moved by AMI: another phone of mine carries it, or the softphone's connection is dead. */
export const needsAmi = (call: Call, { online }: Means): boolean =>
  call.phase !== 'ended' && (call.dialog === null ? call.device === 'other-phone' : !online);

/**
 * Moves calls our own SIP cannot move: those of another phone of mine, and ours while the connection is dead. An answer
 * that does not come is not a refusal: the PBX is asked what has become of my channel before anything is said.
 */
export class AmiRoad {
  readonly #options: AmiRoadOptions;

  constructor(options: AmiRoadOptions) {
    this.#options = options;
  }

  applies(call: Call): boolean {
    const { ami, rights, means } = this.#options;
    return ami !== null && canMoveByAmi(rights) && needsAmi(call, means());
  }

  /** Plain: the PBX's success means that whoever is there has left us for the dialplan. */
  transfer(call: Call, dials: string): Promise<Outcome> {
    const { context } = this.#options;
    return this.#send(call, ({ name }) => blindTransfer(name, { context, exten: dials }), 'released');
  }

  hangUp(call: Call): Promise<Outcome> {
    return this.#send(call, ({ name }) => hangup(name, 16));
  }

  /** Into any slot; comes back to the phone it was on. Which slot is told by ParkedCall alone. */
  park(call: Call): Promise<Outcome> {
    return this.#send(
      call,
      ({ name, peers: [peer] }) => (peer === undefined ? null : park(peer.name, name)),
      'released',
    );
  }

  /** My channel of that call and who is with it; null: the PBX does not tell. */
  async legOf({ dialog, channels }: Call): Promise<MyLeg | null> {
    const { ami, endpoint, clock, carrierOf } = this.#options;
    if (ami === null) return null;
    if (dialog === null) return (await legsOfChannels(ami, channels))[0] ?? null;
    return (await myLegs({ ami, endpoint, clock, carrierOf }, [dialog])).get(dialog) ?? null;
  }

  /** `after`: nothing is left on our side, and on a dead connection nobody can tell us so. */
  async #send(
    call: Call,
    action: (leg: MyLeg) => AmiAction | null,
    after: 'released' | 'as-it-is' = 'as-it-is',
  ): Promise<Outcome> {
    const outcome = await this.#ask(call, action);
    if (outcome.outcome === 'confirmed' && after === 'released' && call.dialog !== null) {
      await this.#options.release(call.dialog);
    }
    return outcome;
  }

  async #ask(call: Call, action: (leg: MyLeg) => AmiAction | null): Promise<Outcome> {
    const { ami } = this.#options;
    const leg = await this.legOf(call);
    const wanted = leg === null ? null : action(leg);
    if (ami === null || leg === null || wanted === null) return refused('no-such-call');
    const answer = await ami.action(wanted);
    if (answer.ok) return confirmed;
    const { failure } = answer;
    if (failure.kind !== 'timeout' && failure.kind !== 'link-lost') {
      return refused('rejected-by-pbx', failure.kind === 'error' ? failure.message : failure.kind);
    }
    // It may have been done: my channel knows.
    const asked = await ami.list(status(leg.uniqueid));
    if (!asked.ok && asked.failure.kind === 'error') return confirmed;
    return asked.ok ? refused('timeout') : { outcome: 'unconfirmed', afterMs: 10_000 };
  }
}
