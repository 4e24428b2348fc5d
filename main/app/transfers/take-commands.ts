import type { Outcome } from '../../../preload/contract/requests.ts';
import type { CallAction } from '../../../preload/contract/views.ts';
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
import { channelSays } from '../channel-says.ts';
import type { Operations } from '../operations.ts';
import { confirmed, outcomeOf, refused } from '../refusals.ts';
import type { DialogWatch } from './dialog-watch.ts';
import { targetFailure } from './target-failure.ts';
import { codecOfChannel } from './voice-format.ts';

export interface TakeCommandsOptions {
  readonly phone: SipPhone;
  readonly ami: Pick<AmiClient, 'action'> | null;
  readonly clock: Clock;
  readonly operations: Operations;
  readonly watch: DialogWatch;
  readonly calls: () => CallsState;
  readonly means: () => Means;
  /** Puts an ended call's card away. */
  readonly dismiss: (dialog: SipCallId) => void;
  readonly permitted: (call: Call) => readonly CallAction[];
  /** Mine: a request has to go somewhere, and the dialog it names decides (res_pjsip_refer.c). */
  readonly extension: string;
  readonly pickupPrefix: string;
  readonly groupPickup: string;
}

type Way = () => Promise<Result<SipCallId, SipRefusal>>;
type Failure = 'nothing-rings' | 'not-to-be-taken';

const answersWithin = 8_000;
/** The PBX takes none of the codecs it was offered (RFC 3261, 21.4.26). */
const notAcceptable = 488;
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
    return this.#take(code, [() => phone.dial(code)], 'nothing-rings');
  }

  /** By Replaces on the other phone's dialog: whoever is there hears no break, and that phone is hung up by the PBX. */
  async bringHere(key: CallKey): Promise<Outcome> {
    const { calls, permitted, operations, phone, extension } = this.#options;
    const call = findCall(calls(), key)?.call;
    if (call === undefined) return refused('no-such-call');
    if (!permitted(call).includes('bringHere') || this.#underWay.has(key)) return refused('not-now');
    const operation = operations.started(key, 'bringHere');
    const dialog = await this.#dialogOf(call.channels);
    const ways = dialog === null ? [] : waysInto(dialog).map((way) => () => phone.takeOver(extension, way));
    const outcome = await this.#take(key, ways, 'not-to-be-taken');
    operations.ended(key, operation, outcome);
    return outcome;
  }

  async #take(what: string, ways: readonly Way[], failure: Failure): Promise<Outcome> {
    const { phone, calls, means } = this.#options;
    if (!means().online) return refused('offline');
    if (!means().audio) return refused('no-microphone');
    if (this.#underWay.has(what)) return refused('not-now');
    this.#underWay.add(what);
    const inTheWay = await holdOthers(phone, calls(), null);
    const outcome = inTheWay ?? (await this.#tryWays(ways, failure));
    this.#underWay.delete(what);
    return outcome;
  }

  async #tryWays([way, ...others]: readonly Way[], failure: Failure): Promise<Outcome> {
    const { watch, dismiss } = this.#options;
    if (way === undefined) return refused(failure);
    const invited = await way();
    if (!invited.ok) return outcomeOf(invited);
    const outcome = await this.#answered(invited.value, failure);
    if (others.length === 0 || watch.endOf(invited.value)?.status !== notAcceptable) return outcome;
    dismiss(invited.value);
    return this.#tryWays(others, failure);
  }

  async #answered(leg: SipCallId, failure: Failure): Promise<Outcome> {
    const { watch, phone } = this.#options;
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

  async #dialogNow(ami: Pick<AmiClient, 'action'>, channels: readonly Uniqueid[]): Promise<ForeignDialog | null> {
    for (const channel of channels) {
      const [callId, localTag, remoteTag, formats] = await Promise.all(
        ['pjsip,call-id', 'pjsip,local_tag', 'pjsip,remote_tag', 'audionativeformat'].map((what) =>
          channelSays(ami, channel, `CHANNEL(${what})`),
        ),
      );
      if (callId && localTag && remoteTag) return { callId, localTag, remoteTag, codec: codecOfChannel(formats ?? '') };
    }
    return null;
  }
}

/** Another codec than the other phone's where the PBX takes one: of the same, the caller may hear nothing (docs/SAFETY-NET.md). */
const waysInto = (dialog: ForeignDialog): readonly ForeignDialog[] =>
  dialog.codec === null ? [dialog] : [dialog, { ...dialog, codec: null }];
