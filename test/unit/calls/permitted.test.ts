import { expect, test } from 'vitest';
import { permittedActions } from '../../../main/calls/permitted.ts';
import { callStack } from '../../../main/calls/select-calls.ts';
import type { CallFact } from '../../../main/facts/fact.ts';
import { after, answered, ended, seen } from './facts.ts';

const all = { online: true, audio: true };
function can(facts: readonly CallFact[], means = all): string {
  const call = callStack(after(...facts))[0];
  return call === undefined ? 'nothing' : permittedActions(call, means).join(' ');
}
const outgoing = seen('a', 0, { direction: 'out', phase: 'outgoing' });

test.each<[string, readonly CallFact[], string]>([
  ['ringing', [seen('a', 0)], 'answer silence decline'],
  ['silenced', [seen('a', 0), { kind: 'silenced', at: 1, call: 'call-1' }], 'answer decline'],
  ['being answered', [seen('a', 0, { phase: 'answering' })], 'decline'],
  ['dialling', [outgoing], 'hangUp'],
  ['active', [answered('a', 1)], 'hold mute digits hangUp'],
  ['muted', [answered('a', 1, { muted: true })], 'hold unmute digits hangUp'],
  ['held', [answered('a', 1, { held: true })], 'resume hangUp'],
  ['ended', [seen('a', 0), ended('a', 1)], 'redial dismiss'],
])('a call that is %s offers what works', (_, facts, actions) => {
  expect(can(facts)).toBe(actions);
});

test('without a microphone or a registration nothing is offered that needs it', () => {
  expect(can([seen('a', 0)], { online: true, audio: false })).toBe('silence decline');
  expect(can([answered('a', 1)], { online: false, audio: true })).toBe('mute digits hangUp');
  expect(can([answered('a', 1, { held: true })], { online: false, audio: true })).toBe('hangUp');
});

test('a caller without a number cannot be called back', () => {
  expect(can([seen('a', 0, { remote: { name: 'Anonymous', user: '' } }), ended('a', 1)])).toBe('dismiss');
});
