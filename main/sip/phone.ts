import type { Disposable } from '../base/disposable.ts';
import type { Event } from '../base/emitter.ts';
import type { SipCallId } from '../base/ids.ts';
import type { Result } from '../base/result.ts';
import type { LinkState } from '../net/link-failure.ts';
import type { MediaSessionId, MediaState } from './media-port.ts';

export type { SipCallId };

/** One softphone account on one PBX: registers, rings, calls. Implemented by `createSipPhone`. */
export interface SipPhone extends Disposable {
  readonly link: LinkState;
  /**
   * By what the PBX calls this phone alone, where others are registered on its account: a SIP URI. Null: there are none, or it
   * is not known.
   */
  readonly ringsAt: string | null;
  readonly onDidChangeLink: Event<LinkState>;
  /** The whole dialog again at every change; the last one of a dialog has phase `ended`. */
  readonly onDidChangeDialog: Event<SipDialog>;
  /** Mailbox counts from message-summary NOTIFYs (RFC 3842). */
  readonly onDidChangeMailbox: Event<SipMailbox>;
  /** What the PBX's clock says at this moment, ms since 1970, by the Date of its answer to REGISTER: once a minute or so. */
  readonly onDidTellTime: Event<number>;

  start(): void;
  /** Tries again now, whatever the backoff says. */
  retry(): void;
  /**
   * Registers again over the connection there is: the PBX says by another road that nobody is registered. Asterisk 16
   * drops the contacts of all when the WebSocket of one closes (res_pjsip_registrar.c, `register_contact_transport_remove_cb`).
   * Resolves when the PBX has answered, or there is no connection to ask by.
   */
  registerAgain(): Promise<void>;
  /** Calls `target` (digits, `+…`, `*97`, or a user part). Resolves once the INVITE is on its way. */
  dial(target: string): Promise<Result<SipCallId, SipRefusal>>;
  /**
   * Takes the place of a dialog another phone has with the PBX, ringing or answered (INVITE with Replaces, RFC 3891).
   * Whoever knows these three may do so: they are secrets.
   */
  takeOver(target: string, dialog: ForeignDialog): Promise<Result<SipCallId, SipRefusal>>;
  /** Resolves when the far end's ACK confirms the 200. */
  answer(call: SipCallId): Promise<Result<void, SipRefusal>>;
  /** 486 to a ringing call. */
  decline(call: SipCallId): Promise<Result<void, SipRefusal>>;
  /** BYE, or CANCEL while it is not answered yet. */
  hangUp(call: SipCallId): Promise<Result<void, SipRefusal>>;
  /** re-INVITE sendonly / sendrecv; resolves on its final answer. */
  hold(call: SipCallId): Promise<Result<void, SipRefusal>>;
  resume(call: SipCallId): Promise<Result<void, SipRefusal>>;
  /** Also before the far end has answered a call of ours. */
  mute(call: SipCallId, muted: boolean): Promise<Result<void, SipRefusal>>;
  sendDigits(call: SipCallId, digits: string): Promise<Result<void, SipRefusal>>;
  /**
   * Sends the far end of `call` elsewhere by REFER: blindly to what is dialled, or into the place of another answered
   * call of ours. Resolves on the PBX's answer to the REFER; our own side is hung up when the transfer has come about.
   * `onProgress` gets 100, 180 and the like meanwhile, and the final 2xx before our side hangs up.
   */
  refer(call: SipCallId, to: ReferTarget, onProgress?: (status: number) => void): Promise<Result<Referral, SipRefusal>>;
  /** Whose audio that is; null when the session is none of ours any more. For what the page measures. */
  callOfMedia(session: MediaSessionId): SipCallId | null;
  /** The peer connection that carries its audio now; null: none does. */
  mediaOf(call: SipCallId): MediaSessionId | null;
  /** The Call-ID that carries the call on the wire now. */
  carrierOf(call: SipCallId): SipCallId;
  /**
   * The PBX says, by another road, that the channel of that call is gone. Ends a call that rang when its connection broke,
   * or talked then and has not been heard of since: the CANCEL or the BYE went there.
   */
  channelGone(call: SipCallId): void;
  /** Unregisters and closes, within `within` ms; a call that is up is left alone (its audio lives in the page). */
  stop(within: number): Promise<void>;
}

/** A dialog as the PBX sees it. */
export interface ForeignDialog {
  readonly callId: string;
  /** The PBX's own tag, and its peer's. */
  readonly localTag: string;
  readonly remoteTag: string;
  /** How its voice is coded, as an SDP names it; that is not offered. Null: not known, or all are to be offered. */
  readonly codec: string | null;
}

export type ReferTarget =
  | { readonly kind: 'dials'; readonly dials: string }
  | { readonly kind: 'replaces'; readonly call: SipCallId };

/** A transfer the PBX has taken on. */
export interface Referral {
  /** Success: the far end has left us. Refused with a status: it could not, and the call goes on as it was. */
  readonly end: Promise<Result<void, SipRefusal>>;
}

export interface SipMailbox {
  readonly new: number;
  readonly old: number;
}

/** Why an operation was not carried out. */
export type SipRefusal =
  | { readonly kind: 'no-such-call' }
  | { readonly kind: 'wrong-phase'; readonly phase: SipDialog['phase'] }
  | { readonly kind: 'offline' } // no connection to the PBX
  | { readonly kind: 'bad-target' } // not something that can be dialled
  | { readonly kind: 'no-media'; readonly detail: string } // no page, no microphone, no audio connection
  | { readonly kind: 'no-digits' } // the far end takes no RFC 4733 digits
  | { readonly kind: 'rejected'; readonly status: number; readonly reason: string } // the PBX said no
  | { readonly kind: 'timeout' };

interface SipDialogBase {
  readonly callId: SipCallId;
  readonly direction: 'in' | 'out';
  /** Who the PBX says is there: From on the way in, the dialled target on the way out; later P-Asserted-Identity. */
  readonly remote: { readonly name: string | null; readonly user: string };
  /** The number that was called: Request-URI or To on the way in. */
  readonly local: { readonly user: string };
  readonly startedAt: number;
  readonly answeredAt: number | null;
  /** Held by us (our last confirmed re-INVITE was sendonly). */
  readonly held: boolean;
  /** Held by them (their description was sendonly or inactive). */
  readonly heldByRemote: boolean;
  readonly muted: boolean;
  /** The voice codec the far end's last description names first (`opus`): it is sent that one. Null before there is one. */
  readonly codec: string | null;
  readonly media: MediaState | null;
  /** The Call-IDs that carry it on the wire, or did: its first one, then those of the dialogs that took its place. */
  readonly carriers: readonly SipCallId[];
  readonly rescue: Rescue | null;
}

/** A call whose audio or dialog was lost on our side, and how it came back. Times in ms since 1970. */
export type Rescue =
  | { readonly state: 'under-way'; readonly since: number }
  | { readonly state: 'done'; readonly at: number; readonly tookMs: number };

export type SipDialog =
  | (SipDialogBase & { readonly phase: 'incoming' })
  | (SipDialogBase & { readonly phase: 'outgoing'; readonly progress: 'calling' | 'ringing' | 'early-media' })
  | (SipDialogBase & { readonly phase: 'answering' })
  | (SipDialogBase & { readonly phase: 'established' })
  | (SipDialogBase & { readonly phase: 'ended'; readonly end: SipDialogEnd });

export interface SipDialogEnd {
  readonly at: number;
  readonly by: 'us' | 'them';
  readonly how:
    | 'bye'
    | 'declined' // we sent a 4xx–6xx
    | 'cancelled' // CANCEL, either way
    | 'answered-elsewhere' // CANCEL with Reason SIP;cause=200 or Q.850;cause=26
    | 'rejected' // they sent a 3xx–6xx; see status
    | 'media-failed'
    | 'lost' // 481/408: the PBX no longer knows the dialog
    | 'gone-meanwhile'; // the same, found when we came back: they hung up while we were away
  readonly status: number | null;
  /** Q.850 cause from the Reason header (RFC 3326), where there was one. */
  readonly cause: number | null;
}
