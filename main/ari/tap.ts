import type { Fields } from './fields.ts';

/** Hears everything a client takes in and asks: for a recording. */
export interface AriTap {
  received(event: Fields): void;
  asked(id: number, method: string, path: string): void;
  /** `body` is null where the request was refused or came to nothing. */
  answered(id: number, path: string, ok: boolean, body: unknown): void;
}
