import { z } from 'zod';
import { rowsWhenAsked } from './rows.ts';

/** One peer connection in the page that serves media. */
export const mediaSession = z.string().min(1).max(100);
const onSession = z.object({ session: mediaSession });
/** A WebSocket frame of the SIP side holds 65,535 bytes; no honest SDP comes near. */
const sdp = z.string().max(65_000);
const nothing = z.object({});

/** Asked by main, answered by the page that serves media (see `MediaPort` in main/sip). */
export const mediaCalls = rowsWhenAsked({
  describe: () => ({
    input: z.object({
      session: mediaSession,
      type: z.enum(['offer', 'answer']),
      direction: z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']),
      iceRestart: z.boolean(),
      /** The microphone is off from the first packet on; left out: as it is. */
      muted: z.boolean().optional(),
    }),
    output: z.object({ sdp }),
  }),
  accept: () => ({
    input: z.object({ session: mediaSession, type: z.enum(['offer', 'answer']), sdp }),
    output: nothing,
  }),
  rollback: () => ({ input: onSession, output: nothing }),
  mute: () => ({ input: z.object({ session: mediaSession, muted: z.boolean() }), output: nothing }),
  sendDigits: () => ({
    input: z.object({ session: mediaSession, digits: z.string().regex(/^[0-9*#A-D]{1,32}$/) }),
    output: z.object({ sent: z.boolean() }),
  }),
  /** What the far end of `other` says goes to the far end of `session` beside the microphone; null: not any more. */
  mix: () => ({ input: onSession.extend({ other: mediaSession.nullable() }), output: nothing }),
  close: () => ({ input: onSession, output: nothing }),
});
export type MediaCalls = typeof mediaCalls;
export type MediaCallName = keyof MediaCalls;
export type MediaCallInput<Name extends MediaCallName> = z.infer<MediaCalls[Name]['input']>;
export type MediaCallOutput<Name extends MediaCallName> = z.infer<MediaCalls[Name]['output']>;

/** Told by a page, not answered. */
export const reports = {
  /** This page can hold peer connections; main gives the role to one page at a time. */
  offersMedia: z.object({
    /** The peer connections it holds already: it was cut off for a moment, or outlived a main. */
    sessions: z.array(mediaSession).max(100),
  }),
  mediaState: z.object({ session: mediaSession, state: z.enum(['connecting', 'connected', 'disconnected', 'failed']) }),
  mediaStats: z.object({
    session: mediaSession,
    /** Round trip in ms, loss since the last report in percent, jitter in ms. */
    delayMs: z.number().min(0).max(60_000),
    lossPercent: z.number().min(0).max(100),
    jitterMs: z.number().min(0).max(60_000),
  }),
  microphone: z.object({ state: z.enum(['unknown', 'ready', 'blocked', 'missing']) }),
} as const;
export type Reports = typeof reports;
export type ReportName = keyof Reports;
export type ReportInput<Name extends ReportName> = z.infer<Reports[Name]>;
