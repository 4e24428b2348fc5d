import { expect, test } from 'vitest';
import { reduceCalls, reduceEvent } from '../../../main/calls/reduce-calls.ts';
import { type CallsState, callsOf } from '../../../main/calls/state.ts';
import type { PbxFact } from '../../../main/facts/fact.ts';
import { alice, dialBegin, dialEnd, enter, hangup, hold, leave, queueJoin, queueOffer, stranger } from './facts.ts';

/** A call of two others from the first sign to the last, half of them through a queue. */
function foreignCall(n: number): readonly PbxFact[] {
  const [caller, callee, at] = [`c${n}`, `d${n}`, n];
  const born = [stranger(caller, at), stranger(callee, at, { role: 'callee' })];
  const queued = n % 2 === 0 ? [queueJoin(caller, at), queueOffer(caller, callee, at)] : [];
  const talk = [dialBegin(caller, callee, at), dialEnd(caller, callee, at, 'ANSWER')];
  const bridged = [enter(callee, `b${n}`, at), enter(caller, `b${n}`, at), hold(caller, true, at)];
  return [...born, ...queued, ...talk, ...bridged, leave(caller, `b${n}`, at), hangup(caller, at), hangup(callee, at)];
}

test('a hundred thousand events of others leave nothing behind but the last few thousand of them', () => {
  let state: CallsState = callsOf([alice]);
  let events = 0;
  for (let n = 0; n < 10_000; n += 1) {
    for (const fact of foreignCall(n)) {
      state = reduceEvent(state, [fact]);
      events += 1;
    }
    if (n % 100 === 0) state = reduceCalls(state, { kind: 'tick', at: n * 1_000 });
  }
  const { legs, edges, notes, pairs, asks, waiting, tombstones, lobby, diagnostics } = state.pbx;
  expect(events).toBeGreaterThan(100_000);
  expect([legs, edges, pairs, asks, waiting, tombstones].map(({ size }) => size)).toEqual([0, 0, 0, 0, 0, 0]);
  expect([notes.length, diagnostics.length, state.records.size, state.shelf.length]).toEqual([0, 0, 0, 0]);
  const kept = lobby.full.reduce((sum, { facts }) => sum + facts.length, lobby.open.length);
  expect(kept).toBeLessThanOrEqual(65 * 64);
});
