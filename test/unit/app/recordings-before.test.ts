import { expect, test } from 'vitest';
import type { AmiAction } from '../../../main/ami/action.ts';
import type { AmiMessage } from '../../../main/ami/codec/message.ts';
import { recordingsBefore } from '../../../main/app/recording/recordings-before.ts';
import { failed, success } from '../../../main/base/result.ts';
import type { CallFact } from '../../../main/facts/fact.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const field = (action: AmiAction, name: string) => action.fields.find(([each]) => each === name)?.[1] ?? '';

/** What a PBX answers of its channels’ variables, by channel. */
async function found(
  variables: Readonly<Record<string, Readonly<Record<string, string>>>>,
  told: readonly string[] = [],
) {
  const legs = new Map(Object.keys(variables).map((id) => [id, { id, ami: {} }]));
  const notes = told.map((channel) => ({ kind: 'recording', channel }));
  const facts: CallFact[] = [];
  await recordingsBefore({
    ami: {
      action: (action) => {
        const of = variables[field(action, 'Channel')] ?? {};
        const value = of[field(action, 'Variable')] ?? '';
        if (value === 'gone') return Promise.resolve(failed({ kind: 'error', message: 'No such channel' } as const));
        return Promise.resolve(success({ get: () => value } as unknown as AmiMessage));
      },
    },
    model: { calls: { pbx: { legs, notes } } as never, apply: (fact: CallFact) => facts.push(fact) },
    clock: new FakeClock(7),
  });
  return facts.map((fact) => (fact.kind === 'recording' ? [fact.channel, fact.state] : null));
}

test('a recording that goes on when the desk starts is shown, paused where a desk has paused it', async () => {
  const file = { MIXMONITOR_FILENAME: '/var/spool/asterisk/monitor/a.wav' };
  expect(
    await found({
      caller: file,
      mine: { ...file, OFFHOOK_RECORDING: 'paused' },
      other: {},
      over: { ...file, OFFHOOK_RECORDING: 'off' },
      gone: { MIXMONITOR_FILENAME: 'gone', OFFHOOK_RECORDING: 'gone' },
      strange: { ...file, OFFHOOK_RECORDING: '<b>' },
    }),
  ).toEqual([
    ['caller', 'on'],
    ['mine', 'paused'],
    ['strange', 'on'],
  ]);
});

test('what an event has told meanwhile stands', async () => {
  expect(await found({ mine: { OFFHOOK_RECORDING: 'on' } }, ['mine'])).toEqual([]);
});
