import type { UserAgent } from 'sip.js/lib/api/index.js';
import type { Disposable } from '../base/disposable.ts';
import type { CallContext } from './call-context.ts';
import type { WireDialog } from './dialog-journal.ts';
import type { SipDialog } from './phone.ts';
import { takeUpDialog } from './sip-js-internals.ts';
import type { FoundLeg, LegOf } from './sip-phone-options.ts';

export interface StrayLegsOptions {
  readonly userAgent: UserAgent;
  readonly context: Pick<CallContext, 'clock' | 'log'>;
  readonly legOf: LegOf | null;
}

/** A caller is not kept waiting longer for what another road has to say, ms. */
const toldWithin = 300;
/** The PBX ends a leg whose 200 nobody acknowledges after 32 s (RFC 3261 section 13.3.1.4). */
const again = 1_000;
const mostTries = 30;
const unknown: FoundLeg = { kind: 'unknown' };

/**
 * Legs of ours that we have not heard of: the connection broke between an INVITE that was to take the place of a dialog
 * and its answer. The PBX has swapped the legs by then, and whoever talked to us is in silence. Another road tells where.
 */
export class StrayLegs implements Disposable {
  readonly #options: StrayLegsOptions;
  readonly #toClose = new Map<SipDialog, WireDialog>();
  #over = false;

  constructor(options: StrayLegsOptions) {
    this.#options = options;
  }

  /** Whether anybody could tell of them. */
  get canBeFound(): boolean {
    return this.#options.legOf !== null;
  }

  find({ callId, carriers }: SipDialog): Promise<FoundLeg> {
    const { legOf, context } = this.#options;
    if (legOf === null) return Promise.resolve(unknown);
    return new Promise((resolve) => {
      const timer = context.clock.after(toldWithin, () => resolve(unknown));
      void legOf(callId, carriers).then((told) => {
        timer.dispose();
        resolve(told);
      });
    });
  }

  /** This call is over here, and a leg of it may be left when we are back. */
  left(dialog: SipDialog, wire: WireDialog): void {
    if (mayStray(dialog, wire)) this.#toClose.set(dialog, wire);
  }

  /** Closes what is left of calls that are over. */
  connectionBack(): void {
    for (const [dialog, wire] of this.#toClose) void this.#close(dialog, wire, mostTries);
    this.#toClose.clear();
  }

  dispose(): void {
    this.#over = true;
    this.#toClose.clear();
  }

  async #close(dialog: SipDialog, wire: WireDialog, tries: number): Promise<void> {
    const { userAgent, context } = this.#options;
    const place = placeOf(await this.find(dialog), wire);
    // The leg that is known is closed by whoever knows it.
    if (this.#over || place === 'gone' || place === wire) return;
    if (place !== null) {
      const bye = takeUpDialog(userAgent, place, false)?.bye();
      bye?.catch((error: unknown) => context.log.warn('a leg nobody waits for stays', { error: String(error) }));
    } else if (this.canBeFound && tries > 1) {
      context.clock.after(again, () => void this.#close(dialog, wire, tries - 1));
    }
  }
}

/** Where a call is, as far as it matters for taking its place; null: it has to be asked again. */
export function placeOf(leg: FoundLeg, wire: WireDialog): WireDialog | 'gone' | null {
  if (leg.kind === 'gone') return 'gone';
  if (leg.kind === 'unknown') return null;
  if (leg.carrier === wire.callId) return wire;
  return leg.tags === null ? null : { ...wire, callId: leg.carrier, ...leg.tags };
}

/** Whether an INVITE that was to take the place of this dialog has gone out before. */
export const mayStray = ({ carriers }: SipDialog, wire: WireDialog): boolean => carriers.at(-1) !== wire.callId;
