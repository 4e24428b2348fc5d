import type { DeskView, ParkedCall } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { soonSeconds } from './parked.ts';
import { partyName } from './party-text.ts';

/** Says once of each caller parked from here or for me that they are about to come back. */
export class ParkWarnings {
  readonly #say: (line: string) => void;
  readonly #due = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  /** `now`: on the clock of the view. */
  update(view: DeskView, now: number): void {
    const waiting = new Map((view.parked ?? []).filter(isWarnedOf).map((entry) => [nameOf(entry), entry]));
    for (const [name, timer] of this.#due) {
      if (waiting.has(name)) continue;
      clearTimeout(timer);
      this.#due.delete(name);
    }
    for (const [name, entry] of waiting) {
      if (entry.returnsAt === null || this.#due.has(name)) continue;
      const line = t.parked.comesBack(partyName(entry.party));
      const wait = Math.max(0, entry.returnsAt - warnedBefore(entry, entry.returnsAt) - now);
      this.#due.set(
        name,
        setTimeout(() => this.#say(line), wait),
      );
    }
  }

  dispose(): void {
    for (const timer of this.#due.values()) clearTimeout(timer);
  }
}

const isWarnedOf = ({ mine, forMe }: ParkedCall): boolean => mine || forMe === true;
const nameOf = ({ lot, slot, parkedAt }: ParkedCall): string => `${lot} ${slot} ${parkedAt}`;

/** Twenty seconds, and no more than a third of the whole wait, ms. */
const warnedBefore = ({ parkedAt }: ParkedCall, returnsAt: number): number =>
  Math.min(soonSeconds * 1000, (returnsAt - parkedAt) / 3);
