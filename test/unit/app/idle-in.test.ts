import { describe, expect, test } from 'vitest';
import { idleIn } from '../../../main/app/agent/idle-in.ts';
import { wrapUpUntil } from '../../../main/queues/select-queues.ts';
import type { MyQueues, Pause, QueueSummary } from '../../../preload/contract/my-queues.ts';

const queue = (name: string, pause: Pause | null | 'not mine'): QueueSummary => ({
  ...{ name, waiting: 0, longestSince: null, served: null },
  agents: { free: 0, ringing: 0, busy: 0, paused: 0, away: 0 },
  mine: pause === 'not mine' ? null : { dynamic: true, penalty: 0, pause },
});
const lunch: Pause = { reason: 'Lunch', since: 5000, by: 'this-desk' };
const mine = (...queues: readonly QueueSummary[]): MyQueues => ({
  ...{ queues: [...queues], lack: null, reasons: [], backAt: null, whenAway: 'ask', wrapUpUntil: null },
});

describe('an agent without a call', () => {
  test('is paused where every queue of theirs leaves them alone, since the first one does', () => {
    const both = mine(queue('a', { ...lunch, since: 7000 }), queue('b', lunch), queue('c', 'not mine'));
    expect(idleIn(both, 9000)).toEqual({ state: 'paused', since: 5000, reason: 'Lunch' });
  });

  test('is ready where one queue still rings, or none is theirs', () => {
    expect(idleIn(mine(queue('a', lunch), queue('b', null)), 9000)).toBeNull();
    expect(idleIn(mine(queue('a', 'not mine')), 9000)).toBeNull();
    expect(idleIn({ ...mine(), queues: null }, 9000)).toBeNull();
  });

  test('is in wrap-up until the queues ring them again', () => {
    expect(idleIn({ ...mine(queue('a', null)), wrapUpUntil: 12_000 }, 9000)).toEqual({
      state: 'wrap-up',
      since: 12_000,
    });
  });
});

describe('wrap-up', () => {
  const free = { doing: 'free', lastCallAt: 60_000, wrapUpSeconds: 0 } as const;

  test('is the member’s own, or else the queue’s, from the last call on', () => {
    expect(wrapUpUntil(free, 30)).toBe(90_000);
    expect(wrapUpUntil({ ...free, wrapUpSeconds: 5 }, 30)).toBe(65_000);
  });

  test('is none without a call, without a time, or on the next call', () => {
    expect(wrapUpUntil({ ...free, lastCallAt: null }, 30)).toBeNull();
    expect(wrapUpUntil(free, 0)).toBeNull();
    expect(wrapUpUntil({ ...free, doing: 'busy' }, 30)).toBeNull();
  });
});
