import { describe, expect, it } from 'vitest';
import { guardKey, guardPainted, guardTarget, openGuard, takesKey } from '../../../../renderer/keys/guard.ts';

const appeared = (at: number, lastKeyAt: number | null = null) =>
  guardPainted(guardTarget({ ...openGuard, lastKeyAt }, 'live a', false), 'live a', at);

describe('the guard of a card', () => {
  it('takes no key before the card is painted', () => {
    expect(takesKey(guardTarget(openGuard, 'live a', false), 99_999)).toBe(false);
  });

  it('takes a key 300 ms after the card was painted, and not a moment before', () => {
    expect(takesKey(appeared(1000), 1299)).toBe(false);
    expect(takesKey(appeared(1000), 1300)).toBe(true);
  });

  it('waits for a pause when somebody was typing as the card appeared', () => {
    let guard = appeared(1000, 800);
    guard = guardKey(guard, 1150);
    expect(takesKey(guard, 1350)).toBe(false);
    guard = guardKey(guard, 1350);
    expect(takesKey(guard, 1500)).toBe(false);
    expect(takesKey(guard, 1650)).toBe(true);
  });

  it('does not mind a key that fell more than 300 ms before the card appeared', () => {
    expect(takesKey(appeared(1000, 700), 1300)).toBe(true);
  });

  it('takes quick keys once it has taken one', () => {
    const guard = guardKey(appeared(1000), 1400);
    expect(takesKey(guard, 1410)).toBe(true);
  });

  it('trusts a card the person chose', () => {
    expect(takesKey(guardTarget(openGuard, 'live a', true), 1)).toBe(true);
  });

  it('begins anew when another card takes the focus by itself', () => {
    const trusted = guardKey(appeared(1000), 1400);
    expect(takesKey(guardTarget(trusted, 'live b', false), 5000)).toBe(false);
  });

  it('goes on when the same card only changes', () => {
    const trusted = guardKey(appeared(1000), 1400);
    expect(takesKey(guardTarget(trusted, 'live a', false), 1450)).toBe(true);
  });

  it('counts the first paint only', () => {
    expect(takesKey(guardPainted(appeared(1000), 'live a', 1250), 1300)).toBe(true);
    expect(guardPainted(appeared(1000), 'live b', 1250)).toEqual(appeared(1000));
  });
});
