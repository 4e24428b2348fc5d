import { expect, test } from 'vitest';
import { driftOf } from '../../../main/queues/drift.ts';
import type { MemberTold } from '../../../main/queues/queue-facts.ts';
import { reduceQueues, unknownQueues } from '../../../main/queues/queues.ts';

const me = (queue: string, change: Partial<MemberTold> = {}): MemberTold => ({
  ...{ queue, interface: 'PJSIP/1014', device: 'PJSIP/1014', name: null, dynamic: true, penalty: 0, status: 1 },
  ...{ paused: false, pausedReason: null, pausedAt: null, lastCallAt: null, callsTaken: 0, wrapUpSeconds: 0 },
  ...change,
});
const bob = me('support', { interface: 'PJSIP/1002', device: 'PJSIP/1002' });
const state = (...members: readonly MemberTold[]) =>
  reduceQueues(unknownQueues, {
    ...{ kind: 'queues', at: 0, since: 0, only: null, numbers: [], waiting: [] },
    members,
  });
const mine = new Set(['PJSIP/1014']);

test('a queue in which the PBX has me otherwise is named; what others do there is not looked at', () => {
  const known = state(me('sales'), me('support'), bob);
  expect(driftOf(known, [me('sales', { callsTaken: 4 }), me('support')], mine)).toEqual([]);
  expect(driftOf(known, [me('sales')], mine)).toEqual(['support']);
  expect(driftOf(known, [me('sales', { paused: true, pausedReason: 'Lunch' }), me('support')], mine)).toEqual([
    'sales',
  ]);
  expect(driftOf(known, [me('sales'), me('support'), me('hasty')], mine)).toEqual(['hasty']);
  expect(driftOf(known, [me('sales', { penalty: 3 }), me('support', { dynamic: false })], mine)).toEqual([
    'sales',
    'support',
  ]);
});
