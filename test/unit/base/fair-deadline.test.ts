import { describe, expect, it, vi } from 'vitest';
import { fairDeadline } from '../../../main/base/fair-deadline.ts';
import { FakeClock } from '../../support/fake-clock.ts';

function heldUpBy(delay: number) {
  const clock = new FakeClock();
  let late = 0;
  const run = vi.fn();
  const wall = {
    now: () => clock.now() + late,
    after: (after: number, then: () => void) => clock.after(after, then),
    every: (every: number, then: () => void) => clock.every(every, then),
    soon: (then: () => void) => clock.soon(then),
  };
  const deadline = fairDeadline(wall, 3_000, run);
  late = delay;
  return { clock, run, deadline };
}

describe('a deadline for an answer', () => {
  it('is kept when time runs as it should', async () => {
    const { clock, run } = heldUpBy(0);
    await clock.advance(3_000);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('leaves time to read what came while we were held up ourselves, and is kept then', async () => {
    const { clock, run } = heldUpBy(20_000);
    await clock.advance(3_000);
    expect(run).not.toHaveBeenCalled();
    await clock.advance(500);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it.each([0, 20_000])('is over when the answer is there (held up by %i ms)', async (by) => {
    const { clock, run, deadline } = heldUpBy(by);
    await clock.advance(3_000 - 1);
    await clock.advance(by === 0 ? 0 : 100);
    deadline.dispose();
    await clock.advance(10_000);
    expect(run).not.toHaveBeenCalled();
    expect(clock.pending).toBe(0);
  });
});
