import { describe, expect, it, vi } from 'vitest';
import type { Clock } from '../../../main/base/clock.ts';
import { Keepalive } from '../../../main/net/keepalive.ts';
import { FakeClock } from '../../support/fake-clock.ts';

function watched() {
  const clock = new FakeClock();
  const [ask, dead] = [vi.fn(), vi.fn()];
  return { clock, ask, dead, keepalive: new Keepalive(clock, ask, dead) };
}

/** Timers do not run while a machine sleeps, but its clock goes on. */
const timersOf = (clock: Clock) => ({
  after: (delay: number, run: () => void) => clock.after(delay, run),
  every: (interval: number, run: () => void) => clock.every(interval, run),
  soon: (run: () => void) => clock.soon(run),
});

describe('Keepalive', () => {
  it('asks only after silence, and counts it from the last sign of life', async () => {
    const { clock, ask, keepalive } = watched();
    await clock.advance(4_000);
    keepalive.heard();
    await clock.advance(4_999);
    expect(ask).not.toHaveBeenCalled();
    await clock.advance(1);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('gives up when its question meets silence, once', async () => {
    const { clock, dead } = watched();
    await clock.advance(7_999);
    expect(dead).not.toHaveBeenCalled();
    await clock.advance(60_000);
    expect(dead).toHaveBeenCalledTimes(1);
  });

  it('takes any sign of life for an answer', async () => {
    const { clock, ask, dead, keepalive } = watched();
    for (let time = 0; time < 5; time += 1) {
      // oxlint-disable-next-line no-await-in-loop -- time goes on step by step
      await clock.advance(5_000);
      keepalive.heard();
    }
    expect([ask.mock.calls.length, dead.mock.calls.length]).toEqual([5, 0]);
  });

  it('takes an answer in the same millisecond for one', async () => {
    const { clock, dead, keepalive } = watched();
    keepalive.probe();
    keepalive.heard();
    await clock.advance(3_000);
    expect(dead).not.toHaveBeenCalled();
  });

  it('asks before it gives up when the machine has slept', async () => {
    const clock = new FakeClock();
    let slept = 0;
    const wall = { ...timersOf(clock), now: () => clock.now() + slept };
    const [ask, dead] = [vi.fn(), vi.fn()];
    const keepalive = new Keepalive(wall, ask, dead);
    await clock.advance(1_000);
    slept = 3_600_000;
    await clock.advance(4_000);
    expect([ask.mock.calls.length, dead.mock.calls.length]).toEqual([1, 0]);
    keepalive.heard();
    await clock.advance(3_000);
    expect(dead).not.toHaveBeenCalled();
  });

  it('leaves no timer behind', async () => {
    const { clock, keepalive } = watched();
    await clock.advance(6_000);
    keepalive.dispose();
    expect(clock.pending).toBe(0);
  });
});
