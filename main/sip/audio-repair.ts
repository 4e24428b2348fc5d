import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import type { MediaState } from './media-port.ts';
import type { ReInviteOutcome } from './re-inviter.ts';

export interface AudioRepairOptions {
  readonly clock: Clock;
  /** One re-INVITE as the call stands now; failures are logged there. */
  readonly reInvite: (iceRestart: boolean) => Promise<ReInviteOutcome>;
  /** The dialog has no cure left: only another one in its place can bring the audio back. */
  readonly onIncurable: () => void;
}

/** ICE checks every pair for a few seconds; what has not come then does not come. */
const curedWithin = 5_000;

/** Nobody answers: until SIP.js gives that INVITE up, after 32 s, there can be no other in the dialog. */
const incurable: readonly ReInviteOutcome['kind'][] = ['rejected', 'no-media', 'timeout'];

/** What is done inside a dialog to keep it heard: telling the PBX where we are now, and restarting ICE. */
export class AudioRepair implements Disposable {
  readonly #options: AudioRepairOptions;
  /** The PBX has not been told yet where its requests must go now. */
  #unreached = false;
  #incurable = false;
  #state: MediaState | null = null;
  #cure: Disposable | null = null;
  #lostAt: number | null = null;
  #telling = false;
  #tellAgain: { readonly iceRestart: boolean } | null = null;

  constructor(options: AudioRepairOptions) {
    this.#options = options;
  }

  get isIncurable(): boolean {
    return this.#incurable;
  }

  get unreached(): boolean {
    return this.#unreached;
  }

  /** Since when nothing is heard, ms since 1970; null: it is, or never was. */
  get lostAt(): number | null {
    return this.#lostAt;
  }

  connectionLost(): void {
    this.#unreached = true;
  }

  became(state: MediaState): void {
    this.#state = state;
    if (state === 'connected') {
      this.#incurable = false;
      this.#lostAt = null;
      this.#stopWaiting();
    } else if (state !== 'connecting') this.#lostAt ??= this.#options.clock.now();
  }

  /** Tells the PBX where we are, with new ICE credentials if the audio is gone as well. One at a time. */
  async tellWhere(iceRestart: boolean): Promise<void> {
    if (this.#telling) {
      // What is on its way says where we are. If it does not come about, or must say more, it is said again.
      this.#tellAgain = { iceRestart: iceRestart || this.#tellAgain?.iceRestart === true };
      return;
    }
    this.#telling = true;
    await this.#tell(iceRestart);
    this.#telling = false;
    const again = this.#tellAgain;
    this.#tellAgain = null;
    const restarts = again?.iceRestart === true && this.#state !== 'connected';
    if (again !== null && (this.#unreached || restarts)) await this.tellWhere(restarts);
  }

  async #tell(iceRestart: boolean): Promise<void> {
    const outcome = await this.#options.reInvite(iceRestart);
    if (outcome.kind === 'accepted') this.#unreached = false;
    // However the audio does: the PBX waits for an ACK that does not come, and who it holds stays on hold.
    if (outcome.kind === 'rejected' && outcome.status === 500) return this.#abandon();
    if (!iceRestart || this.#state === 'connected') return;
    this.#stopWaiting();
    if (outcome.kind === 'accepted') this.#cure = this.#options.clock.after(curedWithin, () => this.#giveUp());
    else if (incurable.includes(outcome.kind)) this.#giveUp();
  }

  dispose(): void {
    this.#stopWaiting();
  }

  #giveUp(): void {
    if (this.#state !== 'connected') this.#abandon();
  }

  #abandon(): void {
    this.#incurable = true;
    this.#options.onIncurable();
  }

  #stopWaiting(): void {
    this.#cure?.dispose();
    this.#cure = null;
  }
}
