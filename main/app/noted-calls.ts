import type { SipCallId } from '../base/ids.ts';
import type { DialogEndedFact, DialogFact } from '../facts/dialog-facts.ts';
import { isOrigin, type Origin } from '../facts/origin.ts';
import type { SealedFile } from '../journal/sealed-file.ts';
import { type DialogJournal, type JournalledCall, readJournal } from '../sip/dialog-journal.ts';

/**
 * The file of a journal as the phone takes it, there while there are calls; beside what the phone notes stands how each
 * call came, which the PBX does not say twice. A file of null: nothing is noted.
 */
export class NotedCalls implements DialogJournal {
  readonly left: readonly JournalledCall[];
  readonly #file: SealedFile | null;
  readonly #found: ReadonlyMap<string, Origin>;
  #calls: readonly JournalledCall[] = [];
  #origins: ReadonlyMap<string, Origin>;

  constructor(file: SealedFile | null) {
    this.#file = file;
    const found = file?.read() ?? null;
    const left = found === null ? [] : readJournal(found);
    if (left === null) file?.setAside('not the calls of this version');
    this.left = left ?? [];
    this.#found = left === null ? new Map() : originsIn(found);
    this.#origins = this.#found;
  }

  write(calls: readonly JournalledCall[]): void {
    this.#calls = calls;
    this.#save();
  }

  /** How the calls came that are shown now, by their dialogs. */
  see(origins: ReadonlyMap<SipCallId, Origin>): void {
    const before = this.#text();
    this.#origins = origins;
    if (this.#text() !== before) this.#save();
  }

  /** The fact with how the call came, where an Offhook before this one had seen it. */
  with(fact: DialogFact | DialogEndedFact): DialogFact | DialogEndedFact {
    const noted = fact.kind === 'dialog' ? this.#found.get(fact.dialog) : undefined;
    return fact.kind === 'dialog' && noted !== undefined ? { ...fact, noted } : fact;
  }

  #text(): string {
    return JSON.stringify(this.#calls.map(({ call }) => this.#origins.get(call)));
  }

  #save(): void {
    const noted = this.#calls.map((call) => ({
      ...call,
      origin: this.#origins.get(call.call) ?? this.#found.get(call.call),
    }));
    this.#file?.write(noted.length === 0 ? null : noted);
  }
}

function originsIn(found: unknown): ReadonlyMap<string, Origin> {
  const entries = (Array.isArray(found) ? (found as readonly unknown[]) : []).flatMap((entry) => {
    if (typeof entry !== 'object' || entry === null || !('call' in entry) || !('origin' in entry)) return [];
    const { call, origin } = entry;
    return typeof call === 'string' && isOrigin(origin) ? ([[call, origin]] as const) : [];
  });
  return new Map(entries);
}
