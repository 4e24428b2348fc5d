import { describe, expect, test } from 'vitest';
import type { Call } from '../../../main/calls/call.ts';
import { reduceCalls } from '../../../main/calls/reduce-calls.ts';
import { callStack, findCall } from '../../../main/calls/select-calls.ts';
import { callsOf } from '../../../main/calls/state.ts';
import type { ChannelFact } from '../../../main/facts/channel-facts.ts';
import type { CallFact } from '../../../main/facts/fact.ts';
import {
  after,
  alice,
  answered,
  arrival,
  channel,
  dialBegin,
  dialEnd,
  dialog,
  ended,
  enter,
  hangup,
  leave,
  queueOffer,
  seen,
  stranger,
} from './facts.ts';

const tick = (at: number): CallFact => ({ kind: 'tick', at: at * 1000 });
const calls = (...facts: readonly CallFact[]): readonly Call[] => callStack(after(...facts));
const named = (leg: string, name: string, at: number) => arrival(leg, at, { source: 'ari', dialog: dialog(name) });

describe('a dialog and a channel of the softphone', () => {
  const rings = [dialBegin('ann', 'leg', 1), stranger('ann', 1), arrival('leg', 1)];

  test('are one call by the Call-ID, whoever comes first', () => {
    const orders = [
      [...rings, named('leg', 'a', 1), seen('a', 1)],
      [seen('a', 1), ...rings, named('leg', 'a', 1)],
      [...rings, seen('a', 1), named('leg', 'a', 1)],
    ];
    for (const facts of orders) expect(calls(...facts)).toMatchObject([{ dialog: dialog('a'), channels: ['leg'] }]);
  });

  test('are one call where only one can be meant', () => {
    expect(calls(...rings, seen('a', 1))).toMatchObject([{ dialog: dialog('a'), channels: ['leg'] }]);
    expect(calls(seen('a', 1), ...rings)).toMatchObject([{ dialog: dialog('a'), channels: ['leg'] }]);
  });

  test('are parted again when the Call-ID says otherwise', () => {
    const two = [dialBegin('bob', 'leg2', 2), stranger('bob', 2), arrival('leg2', 2, { name: `${alice}-00000002` })];
    // b’s INVITE comes while only a’s channel is known.
    const mixed = calls(...rings, seen('b', 1), ...two, seen('a', 2), named('leg', 'a', 3), named('leg2', 'b', 3));
    const joined = new Map(mixed.map((call) => [call.dialog, call.channels]));
    expect(joined).toEqual(
      new Map([
        [dialog('a'), ['leg']],
        [dialog('b'), ['leg2']],
      ]),
    );
  });

  test('are shown at the first sign, and offer nothing until the INVITE is here', () => {
    expect(calls(queueOffer('ann', 'leg', 1), arrival('leg', 1, { state: 'down' }))).toMatchObject([
      { phase: 'ringing', announced: true, dialog: null },
    ]);
  });

  test('are one call also when it was refused before its channel was told of', () => {
    const out = seen('a', 1, { direction: 'out', phase: 'outgoing', startedAt: 1000 });
    const refused = ended('a', 1, { how: 'rejected', status: 603 });
    const late = arrival('leg', 1, { role: 'caller', dialled: '612' });
    expect(calls(out, refused, late, hangup('leg', 1, 21))).toMatchObject([
      { phase: 'ended', reason: 'rejected', visits: [] },
    ]);
    expect(calls(out, refused, { ...late, at: 9000 })).toHaveLength(2);
  });

  test('a caller who does not fit keeps them apart', () => {
    const ben = { connected: { name: 'Ben Client', number: '+15551230002' } };
    const ring = [dialBegin('ben', 'leg', 1), stranger('ben', 1), arrival('leg', 1, ben)];
    expect(calls(seen('a', 1, { remote: { name: 'Ann Client', user: '+15551230001' } }), ...ring)).toHaveLength(2);
    expect(calls(seen('b', 1, { remote: { name: 'Ben Client', user: '+15551230002' } }), ...ring)).toHaveLength(1);
  });

  test('a direction that does not fit keeps them apart', () => {
    const out = seen('a', 1, { direction: 'out', phase: 'outgoing' });
    expect(calls(...rings, out)).toHaveLength(2);
  });
});

describe('a hangup that is told while the dialog lives', () => {
  const talking = [
    dialBegin('ann', 'leg', 1),
    stranger('ann', 1),
    arrival('leg', 1),
    seen('a', 1),
    named('leg', 'a', 1),
    answered('a', 3),
  ];

  test('changes nothing of the call, and the PBX is asked', () => {
    const before = after(...talking);
    const forged = after(...talking, hangup('leg', 9));
    expect(callStack(forged)).toEqual(callStack(before));
    expect([...forged.pbx.asks.values()]).toMatchObject([{ channel: 'leg', source: 'ari' }]);
    expect(forged.ledger.get(callStack(forged)[0]?.key as never)?.at(-1)).toMatchObject({ entry: { kind: 'doubted' } });
  });

  test('is refused and reported when the PBX says the channel lives', () => {
    const answer: CallFact = {
      kind: 'answer',
      source: 'ari',
      at: 9250,
      since: 9249,
      channel: channel('leg'),
      found: named('leg', 'a', 9),
    };
    const state = after(...talking, hangup('leg', 9), answer);
    expect(state.pbx.diagnostics).toMatchObject([{ kind: 'hangup-refused', channel: 'leg' }]);
    expect(callStack(state)).toMatchObject([{ phase: 'active' }]);
    expect(state.pbx.asks.size).toBe(0);
  });

  test('is what it says where no dialog says otherwise', () => {
    const desk = arrival('desk', 1, { state: 'up', endpoint: alice });
    expect(calls(dialBegin('ann', 'desk', 1), stranger('ann', 1), desk, hangup('desk', 9))).toMatchObject([
      { phase: 'ended' },
    ]);
  });
});

describe('two phones of mine that ring for one caller', () => {
  const mobile = arrival('leg2', 1, { name: 'PJSIP/1001-00000002' });
  const both = [dialBegin('ann', 'leg', 1), stranger('ann', 1), arrival('leg', 1), dialBegin('ann', 'leg2', 1), mobile];

  test('are one call', () => {
    expect(calls(...both)).toMatchObject([
      { phase: 'ringing', channels: ['leg', 'leg2'], party: { number: '+15551230001' } },
    ]);
  });

  test('go on as one when the other one is taken', () => {
    const up = arrival('leg2', 4, { name: 'PJSIP/1001-00000002', state: 'up', born: false });
    const facts = [...both, seen('a', 1), named('leg', 'a', 1), up, dialEnd('ann', 'leg2', 4, 'ANSWER')];
    const cancelled = ended('a', 4, { how: 'answered-elsewhere' });
    expect(calls(...facts)).toMatchObject([{ phase: 'active', device: 'softphone', dialog: null }]);
    expect(calls(...facts, cancelled, hangup('leg', 4, 26))).toMatchObject([{ phase: 'active' }]);
  });
});

describe('a phone of mine that calls this one', () => {
  const me = { name: 'Alice', number: '2001' };
  const desk = (at: number, change: Partial<ChannelFact> = {}) =>
    arrival('desk', at, {
      name: 'PJSIP/2001-00000001',
      endpoint: 'PJSIP/2001',
      role: 'caller',
      caller: me,
      linkedid: 'desk',
      ...change,
    });
  const rung = arrival('leg', 1, { connected: me, linkedid: 'desk' });
  const invited = seen('a', 1, { remote: { name: me.name, user: me.number } });
  const called = (...facts: readonly CallFact[]) =>
    callStack(facts.reduce(reduceCalls, callsOf([alice, 'PJSIP/2001'])));
  const rings = { phase: 'ringing', direction: 'in', device: 'softphone', party: { number: '2001' } };

  test.each([
    ['as it dials', []],
    ['answered by the dialplan before that', [desk(1, { state: 'up', born: false })]],
  ])('rings here, and can be answered: %s', (_, more) => {
    const facts = [desk(1), ...more, dialBegin('desk', 'leg', 1), rung];
    expect(called(...facts)).toMatchObject([rings]);
    expect(called(...facts, invited, named('leg', 'a', 1))).toMatchObject([{ ...rings, dialog: dialog('a') }]);
    // A list may name my channel before the one that dials it.
    expect(called(invited, { ...rung, dialog: dialog('a') }, ...facts)).toMatchObject([
      { ...rings, dialog: dialog('a') },
    ]);
  });

  test('is with me once I have answered, and the call is over with it', () => {
    const up = [
      answered('a', 3, { remote: { name: me.name, user: me.number } }),
      arrival('leg', 3, { connected: me, state: 'up', born: false }),
    ];
    const facts = [desk(1), dialBegin('desk', 'leg', 1), rung, invited, named('leg', 'a', 1), ...up];
    expect(called(...facts)).toMatchObject([{ ...rings, phase: 'active' }]);
    expect(called(...facts, hangup('desk', 9), ended('a', 9), hangup('leg', 9))).toMatchObject([{ phase: 'ended' }]);
  });
});

test('a hundred calls in a minute leave no card behind but the last ones', () => {
  const rush = Array.from({ length: 120 }, (_, n): readonly CallFact[] => {
    const [at, caller, leg] = [n / 4, `c${n}`, `l${n}`];
    const ring = [
      dialBegin(caller, leg, at),
      stranger(caller, at),
      arrival(leg, at),
      hangup(leg, at),
      hangup(caller, at),
    ];
    return [...ring, { kind: 'dismissed', at: at * 1000, call: `call-${n + 1}` }];
  });
  expect(calls(...rush.flat(), tick(31))).toEqual([]);
});

describe('a call that comes again', () => {
  const first = [
    dialBegin('ann', 'leg', 1),
    stranger('ann', 1),
    arrival('leg', 1),
    dialEnd('ann', 'leg', 9, 'NOANSWER'),
    hangup('leg', 9, 0),
  ];
  const again = [dialBegin('ann', 'leg2', 20), stranger('ann', 20), arrival('leg2', 20, { name: `${alice}-00000002` })];

  test('is the same call, with a visit behind it', () => {
    expect(calls(...first, ...again)).toMatchObject([
      { key: 'call-1', phase: 'ringing', visits: [{ reason: 'no-answer' }] },
    ]);
  });

  test('also after its card is gone', () => {
    const later = again.map((fact) => ({ ...fact, at: 120_000 }));
    expect(calls(...first, tick(50), tick(110), ...later)).toMatchObject([{ key: 'call-1', visits: [{}] }]);
  });

  test('is kept with its old card when I take it back from a slot', () => {
    const talk = [arrival('leg', 2, { state: 'up' }), enter('leg', 'b1', 2), enter('ann', 'b1', 2), tick(5)];
    const parked: CallFact = {
      kind: 'parked',
      source: 'ami',
      at: 8000,
      pbxAt: null,
      what: 'parked',
      lot: 'default',
      slot: '701',
      parkee: channel('ann'),
      party: { name: 'Ann Client', number: '+15551230001' },
      retriever: null,
      by: null,
      timeoutSeconds: 45,
    };
    const gone = [leave('ann', 'b1', 8), leave('leg', 'b1', 8), hangup('leg', 8)];
    const mine = arrival('leg2', 20, { name: `${alice}-00000002`, role: 'caller', state: 'up', dialled: '701' });
    const back: CallFact = { ...parked, at: 20_000, what: 'retrieved', retriever: channel('leg2') };
    const joined = [enter('leg2', 'b2', 21), enter('ann', 'b2', 21), tick(22), tick(23)];
    const [call, ...others] = calls(
      dialBegin('ann', 'leg', 1),
      stranger('ann', 1),
      arrival('leg', 1),
      ...talk,
      parked,
      ...gone,
      mine,
      back,
      ...joined,
    );
    expect(others).toEqual([]);
    expect(call).toMatchObject({
      phase: 'active',
      visits: [{ reason: 'parked' }],
      origin: { kind: 'park', slot: '701' },
    });
  });

  test('is shown once when its INVITE is here before anything else', () => {
    const told = again;
    const invite = seen('b', 20);
    expect(calls(...first, invite)).toMatchObject([{ phase: 'ringing' }, { phase: 'ended' }]);
    for (let n = 1; n <= told.length; n += 1) {
      const shown = calls(...first, invite, ...told.slice(0, n));
      expect(shown.filter(({ phase }) => phase === 'ringing')).toMatchObject([{ dialog: dialog('b') }]);
    }
    // The card that rings stays; what was is its past.
    expect(calls(...first, invite, ...told)).toMatchObject([
      { key: 'call-2', dialog: dialog('b'), channels: ['leg2'], visits: [{ reason: 'no-answer' }] },
    ]);
    const named = arrival('leg2', 21, { name: `${alice}-00000002`, born: false, dialog: dialog('b') });
    expect(calls(...first, invite, ...told, named)).toHaveLength(1);
  });

  test('is shown once also when my old leg is left behind and the INVITE is here first', () => {
    const talk = [
      seen('a', 1),
      arrival('leg', 1, { state: 'up', dialog: dialog('a') }),
      answered('a', 2),
      enter('leg', 'b1', 2),
      enter('ann', 'b1', 2),
      tick(5),
      leave('ann', 'b1', 8),
    ];
    const facts = [dialBegin('ann', 'leg', 1), stranger('ann', 1), arrival('leg', 1), ...talk];
    for (const order of [
      [seen('b', 20), ...again],
      [...again, seen('b', 20)],
    ]) {
      expect(calls(...facts, ...order)).toMatchObject([
        { key: 'call-1', phase: 'ringing', dialog: dialog('b'), visits: [{}] },
      ]);
    }
  });

  test('while my old leg is left behind in its bridge, as the same call', () => {
    const talk = [arrival('leg', 2, { state: 'up' }), enter('leg', 'b1', 2), enter('ann', 'b1', 2), tick(5)];
    const facts = [
      dialBegin('ann', 'leg', 1),
      stranger('ann', 1),
      arrival('leg', 1),
      ...talk,
      leave('ann', 'b1', 8),
      ...again,
    ];
    expect(calls(...facts)).toMatchObject([{ key: 'call-1', phase: 'ringing', channels: ['leg2'], visits: [{}] }]);
    const given = [...facts, dialEnd('ann', 'leg', 2, 'ANSWER'), hangup('ann', 25), hangup('leg2', 25)];
    expect(calls(...given)).toMatchObject([{ phase: 'ended', reason: 'they-gave-up' }]);
  });
});

test('a key pressed on a card that has just turned out to be another one is for that call', () => {
  const ben = { caller: { name: 'Ben', number: '+15551230002' } };
  const ringing = [
    ...[stranger('ann', 1), dialBegin('ann', 'one', 1), arrival('one', 1)],
    ...[stranger('ben', 1, ben), dialBegin('ben', 'two', 1), arrival('two', 1)],
  ];
  const two = after(...ringing, seen('a', 2));
  const pressed = callStack(two).find(({ dialog: its }) => its === dialog('a'))?.key;
  const named = arrival('one', 3, { born: false, dialog: dialog('a') });
  const one = after(...ringing, seen('a', 2), named);
  expect(callStack(two)).toHaveLength(3);
  expect(callStack(one)).toHaveLength(2);
  expect(pressed === undefined ? null : one.records.get(pressed)).toBeUndefined();
  expect(pressed === undefined ? null : findCall(one, pressed)).toMatchObject({ dialog: 'a@pbx' });
});
