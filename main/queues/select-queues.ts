import type { Person } from '../facts/pbx.ts';
import type { NumbersTold } from './queue-facts.ts';
import type { Member, PausedBy, Queue, QueuesState } from './queues.ts';

export type Doing = 'free' | 'ringing' | 'busy' | 'paused' | 'away';

export interface MemberSight {
  readonly interface: string;
  readonly device: string;
  readonly name: string | null;
  readonly doing: Doing;
  readonly dynamic: boolean;
  readonly penalty: number;
  /** Also of one who is away: they are still paused when they come back. */
  readonly pause: { readonly reason: string | null; readonly since: number | null; readonly by: PausedBy } | null;
  readonly lastCallAt: number | null;
  /** 0: none of their own, and the queue's is not told. */
  readonly wrapUpSeconds: number;
}

export interface QueueSight {
  readonly name: string;
  /** The next one first. */
  readonly callers: readonly { readonly party: Person; readonly position: number; readonly since: number }[];
  /** Since when the one waits who waits longest; null: nobody waits. */
  readonly longestSince: number | null;
  readonly agents: Readonly<Record<Doing, number>>;
  readonly members: readonly MemberSight[];
  /** Null: not listed yet. */
  readonly numbers: NumbersTold | null;
}

/** Every queue by name; null: cannot be known now. */
export const queueSights = ({ queues, known }: QueuesState): readonly QueueSight[] | null =>
  known ? [...queues.values()].map(sightOf).toSorted((a, b) => a.name.localeCompare(b.name)) : null;

function sightOf({ name, waiting, members, numbers }: Queue): QueueSight {
  const agents: Record<Doing, number> = { free: 0, ringing: 0, busy: 0, paused: 0, away: 0 };
  for (const member of members.values()) agents[doingOf(member)] += 1;
  const joined = waiting.map(({ joinedAt }) => joinedAt);
  return {
    name,
    callers: waiting.map(({ party, joinedAt }, at) => ({ party, position: at + 1, since: joinedAt })),
    longestSince: joined.length === 0 ? null : Math.min(...joined),
    agents,
    members: [...members.values()].map((member) => ({
      interface: member.interface,
      device: member.device,
      name: member.name,
      doing: doingOf(member),
      dynamic: member.dynamic,
      penalty: member.penalty,
      pause: member.paused ? { reason: member.pausedReason, since: member.pausedAt, by: member.pausedBy } : null,
      lastCallAt: member.lastCallAt,
      wrapUpSeconds: member.wrapUpSeconds,
    })),
    numbers,
  };
}

/** By the device states of devicestate.h; free is who app_queue would ring now (`member_status_available`). */
function doingOf({ status, paused }: Member): Doing {
  if (status === 4 || status === 5) return 'away';
  if (paused) return 'paused';
  if (status === 6) return 'ringing';
  return status === 0 || status === 1 ? 'free' : 'busy';
}

/** How many would be rung now and how many wait; null: no such queue is known. */
export function countOf(
  { queues, known }: QueuesState,
  name: string,
): { readonly free: number; readonly waiting: number } | null {
  const queue = queues.get(name);
  if (queue === undefined || !known) return null;
  let free = 0;
  for (const member of queue.members.values()) if (doingOf(member) === 'free') free += 1;
  return { free, waiting: queue.waiting.length };
}

/** The queues in which one of these devices takes no calls for now. */
export const pausedIn = (state: QueuesState, devices: readonly string[]): readonly string[] =>
  state.known ? membershipsOf(state, devices).flatMap(({ queue, paused }) => (paused ? [queue] : [])) : [];

/** What the queues call whoever answers one of these devices; null: nothing else than the device itself. */
export const memberName = (state: QueuesState, devices: readonly string[]): string | null =>
  membershipsOf(state, devices).find(({ name }) => name !== null)?.name ?? null;

/** What the queues say of whoever answers a device. */
export interface MemberNote {
  /** In one of the queues at least. */
  readonly paused: boolean;
  /** Why, as it was typed; null: it was not said. */
  readonly reason: string | null;
  readonly name: string | null;
}

/** Of everybody at once, by device: for whoever looks at thousands of them, of which each look above goes through all queues. */
export function memberNotes({ queues, known }: QueuesState): ReadonlyMap<string, MemberNote> {
  const notes = new Map<string, MemberNote>();
  for (const { members } of queues.values()) {
    for (const { device, paused, pausedReason, name } of members.values()) {
      const before = notes.get(device);
      notes.set(device, {
        paused: (known && paused) || before?.paused === true,
        reason: before?.reason ?? (paused ? pausedReason : null),
        name: before?.name ?? name,
      });
    }
  }
  return notes;
}

const membershipsOf = ({ queues }: QueuesState, devices: readonly string[]): readonly Member[] =>
  [...queues.values()].flatMap(({ members }) => [...members.values()].filter(({ device }) => devices.includes(device)));

/**
 * Until when the queue leaves a member alone after a call; null: it does not. As `can_ring_entry` does (app_queue.c): the
 * member's own time, or the queue's (`ofQueue`, seconds), counted in whole seconds from their last call.
 */
export function wrapUpUntil(
  { doing, lastCallAt, wrapUpSeconds }: Pick<MemberSight, 'doing' | 'lastCallAt' | 'wrapUpSeconds'>,
  ofQueue: number,
): number | null {
  const seconds = wrapUpSeconds === 0 ? ofQueue : wrapUpSeconds;
  if (lastCallAt === null || seconds === 0 || doing === 'busy' || doing === 'ringing') return null;
  return lastCallAt + seconds * 1000;
}
