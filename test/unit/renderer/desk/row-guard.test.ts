import { describe, expect, it } from 'vitest';
import { RowGuard } from '../../../../renderer/desk/row-guard.ts';

describe('an Enter in a list', () => {
  it('means what was typed or chosen before it was struck, however late it is handled', () => {
    const guard = new RowGuard();
    guard.put(1_000);
    expect([guard.takes(999), guard.takes(1_000)]).toEqual([false, true]);
  });

  it('does not mean a row that came under the highlight by itself, until it stood there for 300 ms', () => {
    const guard = new RowGuard();
    guard.put(1_000);
    guard.moved(1_120);
    expect([guard.takes(1_100), guard.takes(1_419), guard.takes(1_420)]).toEqual([false, false, true]);
  });

  it('means the row that took the place of one nobody could have read', () => {
    const guard = new RowGuard();
    guard.put(1_000);
    guard.moved(1_020);
    expect([guard.takes(1_010), guard.takes(1_080)]).toEqual([false, true]);
  });

  it('means what was chosen after that', () => {
    const guard = new RowGuard();
    guard.moved(1_000);
    guard.put(1_100);
    expect(guard.takes(1_101)).toBe(true);
  });
});
