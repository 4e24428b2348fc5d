import { describe, expect, test } from 'vitest';
import { InviteValues } from '../../../main/app/invite-values.ts';
import { shownValues } from '../../../main/app/shown-texts.ts';
import { ariFacts } from '../../../main/app/translate/ari-facts.ts';
import { decodeEvent } from '../../../main/ari/event.ts';
import type { SipCallId, Uniqueid } from '../../../main/base/ids.ts';
import { reduceCalls } from '../../../main/calls/reduce-calls.ts';
import { callStack } from '../../../main/calls/select-calls.ts';
import { callsOf } from '../../../main/calls/state.ts';
import type { DialogFact } from '../../../main/facts/dialog-facts.ts';
import { settingsSchema } from '../../../main/settings/schema.ts';

const dialog: DialogFact = {
  ...{ kind: 'dialog', at: 1, dialog: 'd1' as SipCallId, direction: 'in', phase: 'incoming', progress: 'calling' },
  ...{
    remote: { name: null, user: '5551' },
    startedAt: 1,
    answeredAt: null,
    held: false,
    heldByRemote: false,
    codec: null,
  },
  ...{ muted: false, media: null },
};

describe('what the PBX sends along', () => {
  test('in the INVITE is the call’s from its first sign on', () => {
    const invites = new InviteValues(['X-Ticket']);
    invites.received('INVITE sip:1 SIP/2.0\r\nCall-ID: d1\r\nX-Ticket: 4711\r\n\r\n');
    const state = reduceCalls(callsOf(['PJSIP/1001']), invites.with(dialog));
    expect(callStack(state)[0]?.values).toEqual({ 'X-Ticket': '4711' });
  });

  test('in ARI’s channel variables and UserEvents is read where it is wanted', () => {
    const channel = {
      id: '1.1',
      name: 'PJSIP/1001-00000001',
      state: 'Up',
      channelvars: { TICKET: '4711', PIN: '1234' },
    };
    const factsOf = (event: object) => {
      const decoded = decodeEvent(JSON.stringify({ timestamp: '2026-01-01T00:00:00.000+0000', ...event }));
      return decoded.kind === 'event' ? ariFacts(decoded.event, 1, ['TICKET', 'Plan']) : [];
    };
    const valuesOf = (event: object) => factsOf(event).flatMap((fact) => (fact.kind === 'values' ? [fact] : []));
    const id = '1.1' as Uniqueid;
    expect(valuesOf({ type: 'ChannelHold', channel })).toMatchObject([{ channel: id, values: { TICKET: '4711' } }]);
    expect(
      valuesOf({ type: 'ChannelUserevent', eventname: 'x', channel, userevent: { Plan: 'Gold', PIN: '1' } }),
    ).toMatchObject([{ values: { TICKET: '4711', Plan: 'Gold' } }]);
  });

  test('is shown by label, in the settings’ order, and without what could pass for something else', () => {
    const wanted = [{ name: 'TICKET', label: 'Ticket' }, { name: 'Plan' }, { name: 'EMPTY' }, { name: 'constructor' }];
    const shown = shownValues({ Plan: 'Go\u202Eld\r\nX', TICKET: '<b>4711</b>', OTHER: 'no', EMPTY: ' ' }, wanted);
    expect(Object.entries(shown)).toEqual([
      ['Ticket', '<b>4711</b>'],
      ['Plan', 'Go ld X'],
    ]);
  });

  test.each(['__proto__', 'X Ticket', 'a:b', ''])('cannot be asked for by the name %j', (name) => {
    const parsed = settingsSchema.shape.values.safeParse([{ name }]);
    expect(parsed.success).toBe(false);
  });
});
