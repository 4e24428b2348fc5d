import { z } from 'zod';

/** What crosses between Offhook and another program on this computer. Times are ms since 1970; texts of callers are hostile. */

const id = z.string().min(1).max(200);

export const apiCall = z.object({
  id,
  phase: z.enum(['ringing', 'dialling', 'active', 'held', 'ended']),
  direction: z.enum(['in', 'out']),
  name: z.string().nullable(),
  number: z.string().nullable(),
  e164: z.string().nullable(),
  company: z.string().nullable(),
  queue: z.string().nullable(),
  did: z.string().nullable(),
  startedAt: z.number(),
  answeredAt: z.number().nullable(),
  /** What the PBX sent along, by label. */
  values: z.record(z.string(), z.string()),
});
export type ApiCall = z.infer<typeof apiCall>;

/** Offhook → program. */
export const apiOut = z.discriminatedUnion('type', [
  /** The first one, when the token was right. */
  z.object({ type: z.literal('hello'), version: z.literal(1), agent: z.string(), extension: z.string() }),
  /** All calls of this desk, whenever something of them changes. */
  z.object({ type: z.literal('calls'), calls: z.array(apiCall) }),
  /** What became of a command: `done` by the PBX's own word. */
  z.object({
    type: z.literal('result'),
    id: z.string(),
    result: z.enum(['done', 'refused', 'unconfirmed']),
    why: z.string().nullable(),
  }),
  z.object({ type: z.literal('error'), why: z.string() }),
]);
export type ApiOut = z.infer<typeof apiOut>;

const number = z.string().min(1).max(100);
const command = z.string().min(1).max(60);

/** Program → Offhook. `id` comes back with the result. */
export const apiIn = z.union([
  /** The first one, from a page: a program sends the token in its Authorization header instead. */
  z.strictObject({ type: z.literal('token'), token: z.string().max(500) }),
  z.strictObject({ type: z.literal('dial'), id: command, number }),
  z.strictObject({ type: z.enum(['answer', 'hangUp', 'hold', 'resume', 'park']), id: command, call: id }),
  z.strictObject({ type: z.literal('transfer'), id: command, call: id, to: number }),
]);
export type ApiCommand = Exclude<z.infer<typeof apiIn>, { readonly type: 'token' }>;

/** As JSON Schema, for whoever writes the other program. */
export const apiSchema = (): object => ({
  fromOffhook: z.toJSONSchema(apiOut),
  toOffhook: z.toJSONSchema(apiIn),
});
