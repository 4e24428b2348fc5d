import { type SharedDialog, sharedOf } from './dialog-fields.ts';
import type { SipDialog, SipDialogEnd } from './phone.ts';

type Phase = SipDialog extends infer Each ? (Each extends SipDialog ? Omit<Each, keyof SharedDialog> : never) : never;
/** The published state of one dialog. Each change tells the whole of it; after the end nothing changes any more. */
export class DialogRecord {
  readonly #changed: (dialog: SipDialog) => void;
  #dialog: SipDialog;
  #announced = false;
  #retired = false;

  constructor(first: SipDialog, changed: (dialog: SipDialog) => void) {
    this.#dialog = first;
    this.#changed = changed;
  }

  get dialog(): SipDialog {
    return this.#dialog;
  }

  get ended(): boolean {
    return this.#dialog.phase === 'ended';
  }

  /** Tells the state as it is, the first time. A dialog that comes to nothing before is never heard of. */
  announce(): void {
    this.#announced = true;
    this.#changed(this.#dialog);
  }

  change(change: Partial<SharedDialog>): void {
    const same = Object.entries(change).every(([key, value]) => this.#dialog[key as keyof SharedDialog] === value);
    if (!same) this.#become({ ...this.#dialog, ...change });
  }

  enter(phase: Phase, change: Partial<SharedDialog> = {}): void {
    this.#become({ ...sharedOf(this.#dialog), ...change, ...phase });
  }

  end(end: SipDialogEnd): void {
    this.enter({ phase: 'ended', end });
  }

  /** Another record tells of this call from now on. */
  retire(): void {
    this.#retired = true;
  }

  #become(dialog: SipDialog): void {
    if (this.ended || this.#retired) return;
    this.#dialog = dialog;
    if (this.#announced) this.#changed(dialog);
  }
}
