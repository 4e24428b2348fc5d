import type { UserAgent } from 'sip.js/lib/api/index.js';
import type { Disposable } from '../base/disposable.ts';
import { failed, success } from '../base/result.ts';
import type { Call, CallContext, Outcome } from './call.ts';
import { dialUri } from './dial-target.ts';
import type { WireDialog } from './dialog-journal.ts';
import type { MediaSessionId, MediaState } from './media-port.ts';
import type { SipCallId } from './phone.ts';
import { RescuedCall, type RescueEnd } from './rescued-call.ts';
import { claimedWithin, RestoredCall } from './restored-call.ts';
import { RestoredRinging } from './restored-ringing.ts';
import type { LegOf } from './sip-phone-options.ts';
import { mayStray, placeOf, StrayLegs } from './stray-legs.ts';

export interface RescuerOptions {
  readonly userAgent: UserAgent;
  readonly context: CallContext;
  readonly domain: string;
  readonly calls: () => Iterable<Call>;
  /** The call is now this one, under the same name. */
  readonly replace: (id: SipCallId, call: RescuedCall) => void;
  readonly legOf: LegOf | null;
}

const again = 1_000;
const mostTries = 30;
/** So often it is asked where a call is before what was known last has to do: AMI may be back later than we are. */
const findsWithin = 5;

/**
 * Brings calls back whose audio is lost on our side: a new dialog takes the place of the old one. It looks whenever
 * something changes that may allow it: the connection is back, a page can hold audio, an ICE restart was in vain.
 */
export class Rescuer implements Disposable {
  readonly #options: RescuerOptions;
  /** By the name of the call whose place it is to take. */
  readonly #attempts = new Map<SipCallId, RescuedCall>();
  readonly #busy = new Map<SipCallId, Promise<RescueEnd>>();
  /** In vain, in a row. */
  readonly #tries = new Map<SipCallId, number>();
  readonly #strays: StrayLegs;
  #later: Disposable | null = null;
  #over = false;

  constructor(options: RescuerOptions) {
    this.#options = options;
    this.#strays = new StrayLegs(options);
  }

  /** The active call first, the others right behind it. */
  look(): void {
    const { context, calls } = this.#options;
    if (this.#over || !context.online() || !context.media.available) return;
    const stranded = [...calls()].filter((call) => call.isStranded && !this.#busy.has(call.dialog.callId));
    const awaited = stranded.some((call) => call.mayBeClaimed);
    // A page that holds the audio of one call holds that of all: they are waited for together.
    if (awaited) return this.#lookAfter(claimedWithin / 5);
    for (const call of stranded.toSorted((a, b) => Number(a.dialog.held) - Number(b.dialog.held))) {
      void this.#rescue(call);
    }
  }

  /** Takes the place of a dialog that only rings: the caller is answered. */
  async answer(call: Call): Promise<Outcome> {
    if (!this.#options.context.media.available)
      return failed({ kind: 'no-media', detail: 'no page can hold the audio' });
    const end = await this.#attempt(call);
    if (end.kind === 'rescued') return success();
    if (end.kind === 'gone') {
      call.goneMeanwhile(end.status);
      return failed({ kind: 'rejected', status: end.status, reason: 'the caller is gone' });
    }
    return failed({ kind: 'no-media', detail: end.kind === 'failed' ? end.detail : 'no extension was accepted' });
  }

  /** Resolves when the call is not being rescued any more, or at once. */
  async settled(id: SipCallId): Promise<void> {
    await this.#busy.get(id);
  }

  /** Told before the new dialog counts as the call's. */
  mediaBecame(session: MediaSessionId, state: MediaState): void {
    for (const attempt of this.#attempts.values()) if (attempt.mediaSession === session) attempt.mediaBecame(state);
  }

  connectionLost(): void {
    for (const attempt of this.#attempts.values()) attempt.connectionLost();
  }

  /** Before any call has been told: what is still owed is known then. */
  connectionBack(): void {
    for (const { dialog, wire } of this.#options.calls())
      if (dialog.phase === 'ended' && wire !== null) this.#strays.left(dialog, wire);
    this.#strays.connectionBack();
  }

  dispose(): void {
    this.#over = true;
    this.#later?.dispose();
    this.#strays.dispose();
    for (const attempt of this.#attempts.values()) attempt.dispose();
  }

  async #rescue(call: Call): Promise<void> {
    const end = await this.#attempt(call);
    // Its page may have gone again by now, while it was not looked at.
    if (end.kind === 'rescued') return this.look();
    if (end.kind === 'gone') return call.goneMeanwhile(end.status);
    const tries = this.#triesOf(call);
    this.#options.context.log.warn('a call could not be taken up again', { tries, why: detailOf(end) });
    call.notRescued();
    if (tries < mostTries) this.#lookAfter(again);
  }

  async #attempt(call: Call): Promise<RescueEnd> {
    const { callId } = call.dialog;
    const attempt = this.#checkAndTake(call);
    this.#busy.set(callId, attempt);
    try {
      const end = await attempt;
      if (end.kind === 'rescued' || end.kind === 'gone') this.#tries.delete(callId);
      else this.#tries.set(callId, this.#triesOf(call) + 1);
      return end;
    } finally {
      this.#busy.delete(callId);
    }
  }

  /** Whoever hung up while we were dead is told at once, and no place is taken that is no longer ours. */
  async #checkAndTake(call: Call): Promise<RescueEnd> {
    const { wire } = call;
    if (wire === null) return unknownDialog;
    if (mayStray(call.dialog, wire) && this.#strays.canBeFound) return this.#findAndTake(call, wire);
    const isLeft = call instanceof RestoredCall || call instanceof RestoredRinging;
    const leg = isLeft ? await this.#strays.find(call.dialog) : null;
    return leg?.kind === 'gone' ? gone : this.#tryTargets(call, wire, this.#targets());
  }

  /**
   * An INVITE went out before, and its answer was not heard: to a dialog whose place was taken by then Asterisk says 200 as
   * well, in a leg that talks to nobody, which it closes at once.
   */
  async #findAndTake(call: Call, wire: WireDialog): Promise<RescueEnd> {
    const place = placeOf(await this.#strays.find(call.dialog), wire);
    const tries = this.#triesOf(call);
    if (place === 'gone') return gone;
    if (place === null && tries < findsWithin) return notFound;
    const end = await this.#tryTargets(call, place ?? wire, this.#targets());
    // A PBX that hung as it was asked may have done it only now.
    if (end.kind !== 'gone' || tries >= mostTries) return end;
    return placeOf(await this.#strays.find(call.dialog), wire) === 'gone' ? gone : notFound;
  }

  #triesOf({ dialog }: Call): number {
    return this.#tries.get(dialog.callId) ?? 0;
  }

  /**
   * The PBX refuses an INVITE to an extension it has not, also where Replaces says that none is meant. The pickup code is
   * taken without a look into the dialplan (res_pjsip_session.c, `get_destination`); our own number mostly is there too.
   */
  #targets(): readonly string[] {
    return ['*8', this.#options.context.username];
  }

  async #tryTargets(call: Call, place: WireDialog, [target, ...others]: readonly string[]): Promise<RescueEnd> {
    if (target === undefined) return { kind: 'no-extension' };
    const end = await this.#takeAnew(call, place, target);
    return end.kind === 'no-extension' ? this.#tryTargets(call, place, others) : end;
  }

  /**
   * By another codec than before, where the PBX takes one. A caller who is transcoded is else not heard, in one of two
   * rescues: where Asterisk is patched to conceal losses (Debian's and Ubuntu's since 20.6, 2016_opus_plc.patch), a
   * translator that stays takes our new RTP sequence for one that comes late, and drops it for minutes. It is made anew
   * when what comes into it is something else.
   */
  async #takeAnew(call: Call, place: WireDialog, target: string): Promise<RescueEnd> {
    const { codec } = call.dialog;
    const end = await this.#take(call, place, target, codec);
    return end.kind === 'no-codec' && codec !== null ? this.#take(call, place, target, null) : end;
  }

  async #take(call: Call, place: WireDialog, target: string, without: string | null): Promise<RescueEnd> {
    const { userAgent, context, domain, replace } = this.#options;
    const uri = dialUri(target, domain);
    if (uri === null) return unknownDialog;
    const rescued = new RescuedCall({ userAgent, target: uri, dialog: call.dialog, wire: place, context, without });
    // Before the PBX can tell of the new leg, it is known whose it is.
    call.beingRescued(rescued.carrier);
    this.#attempts.set(call.dialog.callId, rescued);
    const end = await rescued.invite();
    this.#attempts.delete(call.dialog.callId);
    const { dialog } = call;
    if (end.kind !== 'rescued') {
      rescued.dispose();
      if (dialog.phase === 'ended') this.#strays.left(dialog, place);
      return end;
    }
    call.retire();
    if (dialog.phase === 'ended') {
      // Hung up while we took its place.
      await rescued.hangUp();
      return end;
    }
    replace(dialog.callId, rescued);
    rescued.takeOver(dialog);
    return end;
  }

  #lookAfter(delay: number): void {
    this.#later?.dispose();
    this.#later = this.#options.context.clock.after(delay, () => this.look());
  }
}

const gone: RescueEnd = { kind: 'gone', status: 481 };
const notFound: RescueEnd = { kind: 'failed', detail: 'it is not known which leg of ours the caller is with' };
const unknownDialog: RescueEnd = { kind: 'failed', detail: 'the dialog is not known' };

const detailOf = (end: RescueEnd): string => (end.kind === 'failed' ? end.detail : end.kind);
