import { describe, expect, test } from 'vitest';
import { reduceCalls } from '../../../main/calls/reduce-calls.ts';
import { callStack } from '../../../main/calls/select-calls.ts';
import { callsOf } from '../../../main/calls/state.ts';
import type { TransferFact } from '../../../main/facts/channel-facts.ts';
import type { CallFact } from '../../../main/facts/fact.ts';
import type { ParkedFact } from '../../../main/facts/parking-facts.ts';
import {
  alice,
  arrival,
  channel,
  dialBegin,
  dialEnd,
  enter,
  hangup,
  leave,
  queueOffer,
  seen,
  stranger,
} from './facts.ts';

const bobs = 'PJSIP/1002';
const ann = { name: 'Ann Client', number: '+15551230001' };
const ofBob = { name: `${bobs}-00000002`, endpoint: bobs };

const sent = (by: string, leg: string, at: number): TransferFact => ({
  kind: 'transfer',
  ...({ source: 'ami', at: at * 1000, pbxAt: null } as const),
  ...({ how: 'blind', legs: [channel(leg)], by: { name: '', number: by } } as const),
  ...{ transferee: channel('ann'), target: null, exten: null, bridge: null },
});

const parked = (what: ParkedFact['what'], at: number): ParkedFact => ({
  ...({ kind: 'parked', source: 'ami', at: at * 1000, pbxAt: null, what, lot: 'default', slot: '701' } as const),
  ...{ parkee: channel('ann'), party: ann, retriever: null, by: bobs, timeoutSeconds: 45 },
});

/** Ann rings Alice, is talked to, and sent on to Bob blind. */
const toAliceThenBob: readonly CallFact[] = [
  stranger('ann', 1, { dialled: '1001' }),
  dialBegin('ann', 'alice', 1),
  arrival('alice', 1),
  arrival('alice', 2, { state: 'up', born: false }),
  dialEnd('ann', 'alice', 2, 'ANSWER'),
  enter('alice', 'b1', 2),
  enter('ann', 'b1', 2),
  leave('ann', 'b1', 5),
  leave('alice', 'b1', 5),
  hangup('alice', 5),
  sent('1001', 'alice', 5),
  dialBegin('ann', 'bob', 6),
  arrival('bob', 6, ofBob),
];
const seenBy = (endpoint: string, ...facts: readonly CallFact[]) =>
  callStack(facts.reduce(reduceCalls, callsOf([endpoint])));
const bobSendsOn = [hangup('bob', 9), sent('1002', 'bob', 9)];

test('a call taken from another phone shows whom the PBX connected, not what was dialled for it', () => {
  const mine = arrival('mine', 3, { role: 'caller', state: 'up', dialled: '1001', name: `${alice}-00000009` });
  const took = [stranger('ann', 1), dialBegin('ann', 'bob', 1), arrival('bob', 1, ofBob), mine];
  const dialled = seen('a', 3, { direction: 'out', phase: 'established', remote: { name: null, user: '1001' } });
  expect(seenBy(alice, dialled, ...took)).toMatchObject([{ party: { name: '', number: '1001' } }]);
  expect(seenBy(alice, dialled, ...took, dialEnd('ann', 'mine', 3, 'ANSWER'))).toMatchObject([
    { phase: 'active', party: ann, origin: { kind: 'pickup' } },
  ]);
});

describe('how a call came', () => {
  test('is told by the transfer that brought it, not by my own that sent it on', () => {
    expect(seenBy(bobs, ...toAliceThenBob, ...bobSendsOn)).toMatchObject([
      { phase: 'ended', origin: { kind: 'transfer', how: 'blind', by: { number: '1001' } } },
    ]);
  });

  test('does not change when others hand the caller on afterwards', () => {
    const calls = seenBy(alice, ...toAliceThenBob, ...bobSendsOn);
    expect(calls).toMatchObject([{ phase: 'ended', reason: 'transferred', origin: { kind: 'direct', did: '1001' } }]);
  });

  test('nor when they come back from a colleague’s parking', () => {
    const calls = seenBy(alice, ...toAliceThenBob, parked('parked', 9), parked('timed-out', 20));
    expect(calls).toMatchObject([{ reason: 'transferred', origin: { kind: 'direct' } }]);
  });

  /** Alice parks Ann, whom nobody fetches. */
  const backFromPark: readonly CallFact[] = [
    ...toAliceThenBob.slice(0, 7),
    parked('parked', 5),
    leave('ann', 'b1', 5),
    leave('alice', 'b1', 5),
    hangup('alice', 5),
    parked('timed-out', 50),
    dialBegin('ann', 'again', 51),
    arrival('again', 51, { name: `${alice}-00000007` }),
  ];
  const timedOut = { kind: 'park', how: 'timed-out', slot: '701' };
  const late: ParkedFact = { ...parked('parked', 52), source: 'ari', pbxAt: 5_000, slot: null, by: null };

  test('is from park too when ARI, which is slow, tells of the parking only when they are back', () => {
    expect(seenBy(alice, ...backFromPark, late)).toMatchObject([{ phase: 'ringing', origin: timedOut }]);
  });

  test('is the queue they were sent to since, or whoever sent them on, not a parking of before', () => {
    const fromAlice = [...toAliceThenBob.slice(0, 10), parked('timed-out', 8), dialBegin('ann', 'bob', 9)];
    const bobsTurn: readonly CallFact[] = [
      ...fromAlice,
      arrival('bob', 9, ofBob),
      hangup('bob', 12),
      sent('1002', 'bob', 12),
    ];
    const again: readonly CallFact[] = [
      dialBegin('ann', 'again', 13),
      arrival('again', 13, { name: `${alice}-00000007` }),
    ];
    expect(seenBy(alice, ...bobsTurn, ...again)).toMatchObject([
      { phase: 'ringing', origin: { kind: 'transfer', how: 'blind', by: { number: '1002' } } },
    ]);
    expect(seenBy(alice, ...bobsTurn, queueOffer('ann', 'again', 13), ...again)).toMatchObject([
      { phase: 'ringing', origin: { kind: 'queue', queue: 'support' } },
    ]);
  });

  test('stays as it was when I park them once more, in the same slot; that is how it ends', () => {
    const once: readonly CallFact[] = [
      ...backFromPark,
      arrival('again', 53, { name: `${alice}-00000007`, state: 'up', born: false }),
      enter('again', 'b2', 53),
      enter('ann', 'b2', 53),
      parked('parked', 60),
      leave('ann', 'b2', 60),
      hangup('again', 60),
    ];
    expect(seenBy(alice, ...once)).toMatchObject([{ phase: 'ended', reason: 'parked', origin: timedOut }]);
  });

  test('is a slot when I fetch them, one call with what was before, and ends in a slot when I park them again', () => {
    const leg = { name: `${alice}-00000008`, role: 'caller', state: 'up', dialled: '701' } as const;
    const fetched: readonly CallFact[] = [
      ...backFromPark.slice(0, 11),
      arrival('fetch', 20, leg),
      { ...parked('retrieved', 20.1), retriever: channel('fetch') },
      enter('fetch', 'b2', 20.2),
      enter('ann', 'b2', 20.2),
      { kind: 'tick', at: 22_000 },
    ];
    const retrieved = { kind: 'park', how: 'retrieved', slot: '701' };
    expect(seenBy(alice, ...fetched)).toMatchObject([
      { phase: 'active', origin: retrieved, visits: [{ reason: 'parked' }] },
    ]);
    expect(seenBy(alice, ...fetched, parked('parked', 30), hangup('fetch', 30.1))).toMatchObject([
      { phase: 'ended', reason: 'parked', origin: retrieved, visits: [{ reason: 'parked' }] },
    ]);
  });

  test('is not my own transfer that sent the caller round to me again', () => {
    const back = [dialBegin('ann', 'again', 9), arrival('again', 9, { name: `${alice}-00000007` })];
    expect(seenBy(alice, ...toAliceThenBob, hangup('bob', 8), ...back)).toMatchObject([
      { phase: 'ringing', origin: { kind: 'direct' }, visits: [{ reason: 'transferred' }] },
    ]);
  });

  test('names the number the caller called, though a colleague’s phone forwards to mine', () => {
    const pair = 'Local/1001@from-internal-00000001';
    const half = (name: string, side: string, change: object) =>
      stranger(name, 2, { name: `${pair};${side}`, endpoint: null, pair, ...change });
    const facts = [
      stranger('ann', 1, { dialled: '2002' }),
      dialBegin('ann', 'half1', 2),
      half('half1', '1', { role: 'callee' }),
      half('half2', '2', { dialled: '1001' }),
      dialBegin('half2', 'leg', 2),
      arrival('leg', 2),
    ];
    expect(seenBy(alice, ...facts)).toMatchObject([{ origin: { kind: 'direct', did: '2002' } }]);
  });
});
