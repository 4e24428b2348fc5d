import type { Uniqueid } from '../base/ids.ts';
import type { Person } from '../facts/pbx.ts';

/** A member of one queue, whole: as every event about it and every list shows it. Times in ms since 1970. */
export interface MemberTold {
  readonly queue: string;
  /** What QueuePause and QueueRemove want, to the letter. */
  readonly interface: string;
  /** Whose state counts, as in PJSIP/1001; mostly the interface. */
  readonly device: string;
  readonly name: string | null;
  readonly dynamic: boolean;
  readonly penalty: number;
  /** A device state (devicestate.h): 1 not in use, 2 in use, 5 unavailable, 6 ringing, 8 on hold … */
  readonly status: number;
  readonly paused: boolean;
  readonly pausedReason: string | null;
  /** When it was paused last; null: the PBX does not say (Asterisk before 16). */
  readonly pausedAt: number | null;
  readonly lastCallAt: number | null;
  readonly callsTaken: number;
  readonly wrapUpSeconds: number;
}

/** Somebody who waits. */
export interface WaitingTold {
  readonly queue: string;
  readonly caller: Uniqueid;
  readonly party: Person;
  /** Counted from 1. */
  readonly position: number;
  readonly joinedAt: number;
}

/** What the PBX counts of a queue, since it was last reset. */
export interface NumbersTold {
  readonly queue: string;
  readonly strategy: string;
  readonly completed: number;
  readonly abandoned: number;
  /** A call is well served within so many seconds; 0: nothing is agreed. */
  readonly servedWithinSeconds: number;
  /** Per cent of the completed calls that were. */
  readonly servedWell: number;
}

export type QueueFact =
  /** All queues, or `only` one, as they are. What was heard since it was asked for is newer. */
  | {
      readonly kind: 'queues';
      readonly at: number;
      readonly since: number;
      readonly only: string | null;
      readonly numbers: readonly NumbersTold[];
      readonly members: readonly MemberTold[];
      readonly waiting: readonly WaitingTold[];
    }
  | { readonly kind: 'member'; readonly at: number; readonly member: MemberTold }
  | { readonly kind: 'member-gone'; readonly at: number; readonly queue: string; readonly interface: string }
  /** `count`: how many wait by then, by the PBX's count; null: not told. */
  | ({ readonly kind: 'caller-joined'; readonly at: number; readonly count: number | null } & WaitingTold)
  | {
      readonly kind: 'caller-left';
      readonly at: number;
      readonly queue: string;
      readonly caller: Uniqueid;
      readonly count: number | null;
    }
  /** The caller's channel is over: it waits nowhere. */
  | { readonly kind: 'caller-gone'; readonly at: number; readonly caller: Uniqueid }
  /** A call was completed (`member`: by whom) or given up: what the PBX counts has changed. */
  | { readonly kind: 'counted'; readonly at: number; readonly queue: string; readonly member: string | null }
  /** This desk asks for a pause; null: in every queue. */
  | { readonly kind: 'pausing'; readonly at: number; readonly queue: string | null; readonly interface: string }
  | { readonly kind: 'queues-lost'; readonly at: number };
