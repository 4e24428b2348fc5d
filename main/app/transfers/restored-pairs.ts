import type { Clock } from '../../base/clock.ts';
import type { SipCallId } from '../../base/ids.ts';
import type { SipPhone } from '../../sip/phone.ts';
import type { Arrangement, Arrangements } from './arrangements.ts';
import type { DialogWatch } from './dialog-watch.ts';
import { lineIsUp } from './line-up.ts';
import type { LocalMix } from './local-mix.ts';
import type { TransferCommands } from './transfer-commands.ts';

export interface RestoredPairsOptions {
  readonly phone: Pick<SipPhone, 'link' | 'onDidChangeLink'>;
  readonly clock: Clock;
  readonly arrangements: Arrangements;
  readonly watch: DialogWatch;
  readonly transfers: Pick<TransferCommands, 'goOn'>;
  readonly mix: Pick<LocalMix, 'goOn'>;
}

/**
 * Consultations and transfers that an Offhook before this one had under way. They stand as they were from the first
 * moment on, so that Enter and Esc mean what they meant; what happens by itself waits until both calls are heard again.
 */
export class RestoredPairs {
  readonly #options: RestoredPairsOptions;

  constructor(options: RestoredPairsOptions) {
    this.#options = options;
  }

  /** To be called once the phone has told of the calls that were left. */
  goOn(left: readonly Arrangement[]): void {
    for (const pair of left) void this.#goOn(pair);
  }

  async #goOn(pair: Arrangement): Promise<void> {
    const { watch, arrangements, transfers, mix } = this.#options;
    const both = [pair.customer, pair.colleague];
    // A call that could not be taken up at all is nobody's partner.
    if (both.some((dialog) => watch.phaseOf(dialog) === null)) return;
    // Whoever is gone when we come back has left by the transfer that the PBX had been asked for.
    if (pair.completing) for (const dialog of both) arrangements.departs(dialog, { kind: 'transferred' });
    const begun = arrangements.begin({ ...pair, completing: false });
    await lineIsUp(this.#options.phone, this.#options.clock, Number.POSITIVE_INFINITY);
    await watch.first(() => (both.every((dialog) => this.#isSettled(dialog)) ? true : null), Number.POSITIVE_INFINITY);
    for (const dialog of both) if (watch.phaseOf(dialog) !== 'ended') arrangements.stays(dialog);
    if (!arrangements.stands(begun)) return;
    if (begun.mixed) mix.goOn(begun);
    await transfers.goOn(begun);
  }

  #isSettled(dialog: SipCallId): boolean {
    const { watch } = this.#options;
    return watch.phaseOf(dialog) === 'ended' || watch.isHeard(dialog);
  }
}
