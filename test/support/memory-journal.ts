import type { DialogJournal, JournalledCall } from '../../main/sip/dialog-journal.ts';

/** A journal of dialogs as it stands on the disk, without one. */
export class MemoryJournal implements DialogJournal {
  readonly left: readonly JournalledCall[];
  /** What stands there now. */
  now: readonly JournalledCall[];

  constructor(left: readonly JournalledCall[] = []) {
    this.left = left;
    this.now = left;
  }

  write(calls: readonly JournalledCall[]): void {
    this.now = JSON.parse(JSON.stringify(calls)) as JournalledCall[];
  }

  /** As the next Offhook finds it. */
  found(): MemoryJournal {
    return new MemoryJournal(this.now);
  }
}
