import type { ContactNote } from '../../main/sip/own-contacts.ts';

/** A note of contacts as it stands on the disk, without one. */
export class MemoryContactNote implements ContactNote {
  readonly left: readonly string[];
  /** What stands there now. */
  now: readonly string[];

  constructor(left: readonly string[] = []) {
    this.left = left;
    this.now = left;
  }

  write(contacts: readonly string[]): void {
    this.now = [...contacts];
  }

  /** As the next Offhook finds it. */
  found(): MemoryContactNote {
    return new MemoryContactNote(this.now);
  }
}
