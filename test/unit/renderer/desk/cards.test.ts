import { describe, expect, it } from 'vitest';
import type { CallId, CallView } from '../../../../preload/contract/views.ts';
import {
  canOf,
  cardsOf,
  consultationOf,
  holderOf,
  takeBackOf,
  transferLegOf,
} from '../../../../renderer/desk/cards.ts';
import { SpentLegs } from '../../../../renderer/desk/spent-legs.ts';
import * as fixtures from '../../../../renderer/fixtures/calls.ts';
import { views } from '../../../../renderer/fixtures/views.ts';

const { handedOver, transferLeg, consulted, waiting, active } = fixtures;
const ids = (calls: readonly CallView[]) => cardsOf({ calls }).map((call) => call.id);
const named = (call: CallView, id: string): CallView => ({ ...call, id: id as CallId });

describe('the cards', () => {
  it('have none for the leg to a transfer’s target', () => {
    expect(ids([transferLeg, handedOver])).toEqual(['tomas']);
    expect(transferLegOf([transferLeg, handedOver], handedOver)).toBe(transferLeg);
  });

  it('keep a leg whose caller is not there, so that no call is without a card', () => {
    expect(ids([transferLeg])).toEqual(['bea']);
  });

  it('put the two of a consultation together, the colleague first', () => {
    expect(ids([waiting, named(active, 'other'), consulted])).toEqual(['bea', 'tomas', 'other']);
  });

  it('are apart again when one of the two has ended', () => {
    const over: CallView = { ...fixtures.ended, id: waiting.id, pair: waiting.pair };
    expect(consultationOf([consulted, over], consulted)).toBeNull();
  });
});

describe('what can be done', () => {
  it('holds for both calls of a pair, whichever is focused', () => {
    const bare = { ...waiting, can: [] };
    expect(canOf([consulted, bare], bare)).toEqual(['complete', 'swap', 'conference', 'cancelConsult']);
    expect(holderOf([consulted, bare], bare, 'swap')).toBe(consulted);
  });

  it('is not lent where it belongs to one call alone', () => {
    expect(holderOf([consulted, waiting], waiting, 'mute')).toBeNull();
  });
});

describe('taking back', () => {
  it('is of the focused caller, else of the one moved last', () => {
    const earlier = { ...named(handedOver, 'earlier'), since: 1 };
    const calls = [active, earlier, handedOver];
    expect(takeBackOf(calls, earlier)?.id).toBe('earlier');
    expect(takeBackOf(calls, active)?.id).toBe('tomas');
    expect(takeBackOf([active], active)).toBeNull();
  });
});

describe('a leg that is spent', () => {
  const failed: CallView = { ...fixtures.busy, id: transferLeg.id };

  it('gets no card when it has ended and nobody pairs it any more', () => {
    const legs = new SpentLegs();
    legs.without(views.transferring);
    const after = legs.without({ ...views.transferring, calls: [active, failed] });
    expect(after.calls.map((call) => call.id)).toEqual(['tomas']);
  });

  it('gets none either when the colleague was asked and then got the caller', () => {
    const over: CallView = { ...fixtures.ended, id: consulted.id };
    const sent: CallView = { ...fixtures.ended, phase: 'ended', endedAt: 0, reason: 'transferred', id: waiting.id };
    const legs = new SpentLegs();
    legs.without(views.consult);
    expect(legs.without({ ...views.consult, calls: [over, sent] }).calls).toEqual([sent]);
  });

  it('keeps its card when the caller did not go there, so that it is told why', () => {
    const over: CallView = { ...fixtures.ended, id: consulted.id };
    const legs = new SpentLegs();
    legs.without(views.consult);
    expect(legs.without({ ...views.consult, calls: [active, over] }).calls).toHaveLength(2);
  });

  it('is not mistaken for a call that was simply dialled', () => {
    expect(new SpentLegs().without({ ...views.busy, calls: [failed] }).calls).toHaveLength(1);
  });
});
