import type { SipCallId, Uniqueid } from '../base/ids.ts';
import type { FromPbx, Person } from './pbx.ts';

/** A channel as one event or snapshot showed it. What an event does not carry is null and changes nothing. */
export interface ChannelFact extends FromPbx {
  readonly kind: 'channel';
  readonly channel: Uniqueid;
  readonly name: string;
  /** Whose phone it is (`PJSIP/1001`); null: nobody's, a Local half is plumbing. */
  readonly endpoint: string | null;
  /** Both halves of a Local channel carry the same one; null: no Local channel. */
  readonly pair: string | null;
  readonly state: 'down' | 'ringing' | 'up';
  /** Who made it: a phone that dials enters the dialplan (Ring), a phone that is dialled begins Down. */
  readonly role: 'caller' | 'callee' | null;
  /** True for Newchannel and its kin: the channel's first sign. */
  readonly born: boolean;
  readonly linkedid: string | null;
  readonly caller: Person | null;
  readonly connected: Person | null;
  /** The number that was called, as known at birth or from DNID. */
  readonly dialled: string | null;
  readonly dialog: SipCallId | null;
  /** Only a snapshot tells; undefined: this fact says nothing of bridges. */
  readonly bridge?: string | null;
}

/** Hangup: nothing after it revives the channel. */
export interface ChannelGoneFact extends FromPbx {
  readonly kind: 'channel-gone';
  readonly channel: Uniqueid;
  /** Q.850; 0 says nothing. */
  readonly cause: number;
}

/** Who asked for the end: the phone itself, or somebody else for it (soft). */
export interface HangupRequestFact extends FromPbx {
  readonly kind: 'hangup-request';
  readonly channel: Uniqueid;
  readonly soft: boolean;
}

export interface DialBeginFact extends FromPbx {
  readonly kind: 'dial-begin';
  /** Null: nobody calls, an originate. */
  readonly caller: Uniqueid | null;
  readonly dest: Uniqueid;
}

export interface DialEndFact extends FromPbx {
  readonly kind: 'dial-end';
  readonly caller: Uniqueid | null;
  readonly dest: Uniqueid;
  /** ANSWER, BUSY, CANCEL, CHANUNAVAIL, CONGESTION, NOANSWER, ABORT … */
  readonly status: string;
}

export type BridgeKind = 'basic' | 'parking' | 'conference' | 'other';

export interface BridgeEnterFact extends FromPbx {
  readonly kind: 'bridge-enter';
  readonly channel: Uniqueid;
  readonly bridge: string;
  readonly bridgeKind: BridgeKind;
  /** The channel whose place it takes: that one is out, whether its leave has been told or not. */
  readonly swap: Uniqueid | null;
  /** How many are in the bridge by then, by the PBX's count; null: not told. */
  readonly present: number | null;
}

export interface BridgeLeaveFact extends FromPbx {
  readonly kind: 'bridge-leave';
  readonly channel: Uniqueid;
  readonly bridge: string;
}

/** Told on the channel that puts the other one on hold. */
export interface HoldFact extends FromPbx {
  readonly kind: 'hold';
  readonly channel: Uniqueid;
  readonly held: boolean;
}

export interface TransferFact extends FromPbx {
  readonly kind: 'transfer';
  readonly how: 'blind' | 'attended';
  /** One leg for a blind transfer, two for an attended one. */
  readonly legs: readonly Uniqueid[];
  readonly by: Person;
  /** Who was handed over, and to which channel; null where the PBX does not say. */
  readonly transferee: Uniqueid | null;
  readonly target: Uniqueid | null;
  readonly exten: string | null;
  /** Where whoever was handed over and whoever takes them meet; null: not told. */
  readonly bridge: string | null;
}

/** Somebody took a call that rang elsewhere. */
export interface PickupFact extends FromPbx {
  readonly kind: 'pickup';
  readonly picker: Uniqueid;
  readonly target: Uniqueid;
}

/** Values the dialplan gave a channel, from the configured list. Hostile text. */
export interface ValuesFact extends FromPbx {
  readonly kind: 'values';
  readonly channel: Uniqueid;
  readonly values: Readonly<Record<string, string>>;
}

export interface RecordingFact extends FromPbx {
  readonly kind: 'recording';
  readonly channel: Uniqueid;
  readonly state: 'on' | 'paused' | 'off';
}

export interface ConferenceFact extends FromPbx {
  readonly kind: 'conference';
  readonly channel: Uniqueid;
  readonly conference: string;
  readonly joined: boolean;
}
