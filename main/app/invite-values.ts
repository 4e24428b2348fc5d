import type { SipCallId } from '../base/ids.ts';
import type { DialogEndedFact, DialogFact } from '../facts/dialog-facts.ts';
import { inviteHeaders } from '../sip/invite-headers.ts';

/** INVITEs whose headers are remembered: more than can ring at one time. */
const mostKept = 50;

/** What the PBX wrote into the headers of its INVITEs, for as long as their dialogs are told of. */
export class InviteValues {
  readonly #wanted: readonly string[];
  readonly #values = new Map<SipCallId, Readonly<Record<string, string>>>();

  constructor(wanted: readonly string[]) {
    this.#wanted = wanted;
  }

  /** A message as it came, before the softphone reads it. */
  received(message: string): void {
    const found = inviteHeaders(message, this.#wanted);
    if (found === null) return;
    this.#values.set(found.dialog, found.values);
    const [oldest] = this.#values.keys();
    if (this.#values.size > mostKept && oldest !== undefined) this.#values.delete(oldest);
  }

  /** The fact with what came along with its dialog. */
  with(fact: DialogFact | DialogEndedFact): DialogFact | DialogEndedFact {
    if (fact.kind === 'dialog-ended') {
      this.#values.delete(fact.dialog);
      return fact;
    }
    const values = this.#values.get(fact.dialog);
    return values === undefined ? fact : { ...fact, values };
  }
}
