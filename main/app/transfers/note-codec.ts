import { plainText } from '../../base/plain-text.ts';

/** What travels with a caller: what somebody typed, who they are, and whom the caller waits for. */
export interface TravellingNote {
  readonly text: string;
  readonly by: string;
  /** An extension; null: nobody in particular. */
  readonly forWhom: string | null;
}

/** The channel variable it travels in. */
export const noteVariable = 'OFFHOOK_NOTE';

export const longestNote = 300;
const longestName = 80;
/** In bytes: as base64 it has to fit a line of AMI's 1,022 characters with room to spare. */
const mostBytes = 600;

/**
 * As the value of a channel variable: base64url, so that no dialplan that uses it carelessly meets a quote, a comma, a
 * bracket or `${`. What is too long loses its end.
 */
export function encodeNote({ text, by, forWhom }: TravellingNote): string {
  const fits = (length: number): Buffer =>
    Buffer.from(JSON.stringify([text.slice(0, length), by.slice(0, longestName), forWhom]), 'utf8');
  let length = Math.min(text.length, longestNote);
  while (length > 0 && fits(length).length > mostBytes) length -= 10;
  return fits(Math.max(0, length)).toString('base64url');
}

/** Null: not one of ours. Anybody who may set a variable may have written it. */
export function decodeNote(value: string): TravellingNote | null {
  if (!/^[A-Za-z0-9_-]{4,1000}$/.test(value)) return null;
  const parts = parsed(Buffer.from(value, 'base64url').toString('utf8'));
  if (!Array.isArray(parts)) return null;
  const [text, by, forWhom] = parts as readonly unknown[];
  if (typeof text !== 'string' || typeof by !== 'string') return null;
  const whom = typeof forWhom === 'string' && /^[A-Za-z0-9*#+_.-]{1,64}$/.test(forWhom) ? forWhom : null;
  return { text: plainText(text, longestNote), by: plainText(by, longestName), forWhom: whom };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
