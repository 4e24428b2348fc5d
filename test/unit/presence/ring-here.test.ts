import { expect, test } from 'vitest';
import { type RingFacts, ringHere } from '../../../main/presence/ring-here.ts';

const fine: RingFacts = {
  line: 'registered',
  page: true,
  microphone: 'ready',
  extension: 'reachable',
  diverted: null,
  pausedIn: [],
  signedOutOf: [],
  clockAhead: 900,
};

test('a call rings here when nothing stands in its way, also where nobody tells of the extension', () => {
  expect(ringHere(fine)).toEqual({ rings: 'yes' });
  expect(ringHere({ ...fine, extension: null, microphone: 'unknown' })).toEqual({ rings: 'yes' });
});

test.each<[string, Partial<RingFacts>, object]>([
  ['another desk took over', { line: 'taken-over' }, { rings: 'no', why: 'taken-over' }],
  ['the line is down', { line: 'down' }, { rings: 'no', why: 'down' }],
  ['the line is being made', { line: 'connecting' }, { rings: 'no', why: 'connecting' }],
  ['no page holds the audio', { page: false }, { rings: 'no', why: 'no-page' }],
  ['the microphone is blocked', { microphone: 'blocked' }, { rings: 'unheard', why: 'microphone-blocked' }],
  ['there is no microphone', { microphone: 'missing' }, { rings: 'unheard', why: 'microphone-missing' }],
  ['the PBX cannot reach it', { extension: 'unreachable' }, { rings: 'no', why: 'unreachable' }],
  ['the clock is fast', { clockAhead: 7 * 60_000 }, { rings: 'out-of-time', ahead: true, minutes: 7 }],
  ['the clock is slow', { clockAhead: -125_000 }, { rings: 'out-of-time', ahead: false, minutes: 2 }],
  [
    'the PBX disturbs nobody',
    { diverted: { what: 'doNotDisturb', to: null } },
    { rings: 'diverted', what: 'doNotDisturb', to: null },
  ],
  [
    'the PBX forwards all calls',
    { diverted: { what: 'always', to: '1002' } },
    { rings: 'diverted', what: 'always', to: '1002' },
  ],
  ['it is paused', { pausedIn: ['support'] }, { rings: 'not-from-queues', why: 'paused', queues: ['support'] }],
  [
    'it is signed in nowhere',
    { signedOutOf: ['support'] },
    { rings: 'not-from-queues', why: 'signed-out', queues: ['support'] },
  ],
])('it is told when %s', (_, facts, told) => {
  expect(ringHere({ ...fine, ...facts })).toEqual(told);
});

test('of several reasons the one that must be cured first is told', () => {
  const all: RingFacts = {
    line: 'down',
    page: false,
    microphone: 'blocked',
    extension: 'unreachable',
    diverted: { what: 'always', to: '1002' },
    pausedIn: ['support'],
    signedOutOf: ['sales'],
    clockAhead: -3_600_000,
  };
  expect(ringHere(all)).toEqual({ rings: 'no', why: 'down' });
  expect(ringHere({ ...all, line: 'registered' })).toEqual({ rings: 'no', why: 'no-page' });
  expect(ringHere({ ...all, line: 'registered', page: true })).toMatchObject({ why: 'microphone-blocked' });
});
