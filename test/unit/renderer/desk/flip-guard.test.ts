import { expect, test } from 'vitest';
import type { CallId } from '../../../../preload/contract/views.ts';
import { FlipGuard } from '../../../../renderer/desk/flip-guard.ts';

const [ann, ben] = ['ann', 'ben'] as [CallId, CallId];
const hold = { type: 'call', call: ann, action: 'hold' } as const;
const resume = { type: 'call', call: ann, action: 'resume' } as const;

test('H that was meant to take a caller back does not hold them, where they came back by themselves just then', () => {
  const guard = new FlipGuard();
  guard.update([{ id: ann, phase: 'held' }], 0);
  expect(guard.takes(resume, 10)).toBe(true);
  guard.update([{ id: ann, phase: 'active' }], 1_000);
  expect([1_000, 1_299, 1_300].map((at) => guard.takes(hold, at))).toEqual([false, false, true]);
  guard.update([{ id: ann, phase: 'held' }], 2_000);
  expect([2_299, 2_300].map((at) => guard.takes(resume, at))).toEqual([false, true]);
});

test('other keys, other calls and calls that have only just begun are not meant', () => {
  const guard = new FlipGuard();
  guard.update([{ id: ann, phase: 'ringing' }], 0);
  guard.update(
    [
      { id: ann, phase: 'active' },
      { id: ben, phase: 'active' },
    ],
    100,
  );
  expect(guard.takes(hold, 101)).toBe(true);
  guard.update(
    [
      { id: ann, phase: 'held' },
      { id: ben, phase: 'active' },
    ],
    200,
  );
  expect(guard.takes({ ...hold, call: ben }, 201)).toBe(true);
  expect(guard.takes({ ...hold, action: 'park' }, 201)).toBe(true);
  expect(guard.takes({ type: 'leave' }, 201)).toBe(true);
  // Gone and there again: another one.
  guard.update([], 210);
  guard.update([{ id: ann, phase: 'held' }], 220);
  expect(guard.takes(resume, 221)).toBe(true);
});
