import type { Clock } from '../../base/clock.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import type { SipCallId } from '../../base/ids.ts';
import type { SipDialog, SipDialogEnd, SipPhone } from '../../sip/phone.ts';

/** Dialogs remembered: more than one agent has at once. */
const dialogsKept = 100;

/** The newest state of each of our dialogs, and a way to wait for what comes of them. */
export class DialogWatch implements Disposable {
  readonly #clock: Clock;
  readonly #dialogs = new Map<SipCallId, SipDialog>();
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #open = new DisposableStore();

  constructor(phone: Pick<SipPhone, 'onDidChangeDialog'>, clock: Clock) {
    this.#clock = clock;
    this.#open.add(this.#changed);
    this.#open.add(
      phone.onDidChangeDialog((dialog) => {
        this.#dialogs.delete(dialog.callId);
        this.#dialogs.set(dialog.callId, dialog);
        for (const old of [...this.#dialogs.keys()].slice(0, -dialogsKept)) this.#dialogs.delete(old);
        this.#changed.emit();
      }),
    );
  }

  phaseOf(dialog: SipCallId): SipDialog['phase'] | null {
    return this.#dialogs.get(dialog)?.phase ?? null;
  }

  isHeld(dialog: SipCallId): boolean {
    return this.#dialogs.get(dialog)?.held ?? false;
  }

  /** Whether its audio is there. */
  isHeard(dialog: SipCallId): boolean {
    return this.#dialogs.get(dialog)?.media === 'connected';
  }

  wasAnswered(dialog: SipCallId): boolean {
    return (this.#dialogs.get(dialog)?.answeredAt ?? null) !== null;
  }

  endOf(dialog: SipCallId): SipDialogEnd | null {
    const known = this.#dialogs.get(dialog);
    return known?.phase === 'ended' ? known.end : null;
  }

  /** Looks again, though no dialog has changed. */
  recheck(): void {
    this.#changed.emit();
  }

  /** Resolves with the first thing `look` finds, looking now and after each change; null after `within` ms. */
  first<Found>(look: () => Found | null, within: number): Promise<Found | null> {
    const now = look();
    if (now !== null) return Promise.resolve(now);
    return new Promise((resolve) => {
      const open = new DisposableStore();
      const settle = (found: Found | null): void => {
        open.dispose();
        resolve(found);
      };
      open.add(
        this.#changed.event(() => {
          const found = look();
          if (found !== null) settle(found);
        }),
      );
      if (Number.isFinite(within)) open.add(this.#clock.after(within, () => settle(null)));
    });
  }

  dispose(): void {
    this.#open.dispose();
  }
}
