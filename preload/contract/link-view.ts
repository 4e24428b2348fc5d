import { z } from 'zod';

/** A connection of the desk, and why it is not there. */
export const linkFailureKind = z.enum([
  'host-not-found',
  'refused',
  'unreachable',
  'timeout',
  'tls-untrusted',
  'tls-wrong-host',
  'tls-expired',
  'tls-wrong-pin',
  'tls-failed',
  'auth-rejected',
  'forbidden',
  'not-served',
  'wrong-service',
  'old-version',
  'not-ready',
  'replaced',
  'closed',
]);
export type LinkFailureKind = z.infer<typeof linkFailureKind>;
export const linkFailure = z.object({ kind: linkFailureKind, target: z.string(), detail: z.string() });
export type LinkFailureView = z.infer<typeof linkFailure>;

export const linkView = z.discriminatedUnion('state', [
  /** Not configured: nothing is wrong, what needs it is not offered. */
  z.object({ state: z.literal('off') }),
  z.object({ state: z.literal('connecting'), since: z.number(), attempt: z.number(), failure: linkFailure.nullable() }),
  z.object({ state: z.literal('up'), since: z.number() }),
  z.object({ state: z.literal('down'), since: z.number(), failure: linkFailure, retryAt: z.number().nullable() }),
]);
export type LinkView = z.infer<typeof linkView>;
export const linkName = z.enum(['sip', 'ami', 'ari']);
export type LinkName = z.infer<typeof linkName>;
