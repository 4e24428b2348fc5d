import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWallClock } from '../../../../renderer/desk/wall-clock.ts';

describe('the desk’s clock', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 10_400 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('ticks all its listeners together, on the whole second', () => {
    const clock = createWallClock();
    const seen: number[] = [];
    clock.subscribe(() => seen.push(clock.tick()));
    clock.subscribe(() => seen.push(clock.tick()));
    vi.advanceTimersByTime(600);
    expect(seen.slice(-2)).toEqual([11_000, 11_000]);
    vi.advanceTimersByTime(1000);
    expect(seen.slice(-2)).toEqual([12_000, 12_000]);
  });

  it('says the same time from one tick to the next', () => {
    const clock = createWallClock();
    clock.subscribe(() => {});
    const before = clock.tick();
    vi.advanceTimersByTime(599);
    expect(clock.tick()).toBe(before);
  });

  it('stops when nobody looks', () => {
    const clock = createWallClock();
    clock.subscribe(() => {})();
    expect(vi.getTimerCount()).toBe(0);
  });
});
