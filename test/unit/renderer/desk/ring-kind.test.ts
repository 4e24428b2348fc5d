import { describe, expect, it } from 'vitest';
import type { CallView } from '../../../../preload/contract/views.ts';
import { ringKind } from '../../../../renderer/desk/ring-kind.ts';
import { handedOver, transferLeg } from '../../../../renderer/fixtures/calls.ts';
import { active, dialling, ended, held, ringing } from './calls.ts';

const silenced: CallView = { ...ringing('s'), phase: 'ringing', silenced: true, alsoRinging: [] };
const answering: CallView = { ...ringing('a'), operation: { state: 'running', action: 'answer', since: 0 } };

const rows: readonly (readonly [string, readonly CallView[], string])[] = [
  ['is silent without calls', [], 'off'],
  ['rings for a ringing call', [ringing('a')], 'ring'],
  ['rings beside a call on hold', [ringing('a'), held('b')], 'ring'],
  ['rings beside an ended card', [ringing('a'), ended('b')], 'ring'],
  ['knocks beside an active call', [ringing('a'), active('b')], 'waiting'],
  ['knocks while another is being dialled', [ringing('a'), dialling('b')], 'waiting'],
  ['is silent for a silenced call', [silenced], 'off'],
  ['rings for the other when one is silenced', [silenced, ringing('a')], 'ring'],
  ['stops the moment the call is being answered', [answering], 'off'],
  ['is silent during a call', [active('a')], 'off'],
  ['rings while a caller is being transferred: nobody is spoken with', [ringing('a'), handedOver, transferLeg], 'ring'],
];

describe('the ringer', () => {
  it.each(rows)('%s', (_what, calls, kind) => {
    expect(ringKind(calls)).toBe(kind);
  });
});
