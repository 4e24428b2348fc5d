import type { Event } from '../base/emitter.ts';

/**
 * The road from SIP signalling (here) to whoever owns the RTCPeerConnection (the page; a double in unit tests).
 * One `session` is one peer connection, made by its first `describe` or `accept` and gone after `close`.
 * Every promise rejects with `MediaUnavailable` when nobody serves media or the owner goes away meanwhile.
 */
export interface MediaPort {
  /** Whether somebody serves media now. Without it a call can't be answered or made. */
  readonly available: boolean;
  readonly onDidChangeAvailable: Event<boolean>;
  /** Whether somebody holds the peer connection of this session now, or could make it. */
  carries(session: MediaSessionId): boolean;
  /** An Offhook before this one made it, and a page may still hold it: until one says so, nobody carries it. */
  expect(session: MediaSessionId): void;

  /** Makes an offer, or the answer to the offer last accepted. SDP holds at least one real candidate (no trickle). */
  describe(session: MediaSessionId, want: MediaWant): Promise<string>;
  /** Applies the far end's description. */
  accept(
    session: MediaSessionId,
    description: { readonly type: 'offer' | 'answer'; readonly sdp: string },
  ): Promise<void>;
  /** Forgets a local offer that was refused (491, 488), so that the session stays as it was. */
  rollback(session: MediaSessionId): Promise<void>;
  /** Microphone off: the far end gets silence. Does not touch signalling. */
  mute(session: MediaSessionId, muted: boolean): Promise<void>;
  /** RFC 4733 digits, in order (0-9 * # A-D). Resolves false when the far end negotiated no telephone-event. */
  sendDigits(session: MediaSessionId, digits: string): Promise<boolean>;
  /** What the far end of `other` says goes to the far end of `session` beside the microphone; null: not any more. */
  mix(session: MediaSessionId, other: MediaSessionId | null): Promise<void>;
  close(session: MediaSessionId): Promise<void>;

  readonly onDidChangeState: Event<{ readonly session: MediaSessionId; readonly state: MediaState }>;
}

/** Names one peer connection. It is made here and never sent to the PBX. */
export type MediaSessionId = string & { readonly __media?: never };

export interface MediaWant {
  readonly type: 'offer' | 'answer';
  /** What the SDP shall say: `sendonly` holds, `sendrecv` talks. */
  readonly direction: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';
  readonly iceRestart: boolean;
  /** The microphone is off from the first packet on; left out: as it is. */
  readonly muted?: boolean;
}

export type MediaState = 'connecting' | 'connected' | 'disconnected' | 'failed';

export class MediaUnavailable extends Error {
  override readonly name = 'MediaUnavailable';
}
