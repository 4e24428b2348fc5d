/**
 * Bytes as they came, shared by the messages in them. Their text, one character a byte, is made when the first of these
 * messages is read and then serves all of them: searching text does not leave JavaScript, as every search of bytes does.
 */
export class Source {
  readonly bytes: Buffer;
  #text: string | null = null;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  /** One character a byte, so that places in it are places in the bytes. */
  slice(start: number, end: number): string {
    this.#text ??= this.bytes.toString('latin1');
    return this.#text.slice(start, end);
  }
}
