import type { Outcome } from '../../../preload/contract/requests.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import type { Logger } from '../../base/log.ts';
import type { Call, CallKey } from '../../calls/call.ts';
import { callOfDialog, findSoftphoneCall } from '../../calls/select-calls.ts';
import type { CallsState } from '../../calls/state.ts';
import { type MediaPort, type MediaSessionId, MediaUnavailable } from '../../sip/media-port.ts';
import type { SipCallId, SipPhone } from '../../sip/phone.ts';
import { confirmed, outcomeOf, refused } from '../refusals.ts';
import type { Arrangement, Arrangements } from './arrangements.ts';
import type { CallWork } from './call-work.ts';
import type { DialogWatch } from './dialog-watch.ts';

export interface LocalMixOptions {
  readonly phone: Pick<SipPhone, 'mediaOf' | 'resume'>;
  readonly media: Pick<MediaPort, 'mix'>;
  readonly arrangements: Arrangements;
  readonly watch: DialogWatch;
  readonly work: CallWork;
  readonly calls: () => CallsState;
  readonly log: Logger;
}

/** Whose audio goes to whom. */
interface Mixed {
  readonly pair: Arrangement;
  readonly sessions: readonly [MediaSessionId, MediaSessionId];
}

/**
 * All three of a consultation in one talk where the PBX has no conference for it: the page sends each of the two what
 * the other one says. It holds for as long as neither is on hold, and no longer than I stay.
 */
export class LocalMix implements Disposable {
  readonly #options: LocalMixOptions;
  readonly #open = new DisposableStore();
  #mixed: Mixed | null = null;

  constructor(options: LocalMixOptions) {
    this.#options = options;
    this.#open.add(options.watch.onDidChange(() => this.#look()));
    this.#open.add(options.arrangements.onDidChange(() => this.#look()));
  }

  join(key: CallKey): Promise<Outcome> {
    const { arrangements, phone, watch, work } = this.#options;
    return work.inPair(key, 'mix', async (pair) => {
      const sessions = await this.#mix(pair);
      if (typeof sessions === 'string') return refused('no-audio', sessions);
      for (const dialog of [pair.customer, pair.colleague].filter((each) => watch.isHeld(each))) {
        // oxlint-disable-next-line no-await-in-loop -- one of the two, as a rule
        const resumed = outcomeOf(await phone.resume(dialog));
        if (resumed.outcome !== 'confirmed') {
          await this.#part(pair);
          return resumed;
        }
      }
      if (!arrangements.stands(pair)) return refused('not-now');
      this.#mixed = { pair: arrangements.change(pair, { mixed: true }), sessions };
      this.#look();
      return confirmed;
    });
  }

  /** A mix of an Offhook before this one: the page may have another peer connection for either by now. */
  goOn(pair: Arrangement): void {
    const sessions = this.#sessionsOf(pair);
    if (sessions === null) return;
    this.#mixed = { pair, sessions };
    void this.#again(pair);
    this.#look();
  }

  /** The other one of a mixed pair: whoever is muted for one is muted for both. */
  partnerOf(key: CallKey): Call | null {
    const { arrangements, calls } = this.#options;
    const found = findSoftphoneCall(calls(), key);
    const pair = found === null ? null : arrangements.pairOf(found.dialog);
    return pair?.mixed === true ? callOfDialog(calls(), pair.with) : null;
  }

  dispose(): void {
    this.#open.dispose();
  }

  /** A mix that cannot go on is none; audio that came back on another peer connection is mixed again. */
  #look(): void {
    const mixed = this.#mixed;
    if (mixed === null) return;
    const { arrangements, watch } = this.#options;
    const { pair } = mixed;
    const both = [pair.customer, pair.colleague];
    const goesOn = arrangements.of(pair.colleague)?.mixed === true && both.every((each) => this.#talks(each));
    if (!goesOn) {
      this.#mixed = null;
      void this.#part(pair);
      const now = arrangements.of(pair.colleague);
      if (now?.mixed === true && both.some((each) => watch.isHeld(each))) arrangements.change(now, { mixed: false });
      return;
    }
    const sessions = this.#sessionsOf(pair);
    if (sessions !== null && sessions.some((session) => !mixed.sessions.includes(session))) void this.#again(pair);
  }

  #talks(dialog: SipCallId): boolean {
    const { watch } = this.#options;
    return watch.phaseOf(dialog) === 'established' && !watch.isHeld(dialog);
  }

  async #again(pair: Arrangement): Promise<void> {
    const sessions = await this.#mix(pair);
    if (typeof sessions !== 'string' && this.#mixed?.pair === pair) this.#mixed = { pair, sessions };
  }

  /** The two peer connections, or why it did not work. */
  async #mix(pair: Arrangement): Promise<Mixed['sessions'] | string> {
    const { media } = this.#options;
    const sessions = this.#sessionsOf(pair);
    if (sessions === null) return '';
    const [one, other] = sessions;
    try {
      await media.mix(one, other);
      await media.mix(other, one);
      return sessions;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  /** Whoever is left hears me alone. */
  async #part({ customer, colleague }: Arrangement): Promise<void> {
    const { media, phone, watch, log } = this.#options;
    for (const dialog of [customer, colleague]) {
      const session = watch.phaseOf(dialog) === 'established' ? phone.mediaOf(dialog) : null;
      if (session === null) continue;
      // oxlint-disable-next-line no-await-in-loop -- two
      await media.mix(session, null).catch((error: unknown) => {
        if (!(error instanceof MediaUnavailable)) throw error;
        log.info('a mix could not be taken apart', { why: error.message });
      });
    }
  }

  #sessionsOf({ customer, colleague }: Arrangement): Mixed['sessions'] | null {
    const { phone } = this.#options;
    const [one, other] = [phone.mediaOf(customer), phone.mediaOf(colleague)];
    return one === null || other === null ? null : [one, other];
  }
}
