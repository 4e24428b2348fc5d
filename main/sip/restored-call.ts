import type { Session } from 'sip.js/lib/api/index.js';
import { Call, type CallContext, type Outcome } from './call.ts';
import type { JournalledCall } from './dialog-journal.ts';
import { takenUp } from './journalled-share.ts';
import type { MediaState } from './media-port.ts';

export type TalkingCall = Extract<JournalledCall, { phase: 'talking' | 'leaving' }>;

/** A page that survived looks for us several times a second; a call is not kept waiting longer for one that did not, ms. */
export const claimedWithin = 500;

/**
 * A call of an Offhook before this one, in the dialog it had. If a page still holds its audio it goes on in it; if not,
 * another dialog has to take its place.
 */
export class RestoredCall extends Call {
  readonly #claimUntil: number;
  #claimed = false;

  constructor(session: Session, call: TalkingCall, context: CallContext) {
    // The Call-ID is ours when we called, or when we took the place of an earlier dialog.
    const ownsCallId = call.direction === 'out' || call.carriers.length > 1;
    super(session, { ...takenUp(call, context.clock.now()), phase: 'established' }, context, ownsCallId);
    this.#claimUntil = context.clock.now() + claimedWithin;
    if (call.phase === 'leaving') {
      this.owe(() => this.unattended(this.bye(), 'a call that was over could not be closed'));
      this.end({ by: 'us', how: 'bye' });
      return;
    }
    this.reInviter.tookOver();
    // The PBX still speaks to the connection of then.
    this.connectionLost();
    if (call.media === null) return;
    context.media.expect(call.media);
    this.newHandler(call.media);
  }

  override get mayBeClaimed(): boolean {
    return !this.#claimed && this.mediaSession !== null && this.context.clock.now() < this.#claimUntil;
  }

  override mediaBecame(media: MediaState): void {
    const isFirst = !this.#claimed;
    this.#claimed = true;
    super.mediaBecame(media);
    // Audio that does not flow tells nothing of the far end, which may have hung up while nobody could hear it: the PBX is
    // asked now, as it is when the connection comes back and the page is there already.
    const tellsNothing = media === 'disconnected' || media === 'connecting';
    if (isFirst && tellsNothing && this.context.online()) this.connectionBack(false);
  }

  async hangUp(): Promise<Outcome> {
    return this.record.ended ? this.wrongPhase() : this.bye();
  }

  journalled(): JournalledCall | null {
    return this.journalledDialog();
  }
}
