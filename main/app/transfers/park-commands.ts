import type { Outcome, RequestOutput } from '../../../preload/contract/requests.ts';
import type { CallAction } from '../../../preload/contract/views.ts';
import type { AmiClient } from '../../ami/client.ts';
import type { Clock } from '../../base/clock.ts';
import type { SipCallId } from '../../base/ids.ts';
import type { Call, CallKey } from '../../calls/call.ts';
import type { Means } from '../../calls/permitted.ts';
import { findCall } from '../../calls/select-calls.ts';
import type { CallsState } from '../../calls/state.ts';
import type { Parked } from '../../parking/parking.ts';
import type { SipPhone } from '../../sip/phone.ts';
import { holdOthers } from '../alone.ts';
import type { Operations } from '../operations.ts';
import { confirmed, outcomeOf, refused } from '../refusals.ts';
import type { AmiRoad } from './ami-road.ts';
import type { Arrangements } from './arrangements.ts';
import type { UnderWay } from './call-work.ts';
import type { DialogWatch } from './dialog-watch.ts';
import { myLegs } from './my-leg.ts';
import type { ParkingLots } from './parking-lots.ts';
import { targetFailure } from './target-failure.ts';

export interface ParkCommandsOptions {
  readonly phone: SipPhone;
  readonly ami: AmiClient | null;
  readonly road: AmiRoad;
  readonly lots: Pick<ParkingLots, 'known' | 'parkeeIn' | 'onDidChange'>;
  readonly arrangements: Arrangements;
  readonly operations: Operations;
  readonly underWay: UnderWay;
  readonly watch: DialogWatch;
  readonly clock: Clock;
  readonly endpoint: string;
  /** The extension that parks. */
  readonly extension: string;
  readonly calls: () => CallsState;
  readonly means: () => Means;
  readonly permitted: (call: Call) => readonly CallAction[];
}

export type ParkOutcome = RequestOutput<'park'>;

/** How long the PBX may take to say in which slot the caller is, ms. */
const parksWithin = 10_000;
const answersWithin = 10_000;

/** Puts a caller into a parking slot, and fetches one. */
export class ParkCommands {
  readonly #options: ParkCommandsOptions;
  /** Slots being fetched. */
  readonly #fetched = new Set<string>();

  constructor(options: ParkCommandsOptions) {
    this.#options = options;
  }

  /** Confirmed only by the PBX's own event about the caller's channel: it names the slot. */
  async park(key: CallKey): Promise<ParkOutcome> {
    const { calls, permitted, operations, underWay } = this.#options;
    const found = findCall(calls(), key);
    if (found === null) return refused('no-such-call');
    if (!permitted(found.call).includes('park') || underWay.has(key)) return refused('not-now');
    underWay.add(key);
    const operation = operations.started(key, 'park');
    const outcome = await this.#park(found.call);
    underWay.delete(key);
    operations.ended(key, operation, outcome);
    return outcome;
  }

  /** Dials the slot; confirmed when the PBX has connected us to who waits there. */
  async retrieve(slot: string): Promise<Outcome> {
    const { phone, calls, means, lots } = this.#options;
    if (!means().online) return refused('offline');
    if (!means().audio) return refused('no-microphone');
    if (this.#fetched.has(slot)) return refused('not-now');
    const parkee = lots.parkeeIn(slot);
    if (lots.known && parkee === null) return refused('no-such-call');
    this.#fetched.add(slot);
    const inTheWay = await holdOthers(phone, calls(), null);
    const outcome = inTheWay ?? (await this.#fetch(slot, parkee));
    this.#fetched.delete(slot);
    return outcome;
  }

  async #fetch(slot: string, parkee: string | null): Promise<Outcome> {
    const { phone, watch, lots, endpoint } = this.#options;
    // While our own calls went on hold a colleague may have been first: that event is over, and nobody would tell it again.
    if (parkee !== null && lots.known && lots.parkeeIn(slot) !== parkee) return refused('no-such-call');
    let takenBy: string | null | undefined;
    const heard = lots.onDidChange((fact) => {
      if (fact.kind !== 'left-parking' || fact.parkee !== parkee) return;
      takenBy = fact.by;
      watch.recheck();
    });
    const dialled = await phone.dial(slot);
    if (!dialled.ok) {
      heard.dispose();
      return outcomeOf(dialled);
    }
    const leg = dialled.value;
    // An empty slot answers as well: with an announcement. Only the PBX's own event tells whom it connected.
    const ended = await watch.first(() => {
      const phase = watch.phaseOf(leg);
      if (phase === 'ended') return 'refused';
      if (takenBy === endpoint || (parkee === null && phase === 'established')) return 'ours';
      return takenBy === undefined ? null : 'gone';
    }, answersWithin);
    heard.dispose();
    switch (ended) {
      case 'ours':
        return confirmed;
      case 'refused':
        return refused(targetFailure(watch.endOf(leg)));
      case 'gone':
        await phone.hangUp(leg);
        return refused('no-such-call');
      case null:
        return { outcome: 'unconfirmed', afterMs: answersWithin };
    }
  }

  #park(call: Call): Promise<ParkOutcome> {
    const { dialog } = call;
    if (this.#options.road.applies(call)) return this.#parkByAmi(call);
    return dialog === null ? Promise.resolve(refused('not-now')) : this.#parkBySip(dialog);
  }

  async #parkByAmi(call: Call): Promise<ParkOutcome> {
    const { road, arrangements } = this.#options;
    const leg = await road.legOf(call);
    const callers = new Set(leg?.peers.map(({ uniqueid }) => uniqueid));
    if (callers.size === 0) return refused('not-now');
    // Before the PBX is asked: our side must not end as a hang-up.
    if (call.dialog !== null) arrangements.departs(call.dialog, { kind: 'transferred' });
    const told = this.#waitFor(callers);
    const sent = await road.park(call);
    if (sent.outcome !== 'confirmed') {
      if (call.dialog !== null) arrangements.stays(call.dialog);
      return sent;
    }
    const parked = await told;
    if (parked === null) return { outcome: 'unconfirmed', afterMs: parksWithin };
    const { slot, parkee } = parked;
    if (call.dialog !== null) arrangements.departs(call.dialog, { kind: 'parked', slot, parkee });
    await road.hangUp(call);
    return { outcome: 'parked', slot };
  }

  async #parkBySip(dialog: SipCallId): Promise<ParkOutcome> {
    const { phone, ami, endpoint, clock, extension, arrangements } = this.#options;
    if (ami === null) return refused('not-now');
    const leg = (await myLegs({ ami, endpoint, clock, carrierOf: (each) => phone.carrierOf(each) }, [dialog])).get(
      dialog,
    );
    const callers = new Set(leg?.peers.map(({ uniqueid }) => uniqueid));
    // Without the caller's channel the slot could be anybody's.
    if (callers.size === 0) return refused('not-now');
    const told = this.#waitFor(callers);
    const sent = await phone.refer(dialog, { kind: 'dials', dials: extension });
    if (!sent.ok) return outcomeOf(sent);
    const refusal = sent.value.end.then(async (end): Promise<Outcome | Parked | null> => {
      // Over with our leg is not over with the caller: the event decides.
      const said: Outcome | null = end.ok || end.failure.kind === 'wrong-phase' ? null : outcomeOf(end);
      return said ?? told;
    });
    const parked: Outcome | Parked | null = await Promise.race([told, refusal]);
    if (parked === null) return { outcome: 'unconfirmed', afterMs: parksWithin };
    if ('outcome' in parked) return parked;
    arrangements.departs(dialog, { kind: 'parked', slot: parked.slot, parkee: parked.parkee });
    // The PBX says so by NOTIFY as well, but only after the courtesy tone.
    await phone.hangUp(dialog);
    return { outcome: 'parked', slot: parked.slot };
  }

  #waitFor(callers: ReadonlySet<string>): Promise<Parked | null> {
    const { lots, clock } = this.#options;
    return new Promise((resolve) => {
      const timer = clock.after(parksWithin, () => settle(null));
      const heard = lots.onDidChange((fact) => {
        if (fact.kind === 'parked' && callers.has(fact.parkee)) settle(fact);
      });
      const settle = (parked: Parked | null): void => {
        timer.dispose();
        heard.dispose();
        resolve(parked);
      };
    });
  }
}
