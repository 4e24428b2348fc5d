/** What is noted so that a crash does not lose it, as it stands on the disk, without one. */
export class MemoryNote<Entry> {
  readonly left: readonly Entry[];
  /** What stands there now. */
  now: readonly Entry[];

  constructor(left: readonly Entry[] = []) {
    this.left = left;
    this.now = left;
  }

  write(entries: readonly Entry[]): void {
    this.now = JSON.parse(JSON.stringify(entries)) as Entry[];
  }

  /** As the next Offhook finds it. */
  found(): MemoryNote<Entry> {
    return new MemoryNote(this.now);
  }
}
