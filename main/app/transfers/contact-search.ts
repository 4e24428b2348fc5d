/** Somebody of an address book who fits what is typed. */
export interface ContactHit {
  readonly name: string;
  readonly company: string | null;
  /** As they are written there, the usual one first. */
  readonly numbers: readonly string[];
}

/** Where the target picker and the dial line look for people outside. */
export interface ContactSearch {
  /** The best `most` for a text that is not empty. What cannot be asked has nobody. */
  find(text: string, most: number): Promise<readonly ContactHit[]>;
  /** Known to have nobody: it need not be asked. */
  isEmpty(): boolean;
}
