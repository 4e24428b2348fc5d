import { describe, expect, it } from 'vitest';
import type { CallView } from '../../../../preload/contract/views.ts';
import { ownParked, parkedRows, parkResultOf, secondsUntil } from '../../../../renderer/desk/parked.ts';
import * as fixtures from '../../../../renderer/fixtures/calls.ts';
import { views } from '../../../../renderer/fixtures/views.ts';

const { parkedMine, parkedByOthers, ended } = fixtures;
const parkedCall: CallView = { ...ended, phase: 'ended', endedAt: 0, reason: 'parked', can: ['takeBack', 'dismiss'] };
const parkedAs = [{ call: parkedCall.id, slot: '702' }];
const view = { ...views.idle, calls: [parkedCall], parked: [...parkedByOthers, parkedMine] };

describe('the list of parked calls', () => {
  it('has one’s own first, then who comes back soonest', () => {
    expect(parkedRows(view.parked).map(({ slot }) => slot)).toEqual(['702', '701', '704']);
  });
});

describe('a call parked from here', () => {
  it('shows its slot at once, before the lot tells of it', () => {
    const early = { ...view, parked: [] };
    expect(parkResultOf({ view: early, parkedAs }, parkedCall)).toEqual({ slot: '702', entry: null });
  });

  it('shows when it comes back as soon as that is known', () => {
    expect(parkResultOf({ view, parkedAs }, parkedCall)?.entry).toBe(parkedMine);
  });

  it('is found by its number when the page was loaded anew', () => {
    expect(parkResultOf({ view, parkedAs: [] }, parkedCall)?.slot).toBe('702');
  });

  it('is an ended call once somebody has fetched it', () => {
    const fetched = { ...view, parked: [] };
    expect(parkResultOf({ view: fetched, parkedAs }, { ...parkedCall, can: ['dismiss'] })).toBeNull();
  });

  it('stands in the stack once: as its call, then as a card of its own', () => {
    expect(ownParked({ view, parkedAs })).toEqual([]);
    expect(ownParked({ view: { ...view, calls: [] }, parkedAs })).toEqual([parkedMine]);
  });
});

describe('the time until a call comes back', () => {
  it('counts down to nothing and not below', () => {
    expect([secondsUntil(10_000, 0), secondsUntil(10_000, 9001), secondsUntil(10_000, 12_000)]).toEqual([10, 1, 0]);
  });
});
