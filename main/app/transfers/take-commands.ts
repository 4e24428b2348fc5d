import type { Outcome } from '../../../preload/contract/requests.ts';
import type { CallAction } from '../../../preload/contract/views.ts';
import { getvar } from '../../ami/actions.ts';
import type { AmiClient } from '../../ami/client.ts';
import type { Clock } from '../../base/clock.ts';
import type { SipCallId, Uniqueid } from '../../base/ids.ts';
import type { Result } from '../../base/result.ts';
import type { Call, CallKey } from '../../calls/call.ts';
import type { Means } from '../../calls/permitted.ts';
import { findCall } from '../../calls/select-calls.ts';
import type { CallsState } from '../../calls/state.ts';
import type { ForeignDialog, SipPhone, SipRefusal } from '../../sip/phone.ts';
import { holdOthers } from '../alone.ts';
import type { Operations } from '../operations.ts';
import { confirmed, outcomeOf, refused } from '../refusals.ts';
import type { DialogWatch } from './dialog-watch.ts';
import { targetFailure } from './target-failure.ts';

export interface TakeCommandsOptions {
  readonly phone: SipPhone;
  readonly ami: AmiClient | null;
  readonly clock: Clock;
  readonly operations: Operations;
  readonly watch: DialogWatch;
  readonly calls: () => CallsState;
  readonly means: () => Means;
  readonly permitted: (call: Call) => readonly CallAction[];
  /** Mine: a request has to go somewhere, and the dialog it names decides (res_pjsip_refer.c). */
  readonly extension: string;
  readonly pickupPrefix: string;
  readonly groupPickup: string;
}

const answersWithin = 8_000;
const tagTries = 5;
const tagPause = 150;

/** Takes calls that are elsewhere: what rings at a colleague's, what rings or talks on another phone of mine. */
export class TakeCommands {
  readonly #options: TakeCommandsOptions;
  readonly #underWay = new Set<string>();

  constructor(options: TakeCommandsOptions) {
    this.#options = options;
  }

  /** Null: whatever rings in my pickup group. Confirmed by the answer: the PBX rejects where nothing rings. */
  pickUp(dials: string | null): Promise<Outcome> {
    const { phone, pickupPrefix, groupPickup } = this.#options;
    const code = dials === null ? groupPickup : pickupPrefix + dials;
    return this.#take(code, () => phone.dial(code), 'nothing-rings');
  }

  /** By Replaces on the other phone's dialog: whoever is there hears no break, and that phone is hung up by the PBX. */
  async bringHere(key: CallKey): Promise<Outcome> {
    const { calls, permitted, operations, phone, extension } = this.#options;
    const call = findCall(calls(), key)?.call;
    if (call === undefined) return refused('no-such-call');
    if (!permitted(call).includes('bringHere') || this.#underWay.has(key)) return refused('not-now');
    const operation = operations.started(key, 'bringHere');
    const dialog = await this.#dialogOf(call.channels);
    const outcome =
      dialog === null
        ? refused('not-to-be-taken')
        : await this.#take(key, () => phone.takeOver(extension, dialog), 'not-to-be-taken');
    operations.ended(key, operation, outcome);
    return outcome;
  }

  async #take(
    what: string,
    invite: () => Promise<Result<SipCallId, SipRefusal>>,
    failure: 'nothing-rings' | 'not-to-be-taken',
  ): Promise<Outcome> {
    const { phone, calls, means } = this.#options;
    if (!means().online) return refused('offline');
    if (!means().audio) return refused('no-microphone');
    if (this.#underWay.has(what)) return refused('not-now');
    this.#underWay.add(what);
    const inTheWay = await holdOthers(phone, calls(), null);
    const invited = inTheWay === null ? await invite() : null;
    const outcome = inTheWay ?? (invited === null ? refused('internal') : await this.#answered(invited, failure));
    this.#underWay.delete(what);
    return outcome;
  }

  async #answered(
    invited: Result<SipCallId, SipRefusal>,
    failure: 'nothing-rings' | 'not-to-be-taken',
  ): Promise<Outcome> {
    const { watch, phone } = this.#options;
    if (!invited.ok) return outcomeOf(invited);
    const leg = invited.value;
    const phase = await watch.first(() => {
      const now = watch.phaseOf(leg);
      return now === 'established' || now === 'ended' ? now : null;
    }, answersWithin);
    if (phase === 'established') return confirmed;
    if (phase === null) await phone.hangUp(leg);
    const reason = targetFailure(watch.endOf(leg));
    return refused(reason === 'offline' || reason === 'no-audio' ? reason : failure);
  }

  /** The first of these channels whose dialog the PBX tells; a phone that has not said 180 yet has no tag. */
  async #dialogOf(channels: readonly Uniqueid[], left = tagTries): Promise<ForeignDialog | null> {
    const { ami, clock } = this.#options;
    const found = ami === null ? null : await this.#dialogNow(ami, channels);
    if (ami === null || found !== null || left <= 1) return found;
    await new Promise<void>((resolve) => {
      clock.after(tagPause, resolve);
    });
    return this.#dialogOf(channels, left - 1);
  }

  async #dialogNow(ami: AmiClient, channels: readonly Uniqueid[]): Promise<ForeignDialog | null> {
    for (const channel of channels) {
      const [callId, localTag, remoteTag] = await Promise.all(
        ['call-id', 'local_tag', 'remote_tag'].map(async (what) => {
          const answer = await ami.action(getvar(`CHANNEL(pjsip,${what})`, channel));
          return answer.ok ? (answer.value.get('Value') ?? '') : '';
        }),
      );
      if (callId && localTag && remoteTag) return { callId, localTag, remoteTag };
    }
    return null;
  }
}
