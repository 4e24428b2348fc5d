import { describe, expect, it } from 'vitest';
import type { CallView, DeskView } from '../../../../preload/contract/views.ts';
import { announce } from '../../../../renderer/desk/announce.ts';
import * as fixtures from '../../../../renderer/fixtures/calls.ts';
import { views } from '../../../../renderer/fixtures/views.ts';

const desk: DeskView = views.idle;
const withCalls = (...calls: CallView[]): DeskView => ({ ...desk, calls });

describe('a screen reader hears', () => {
  it('a ringing call at once, with how it came', () => {
    expect(announce(desk, withCalls(fixtures.ringing))).toEqual({
      assertive: ['Ringing: Tomas Achterberg, Queue Support, waited 0:48'],
      polite: [],
    });
  });

  it('nothing when nothing changed', () => {
    const view = withCalls(fixtures.active, fixtures.held);
    expect(announce(view, view)).toEqual({ assertive: [], polite: [] });
  });

  it('each new state of a call', () => {
    expect(announce(withCalls(fixtures.ringing), withCalls(fixtures.active)).polite).toEqual([
      'Active: Tomas Achterberg',
    ]);
  });

  it('why a call ended', () => {
    expect(announce(withCalls(fixtures.dialling), withCalls(fixtures.busy)).polite).toEqual([
      'Ended: Priya Sandoval. Busy. They are on another call.',
    ]);
  });

  it('the microphone going off and on', () => {
    const muted = withCalls({ ...fixtures.active, phase: 'active', muted: true } as CallView);
    const open = withCalls(fixtures.active);
    expect(announce(open, muted).polite).toEqual(['Microphone off']);
    expect(announce(muted, open).polite).toEqual(['Microphone on']);
  });

  it('a transfer under way as what happens to the caller, not as a call of its own', () => {
    expect(
      announce(withCalls(fixtures.handedOver), withCalls(fixtures.handedOver, fixtures.transferLeg)).polite,
    ).toEqual(['Transferring Tomas Achterberg to Bea Tanner 1002']);
  });

  it('what a colleague wrote about the caller, and that the caller they ask about has hung up', () => {
    const [asked] = views['asked-about'].calls;
    const [left] = views['asked-about-left'].calls;
    if (asked === undefined || left === undefined) throw new Error('no calls');
    expect(announce(desk, withCalls(asked)).polite).toEqual(['Note from Bea Tanner: Pallet 14 still missing']);
    const talking = { ...left, about: { party: fixtures.active.party, left: false } };
    expect(announce(withCalls(talking), withCalls(left)).polite).toEqual([
      'Tomas Achterberg has hung up meanwhile. You are still connected to Bea.',
    ]);
    expect(announce(withCalls(left), withCalls(left)).polite).toEqual([]);
  });

  it('what was refused, and why', () => {
    expect(announce(withCalls(fixtures.active), views.refused).polite).toEqual(['Not held. The PBX said no.']);
  });

  it('a connection that goes down and comes up again', () => {
    const down = { ...desk, links: views['links-down'].links };
    expect(announce(desk, down).polite).toEqual(['Phone line (SIP) down', 'Call events (AMI) down']);
    expect(announce(down, desk).polite).toEqual(['Phone line (SIP) is up again', 'Call events (AMI) is up again']);
  });

  it('a new message, but not a count that only becomes known', () => {
    const more = { ...desk, voicemail: { new: 4, old: 12, urgent: 1 } };
    expect(announce(desk, more).polite).toEqual(['4 new messages']);
    expect(announce({ ...desk, voicemail: null }, more).polite).toEqual([]);
  });
});
