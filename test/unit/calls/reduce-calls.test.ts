import { describe, expect, test } from 'vitest';
import { endedStays } from '../../../main/calls/reduce-calls.ts';
import { callStack, occupation, talking } from '../../../main/calls/select-calls.ts';
import type { CallFact } from '../../../main/facts/fact.ts';
import { after, answered, arrival, channel, dialog, ended, hangup, queueJoin, queueOffer, seen } from './facts.ts';

const only = (...facts: readonly CallFact[]) => callStack(after(...facts))[0];

describe('a call', () => {
  test('rings from the INVITE until the PBX confirms the answer', () => {
    expect(only(seen('a', 0))).toMatchObject({ phase: 'ringing', since: 0, silenced: false });
    expect(only(seen('a', 0), seen('a', 3, { phase: 'answering' }))).toMatchObject({ phase: 'ringing', since: 0 });
    expect(only(seen('a', 0), answered('a', 4))).toMatchObject({ phase: 'active', since: 4000 });
  });

  test('that is held counts the wait, and back again the whole talk', () => {
    const talk = { answeredAt: 4000 };
    const held = only(seen('a', 0), answered('a', 4), answered('a', 9, { ...talk, held: true }));
    expect(held).toMatchObject({ phase: 'held', since: 9000 });
    const back = only(
      seen('a', 0),
      answered('a', 4),
      answered('a', 9, { ...talk, held: true }),
      answered('a', 12, talk),
    );
    expect(back).toMatchObject({ phase: 'active', since: 4000 });
  });

  test('keeps its key and its place while it changes', () => {
    const keys = [
      after(seen('a', 0)),
      after(seen('a', 0), answered('a', 4)),
      after(seen('a', 0), answered('a', 4), ended('a', 9)),
    ].map((state) => callStack(state).map((call) => call.key));
    expect(keys).toEqual([['call-1'], ['call-1'], ['call-1']]);
  });

  test('that ended is not revived by late news of its dialog', () => {
    expect(only(seen('a', 0), ended('a', 5), answered('a', 6))).toMatchObject({ phase: 'ended', endedAt: 5000 });
  });

  test('that was put away is not revived either', () => {
    const gone = after(seen('a', 0), ended('a', 5), { kind: 'tick', at: 5000 + endedStays }, seen('a', 90));
    expect(callStack(gone)).toEqual([]);
  });

  test('that ended stays for its wrap-up, or until it is dismissed', () => {
    const base = [seen('a', 0), ended('a', 5)] as const;
    expect(callStack(after(...base, { kind: 'tick', at: 5000 + endedStays - 1 }))).toHaveLength(1);
    expect(callStack(after(...base, { kind: 'dismissed', at: 6000, call: 'call-1' }))).toHaveLength(0);
    expect(callStack(after(seen('a', 0), { kind: 'dismissed', at: 1000, call: 'call-1' }))).toHaveLength(1);
  });

  test('is silenced for this ring only', () => {
    const silenced: CallFact = { kind: 'silenced', at: 1000, call: 'call-1' };
    expect(only(seen('a', 0), silenced, seen('a', 2))).toMatchObject({ phase: 'ringing', silenced: true });
    expect(only(seen('a', 0), silenced, answered('a', 4))).not.toHaveProperty('silenced');
  });

  test('keeps the last measure of its audio while it is active', () => {
    const measure: CallFact = {
      kind: 'audio-quality',
      at: 5000,
      dialog: dialog('a'),
      delayMs: 18,
      lossPercent: 0.2,
      jitterMs: 3,
    };
    expect(only(seen('a', 0), measure)).toMatchObject({ phase: 'ringing' });
    expect(only(answered('a', 4), measure, answered('a', 6, { muted: true }))).toMatchObject({
      quality: { delayMs: 18 },
    });
  });
});

describe('how a call came', () => {
  const ringing = seen('a', 48, { startedAt: 48_000 });
  const [joined, offer] = [queueJoin('caller', 0), queueOffer('caller', 'me', 48)];
  const joint = arrival('me', 48, { source: 'ari', dialog: dialog('a') });

  test('is told by queue and wait, in whatever order SIP, AMI and ARI speak', () => {
    const orders = permutations<CallFact>([offer, joint, ringing]).map((facts) => only(joined, ...facts)?.origin);
    const origin = { kind: 'queue', queue: 'support', waitedSeconds: 48, position: 1, did: null };
    expect(orders).toEqual(orders.map(() => origin));
    expect(orders).toHaveLength(6);
  });

  test('has no wait when the join was not seen', () => {
    const origin = only(ringing, offer, joint)?.origin;
    expect(origin).toEqual({ kind: 'queue', queue: 'support', waitedSeconds: null, position: null, did: null });
  });

  test('is direct or dialled otherwise', () => {
    expect(only(joined, ringing)?.origin).toEqual({ kind: 'direct', did: null });
    expect(only(seen('a', 0, { direction: 'out', phase: 'outgoing' }))?.origin).toEqual({ kind: 'dialled' });
  });

  test('outlives the channels it was learnt from, which are forgotten', () => {
    const gone = (name: string): CallFact => ({ ...hangup(name, 60), source: 'ami' });
    const tick: CallFact = { kind: 'tick', at: 200_000 };
    const over = ended('a', 60);
    const state = after(
      joined,
      ringing,
      offer,
      joint,
      gone('me'),
      gone('caller'),
      over,
      { ...hangup('me', 60), source: 'ari' },
      tick,
    );
    expect([state.pbx.legs.size, state.pbx.edges.size, state.pbx.notes.length, state.pbx.waiting.size]).toEqual([
      0, 0, 0, 0,
    ]);
    expect(state.shelf[0]?.call?.origin).toMatchObject({ kind: 'queue' });
  });
});

test('a conference that was left is not shown, and is again when it is entered again', () => {
  const room = (joined: boolean, at: number): CallFact => ({
    ...{ kind: 'conference', source: 'ami', at: at * 1000, pbxAt: null, channel: channel('me') },
    ...{ conference: '800', joined },
  });
  const inside = [arrival('me', 1, { role: 'caller', state: 'up' }), room(true, 2)];
  expect(only(...inside)?.conference).toBe('800');
  expect(only(...inside, room(false, 5))?.conference).toBeNull();
  expect(only(...inside, room(false, 5), room(true, 9))?.conference).toBe('800');
});

describe('several calls', () => {
  test('stack with the newest ringing on top and ended ones last', () => {
    const state = after(
      answered('held', 1, { held: true, startedAt: 0 }),
      answered('talking', 5, { startedAt: 4000 }),
      seen('first', 10, { startedAt: 10_000 }),
      seen('second', 11, { startedAt: 11_000 }),
      seen('missed', 2, { startedAt: 2000 }),
      ended('missed', 12, { how: 'cancelled' }),
    );
    expect(callStack(state).map((call) => call.dialog)).toEqual(
      ['second', 'first', 'talking', 'held', 'missed'].map(dialog),
    );
    expect(talking(state)).toEqual([dialog('talking')]);
  });

  test('make the agent busy from the first one that still lives', () => {
    expect(occupation(callStack(after()))).toEqual({ state: 'free', since: null });
    expect(occupation(callStack(after(seen('a', 0))))).toEqual({ state: 'ringing', since: 0 });
    expect(
      occupation(callStack(after(answered('a', 4, { startedAt: 3000 }), seen('b', 9, { startedAt: 9000 })))),
    ).toEqual({
      state: 'on-call',
      since: 3000,
    });
    expect(occupation(callStack(after(seen('a', 0), ended('a', 5))))).toEqual({ state: 'free', since: null });
  });

  test('leave nothing behind but bounded tombstones', () => {
    const facts = Array.from({ length: 300 }, (_, n) => [seen(`c${n}`, n), ended(`c${n}`, n)]).flat();
    const state = after(...facts, { kind: 'tick', at: 1_100_000 });
    expect([state.records.size, state.dialogs.size, state.tombstones.size, state.shelf.length]).toEqual([
      0, 0, 200, 100,
    ]);
  });
});

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}
