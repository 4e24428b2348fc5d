import type { Uniqueid } from '../../base/ids.ts';
import { plainText } from '../../base/plain-text.ts';

/** The caller a colleague is asked about: their channel on the PBX, and who they are there. */
export interface CallerAskedAbout {
  readonly channel: Uniqueid;
  readonly name: string;
  readonly number: string;
}

/** What travels with a caller: what somebody typed, who they are, and whom the caller waits for. */
export interface TravellingNote {
  readonly text: string;
  readonly by: string;
  /** An extension; null: nobody in particular. */
  readonly forWhom: string | null;
  /** On my leg to a colleague; null: the note is on the caller's own channel. */
  readonly about: CallerAskedAbout | null;
}

/** The channel variable it travels in. */
export const noteVariable = 'OFFHOOK_NOTE';

export const longestNote = 300;
const longestName = 80;
const longestNumber = 40;
/** In bytes: as base64 it has to fit a line of AMI's 1,022 characters with room to spare. */
const mostBytes = 700;

/**
 * As the value of a channel variable: base64url, so that no dialplan that uses it carelessly meets a quote, a comma, a
 * bracket or `${`. What is too long loses its end.
 */
export function encodeNote({ text, by, forWhom, about }: TravellingNote): string {
  const whom =
    about === null
      ? []
      : [[about.channel, about.name.slice(0, longestName), about.number.slice(0, longestNumber)] as const];
  const fits = (length: number): Buffer =>
    Buffer.from(JSON.stringify([text.slice(0, length), by.slice(0, longestName), forWhom, ...whom]), 'utf8');
  let length = Math.min(text.length, longestNote);
  while (length > 0 && fits(length).length > mostBytes) length -= 10;
  return fits(Math.max(0, length)).toString('base64url');
}

/** Null: not one of ours. Anybody who may set a variable may have written it. */
export function decodeNote(value: string): TravellingNote | null {
  if (!/^[A-Za-z0-9_-]{4,1000}$/.test(value)) return null;
  const parts = parsed(Buffer.from(value, 'base64url').toString('utf8'));
  if (!Array.isArray(parts)) return null;
  const [text, by, forWhom, about] = parts as readonly unknown[];
  if (typeof text !== 'string' || typeof by !== 'string') return null;
  const whom = typeof forWhom === 'string' && /^[A-Za-z0-9*#+_.-]{1,64}$/.test(forWhom) ? forWhom : null;
  return {
    ...{ text: plainText(text, longestNote), by: plainText(by, longestName), forWhom: whom },
    about: callerIn(about),
  };
}

function callerIn(about: unknown): CallerAskedAbout | null {
  if (!Array.isArray(about)) return null;
  const [channel, name, number] = about as readonly unknown[];
  if (typeof channel !== 'string' || typeof name !== 'string' || typeof number !== 'string') return null;
  // A Uniqueid may begin with the PBX's own name (asterisk.conf, systemname).
  if (!/^[A-Za-z0-9_.-]{1,100}$/.test(channel)) return null;
  const who = { name: plainText(name, longestName), number: plainText(number, longestNumber) };
  return { channel: channel as Uniqueid, ...who };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
