import { describe, expect, test } from 'vitest';
import { noPops, type PopSight, reducePops } from '../../../main/pop/reduce-pops.ts';

const ann = { name: 'Ann Client', number: '+15551230001' };
const bob = { name: 'Bob Example', number: '1002' };
const sight = (state: PopSight['state'], change: Partial<PopSight> = {}): PopSight => ({
  call: 'call-1',
  visit: 0,
  state,
  party: ann,
  absorbed: [],
  ...change,
});
const entries = (...sights: readonly PopSight[]) =>
  sights.reduce((state, each, at) => reducePops(state, [each], at), noPops).lines.map((line) => line.entry);

describe('a ring episode', () => {
  test('pops once, whatever happens in it', () => {
    expect(entries(sight('ringing'), sight('ringing'), sight('talking'), sight('over'))).toEqual([
      { kind: 'popped' },
      { kind: 'pop-closed', why: 'answered' },
    ]);
  });

  test('is withdrawn when it is over before it is answered', () => {
    expect(entries(sight('ringing'), sight('over'))).toEqual([{ kind: 'popped' }, { kind: 'pop-closed', why: 'over' }]);
  });

  test('that rings on after its end was told is open again, and is the same', () => {
    const states = [sight('ringing'), sight('over'), sight('ringing')];
    const state = states.reduce((before, each, at) => reducePops(before, [each], at), noPops);
    expect([...state.episodes.values()]).toMatchObject([{ popped: true, open: true }]);
    expect(state.lines.map(({ entry }) => entry.kind)).toEqual(['popped', 'pop-closed', 'popped']);
  });

  test('may come again with the same call, and pops again', () => {
    const again = sight('ringing', { visit: 1 });
    expect(entries(sight('ringing'), sight('over'), again).filter((entry) => entry.kind === 'popped')).toHaveLength(2);
  });

  test('is re-keyed when somebody else is there, also while talking', () => {
    expect(
      entries(sight('ringing', { party: bob }), sight('talking', { party: bob }), sight('talking')),
    ).toContainEqual({
      kind: 're-keyed',
      from: bob,
      to: ann,
    });
  });

  test('is not re-keyed by a name or a number that is only learnt', () => {
    const learnt = [
      sight('ringing', { party: { name: '', number: '' } }),
      sight('ringing', { party: { name: '', number: ann.number } }),
    ];
    expect(entries(...learnt, sight('ringing'))).toEqual([{ kind: 'popped' }]);
  });
});

describe('no pop', () => {
  test('for a call of mine', () => {
    expect(entries(sight('dialling'), sight('talking'), sight('over'))).toEqual([
      { kind: 'not-popped', why: 'own-call' },
    ]);
  });

  test('for one that was talking already, or over, when it was first seen', () => {
    expect(entries(sight('talking'))).toEqual([{ kind: 'not-popped', why: 'already-talking' }]);
    expect(entries(sight('over'))).toEqual([{ kind: 'not-popped', why: 'already-over' }]);
  });
});

test('what is kept is bounded', () => {
  const many = Array.from({ length: 2000 }, (_, n) => sight('ringing', { call: `call-${n}` }));
  const state = reducePops(noPops, many, 0);
  expect([state.episodes.size, state.lines.length]).toEqual([200, 1000]);
});

describe('a ring whose card becomes part of another call', () => {
  test('goes on and does not pop again', () => {
    const first = sight('ringing', { call: 'call-2' });
    const joined = sight('ringing', { visit: 1, absorbed: ['call-2'] });
    const state = [first, joined, sight('over', { visit: 1, absorbed: ['call-2'] })].reduce(
      (before, each, at) => reducePops(before, [each], at),
      noPops,
    );
    expect(state.lines).toMatchObject([
      { call: 'call-1', entry: { kind: 'popped' } },
      { call: 'call-1', entry: { kind: 'pop-closed', why: 'over' } },
    ]);
  });

  test('nor when it turns out to be a further visit', () => {
    expect(entries(sight('ringing'), sight('ringing', { visit: 2 }))).toEqual([{ kind: 'popped' }]);
    expect(entries(sight('ringing'), sight('over'), sight('ringing', { visit: 1 }))).toHaveLength(3);
  });
});
