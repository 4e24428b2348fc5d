import { beforeEach, describe, expect, it } from 'vitest';
import { Hush } from '../../../main/base/hush.ts';
import { FakeClock } from '../../support/fake-clock.ts';

let clock: FakeClock;
let hush: Hush;
let told: string[];
beforeEach(() => {
  clock = new FakeClock(0);
  hush = new Hush(clock);
  told = [];
  hush.onDidBegin(() => told.push('began'));
  hush.onDidEnd(() => told.push('ended'));
});

describe('a hush', () => {
  it('lasts two frames and a half, however many ring in it', async () => {
    hush.begin();
    await clock.advance(20);
    hush.begin();
    expect([hush.on, told]).toEqual([true, ['began']]);
    await clock.advance(20);
    expect([hush.on, told]).toEqual([false, ['began', 'ended']]);
    hush.begin();
    expect(hush.on).toBe(true);
  });

  it('ends at once where somebody wants something, and what waited comes after the roads are open again', () => {
    hush.end();
    hush.begin();
    hush.onceOver(() => told.push('waited'));
    hush.onceOver(() => told.push('given up')).dispose();
    hush.end();
    hush.end();
    expect(told).toEqual(['began', 'ended', 'waited']);
    expect(clock.pending).toBe(0);
  });

  it('lets what waited begin the next one', async () => {
    hush.begin();
    hush.onceOver(() => {
      hush.begin();
      hush.onceOver(() => told.push('waited twice'));
    });
    await clock.advance(40);
    expect(told).toEqual(['began', 'ended', 'began']);
    await clock.advance(40);
    expect(told.at(-1)).toBe('waited twice');
  });

  it('is over for whoever asks outside of it', () => {
    hush.outside(() => told.push('at once'));
    hush.begin();
    hush.outside(() => told.push('after it'));
    expect(told).toEqual(['at once', 'began']);
    hush.end();
    expect(told.slice(2)).toEqual(['ended', 'after it']);
  });

  it('is forgotten with whoever it belonged to', async () => {
    hush.begin();
    hush.onceOver(() => told.push('waited'));
    hush.dispose();
    await clock.advance(100);
    expect([told, clock.pending]).toEqual([['began'], 0]);
  });
});
