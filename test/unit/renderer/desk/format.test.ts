import { describe, expect, it } from 'vitest';
import { exactTimeOfDay, pastDuration, secondsBetween, timeOfDay, timer } from '../../../../renderer/desk/format.ts';

describe('a running timer', () => {
  it.each([
    [0, '00:00'],
    [7, '00:07'],
    [278, '04:38'],
    [3599, '59:59'],
    [3600, '1:00:00'],
    [36_061, '10:01:01'],
  ])('after %i s reads %s', (seconds, text) => {
    expect(timer(seconds)).toBe(text);
  });

  it('does not count below zero when the page’s clock is behind', () => {
    expect(secondsBetween(5000, 4000)).toBe(0);
  });

  it('counts whole seconds', () => {
    expect(secondsBetween(0, 1999)).toBe(1);
  });
});

describe('a past duration', () => {
  it.each([
    [48, '0:48'],
    [72, '1:12'],
    [682, '11:22'],
    [3725, '1:02:05'],
  ])('of %i s reads %s', (seconds, text) => {
    expect(pastDuration(seconds)).toBe(text);
  });
});

describe('a time of day', () => {
  it('has two digits each', () => {
    const at = new Date(2026, 2, 4, 9, 5, 3).getTime();
    expect(timeOfDay(at)).toBe('09:05');
    expect(exactTimeOfDay(at)).toBe('09:05:03');
  });
});
