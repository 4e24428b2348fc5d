import type { AmiField } from './action.ts';

/** Hears everything a session takes in and sends: for a recording. Events that are passed over unread are not in it. */
export interface AmiTap {
  /** One block without its blank line, each byte as one character. */
  received(block: string): void;
  sent(action: string, actionId: string, fields: readonly AmiField[]): void;
}
