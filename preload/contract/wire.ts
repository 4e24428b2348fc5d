import { z } from 'zod';

/** Errors cross as data: Electron keeps only the message of a thrown one. */
export const wireError = z.object({
  code: z.enum(['bad-input', 'unknown-name', 'no-media', 'failed', 'gone']),
  message: z.string(),
});
export type WireError = z.infer<typeof wireError>;

const id = z.number().int().nonnegative();
const answered = { ok: z.literal(true), value: z.unknown() };
const refused = { ok: z.literal(false), error: wireError };

/** Page → main. */
export const fromPage = z.union([
  z.object({ kind: z.literal('request'), id, name: z.string(), input: z.unknown() }),
  z.object({ kind: z.literal('report'), name: z.string(), input: z.unknown() }),
  z.object({ kind: z.literal('answer'), id, ...answered }),
  z.object({ kind: z.literal('answer'), id, ...refused }),
]);
export type FromPage = z.infer<typeof fromPage>;

/** What is another than in the view before, by its names in it, and what is no longer there. */
const viewChange = z.object({
  kind: z.literal('change'),
  parts: z.record(z.string(), z.unknown()),
  gone: z.array(z.string()),
});
export type ViewChange = z.infer<typeof viewChange>;

/** Main → page. */
export const fromMain = z.union([
  // Tried one after the other: what comes most often, and when a call begins to ring, is first.
  viewChange,
  /** All of it, from which changes go on. */
  z.object({ kind: z.literal('view'), view: z.unknown() }),
  z.object({ kind: z.literal('response'), id, ...answered }),
  z.object({ kind: z.literal('response'), id, ...refused }),
  z.object({ kind: z.literal('media'), id, name: z.string(), input: z.unknown() }),
  /** The settings, or the first run's state. */
  z.object({ kind: z.literal('profile'), profile: z.unknown() }),
  /** Another desk answers from here on, over the same wire: its views are counted from the start. */
  z.object({ kind: z.literal('anew') }),
]);
export type FromMain = z.infer<typeof fromMain>;

/** A road for messages between one page and main: Electron IPC or the loopback WebSocket. Messages are plain data. */
export interface Wire<Out> {
  send(message: Out): void;
  /** The message is not yet trusted. One listener. */
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
}
