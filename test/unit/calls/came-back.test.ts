import { describe, expect, test } from 'vitest';
import type { Call } from '../../../main/calls/call.ts';
import { callStack } from '../../../main/calls/select-calls.ts';
import type { CallFact } from '../../../main/facts/fact.ts';
import {
  after,
  answered,
  arrival,
  channel,
  dialBegin,
  dialog,
  ended,
  enter,
  hangup,
  leave,
  seen,
  stranger,
} from './facts.ts';

const calls = (...facts: readonly CallFact[]): readonly Call[] => callStack(after(...facts));
const tick = (at: number): CallFact => ({ kind: 'tick', at: at * 1000 });
/** The answer of the PBX to the question whose channel that is. */
const told = (leg: string, name: string, at: number, change = {}): CallFact => ({
  kind: 'answer',
  source: 'ami',
  at: at * 1000,
  since: at * 1000 - 10,
  channel: channel(leg),
  found: arrival(leg, at, { state: 'up', role: 'caller', dialog: dialog(name), ...change }),
});
const underWay = (name: string, at: number, carriers: readonly string[]) =>
  answered(name, at, {
    answeredAt: 2000,
    media: 'connecting',
    carriers: carriers.map(dialog),
    rescue: { state: 'under-way', since: at * 1000 },
  });
const talking = [
  dialBegin('ann', 'old', 1),
  stranger('ann', 1),
  arrival('old', 1),
  seen('a', 1),
  answered('a', 2),
  arrival('old', 2, { state: 'up', born: false, dialog: dialog('a') }),
  enter('ann', 'b1', 2),
  enter('old', 'b1', 2),
];
const swapped = [
  arrival('new', 11, { role: 'caller', linkedid: 'other', state: 'up' }),
  enter('new', 'b1', 11, 'old'),
  leave('old', 'b1', 11),
  hangup('old', 11),
];

describe('a call that was lost and came back', () => {
  test('is one card too where it rang when Offhook went, and is answered by the next one', () => {
    const rang = { carriers: ['a', 'z'].map(dialog), rescue: null };
    const ringing = [dialBegin('ann', 'old', 1), stranger('ann', 1), arrival('old', 1, { dialog: dialog('a') })];
    const facts = [
      ...ringing,
      seen('a', 1),
      seen('a', 10, { ...rang, phase: 'answering' as const }),
      arrival('new', 10, { role: 'caller', linkedid: 'other', state: 'up' }),
      enter('ann', 'b1', 10),
      enter('new', 'b1', 10),
      answered('a', 11, { ...rang, answeredAt: 11_000 }),
      tick(12),
    ];
    for (let count = 4; count <= facts.length; count++) expect(calls(...facts.slice(0, count))).toHaveLength(1);
    expect(calls(...facts, told('new', 'z', 12))).toMatchObject([{ phase: 'active', dialog: dialog('a') }]);
  });

  test('is one card all the time: its new leg is not shown by itself before it is named', () => {
    const facts = [...talking, underWay('a', 10, ['a', 'z']), ...swapped, tick(12)];
    for (let count = talking.length; count <= facts.length; count++) {
      expect(calls(...facts.slice(0, count))).toMatchObject([{ phase: 'active', dialog: dialog('a') }]);
    }
    expect(calls(...facts, told('new', 'z', 12))).toMatchObject([{ channels: ['old', 'new'], phase: 'active' }]);
  });

  test('is known by any Call-ID that carried it', () => {
    const [call] = calls(
      ...talking,
      underWay('a', 10, ['a', 'z']),
      arrival('new', 11, { role: 'caller', dialog: dialog('z'), source: 'ari', state: 'up' }),
    );
    expect(call?.channels).toEqual(['old', 'new']);
  });

  test('shows who is there by its new leg', () => {
    const [call] = calls(
      ...talking,
      underWay('a', 10, ['a', 'z']),
      ...swapped,
      told('new', 'z', 12, { connected: { name: 'Bob Builder', number: '+15551230002' } }),
    );
    expect(call?.party).toEqual({ name: 'Bob Builder', number: '+15551230002' });
  });

  test('still shows how it came, which its new leg does not know', () => {
    const [call] = calls(...talking, underWay('a', 10, ['a', 'z']), ...swapped, told('new', 'z', 12));
    expect(call).toMatchObject({ direction: 'in', origin: { kind: 'direct' } });
  });

  test('says that it is not recorded any more when the recording was its old leg’s', () => {
    const recorded: CallFact = {
      kind: 'recording',
      source: 'ami',
      at: 5000,
      pbxAt: null,
      channel: channel('old'),
      state: 'on',
    };
    expect(calls(...talking, recorded)).toMatchObject([{ recording: 'on' }]);
    const back = [underWay('a', 10, ['a', 'z']), ...swapped, told('new', 'z', 12)];
    expect(calls(...talking, recorded, ...back)).toMatchObject([{ recording: 'lost', recorded: [] }]);
    expect(calls(...talking, ...back)).toMatchObject([{ recording: 'off' }]);
  });

  test('is recorded, paused and recorded again as often as the PBX says so', () => {
    const told = (state: 'on' | 'paused' | 'off', at: number): CallFact => ({
      ...{ kind: 'recording', source: 'ami', at, pbxAt: null, channel: channel('old'), state },
    });
    const states = ['on', 'paused', 'on', 'paused', 'paused', 'on', 'off', 'on'] as const;
    for (const length of states.keys()) {
      const heard = states.slice(0, length + 1).map((state, index) => told(state, 5000 + index));
      expect(calls(...talking, ...heard)).toMatchObject([{ recording: states[length] }]);
    }
  });

  test('leaves no card for an attempt that came too late', () => {
    const tried = [arrival('late', 11, { role: 'caller', dialled: '*8' }), hangup('late', 11)];
    const all = calls(
      ...talking,
      underWay('a', 10, ['a', 'z']),
      ended('a', 11, { how: 'gone-meanwhile' }),
      ...tried,
      tick(20),
    );
    expect(all).toMatchObject([{ phase: 'ended' }]);
  });

  test('has its leg by elimination where the PBX names none', () => {
    const facts = [...talking, underWay('a', 10, ['a', 'z']), ...swapped];
    expect(calls(...facts, tick(15))).toMatchObject([{ channels: ['old', 'new'], phase: 'active' }]);
  });

  test('ends once, and leaves no second row for its old leg', () => {
    const all = calls(...talking, underWay('a', 10, ['a', 'z']), ...swapped, told('new', 'z', 12), ended('a', 20));
    expect(all).toMatchObject([{ phase: 'ended', reason: 'they-hung-up', endedAt: 20_000 }]);
    expect(calls(...talking, underWay('a', 10, ['a']), ended('a', 12, { how: 'gone-meanwhile' }))).toMatchObject([
      { phase: 'ended', reason: 'gone-meanwhile' },
    ]);
  });

  test('several at once after a crash: no leg is taken for another’s call before it is named', () => {
    const list: CallFact = {
      kind: 'snapshot',
      source: 'ami',
      at: 1000,
      since: 900,
      channels: ['one', 'two', 'three'].map((leg) => arrival(leg, 1, { state: 'up', role: 'caller' })),
    };
    const restored = ['a', 'b', 'c'].map((name) => underWay(name, 1, [name]));
    expect(calls(...restored, list)).toHaveLength(3);
    const named = calls(...restored, list, told('one', 'a', 2), told('two', 'b', 2), told('three', 'c', 2));
    expect(new Map(named.map((call) => [call.dialog, call.channels]))).toEqual(
      new Map([
        [dialog('a'), ['one']],
        [dialog('b'), ['two']],
        [dialog('c'), ['three']],
      ]),
    );
  });

  test('a phone of one’s own under the same account is shown after a while, whatever is lost', () => {
    const facts = [...talking, underWay('a', 10, ['a', 'z'])];
    const other = arrival('desk', 11, { role: 'caller', state: 'up' });
    expect(calls(...facts, other)).toHaveLength(1);
    expect(calls(...facts, other, tick(15))).toHaveLength(2);
  });

  test('has its own channel, where several came back and the PBX does not say which Call-ID is whose', () => {
    const back = (name: string, linkedid: string): CallFact => ({
      ...underWay(name, 10, [name, `${name}2`]),
      linkedids: [linkedid],
    });
    const up = { state: 'up', born: false } as const;
    const listed = [
      arrival('legOfB', 11, { ...up, linkedid: '1800.0' }),
      arrival('legOfA', 11, { ...up, linkedid: '1795.0' }),
    ];
    const found = calls(back('a', '1795.0'), back('b', '1800.0'), ...listed, tick(12), tick(16));
    expect(found.map((call) => [call.dialog, call.channels, call.visits])).toEqual([
      [dialog('a'), ['legOfA'], []],
      [dialog('b'), ['legOfB'], []],
    ]);
  });
});
