import { describe, expect, test } from 'vitest';
import { amiFacts } from '../../../main/app/translate/ami-facts.ts';
import { ariChannel } from '../../../main/app/translate/ari-facts.ts';
import { endpointOf, pairOf } from '../../../main/app/translate/endpoint-of.ts';

test.each([
  ['PJSIP/1001-0000002a', 'PJSIP/1001'],
  ['PJSIP/1001-web-0000002b', 'PJSIP/1001-web'],
  ['Local/1001@from-trunk-0000000c;1', null],
  ['PJSIP/1001', null],
])('%s belongs to %s', (channel, endpoint) => {
  expect(endpointOf(channel)).toBe(endpoint);
});

test('both halves of a Local channel are one pair, and a phone is none', () => {
  expect(pairOf('Local/500@from-trunk-0000000c;2')).toBe('Local/500@from-trunk-0000000c');
  expect(pairOf('Local/500@from-trunk-0000000c;1')).toBe(pairOf('Local/500@from-trunk-0000000c;2'));
  expect(pairOf('PJSIP/1001-0000002a')).toBeNull();
});

const event = (name: string, headers: Record<string, string>) => ({
  name,
  get: (header: string) => headers[header],
  all: (header: string) => (headers[header] === undefined ? [] : [headers[header]]),
});

describe('AMI', () => {
  const leg = { Uniqueid: 'leg', Channel: 'PJSIP/1001-0000002a', ChannelStateDesc: 'Ring', Exten: '600' };

  test('tells who made a channel, and what was dialled, at its birth alone', () => {
    expect(amiFacts(event('Newchannel', leg), 7)).toMatchObject([
      { kind: 'channel', channel: 'leg', role: 'caller', dialled: '600', born: true, endpoint: 'PJSIP/1001' },
    ]);
    expect(amiFacts(event('Newstate', leg), 7)).toMatchObject([{ role: 'caller', dialled: null, born: false }]);
  });

  test('takes <unknown> for nobody', () => {
    const named = { ...leg, CallerIDNum: '1001', CallerIDName: '<unknown>' };
    expect(amiFacts(event('Newstate', named), 7)).toMatchObject([{ caller: { number: '1001', name: '' } }]);
  });

  test('tells of a queue’s offer with the channels it links', () => {
    const offer = { ...leg, Queue: 'support', DestUniqueid: 'me', DestChannel: 'PJSIP/1002-0000002b' };
    expect(amiFacts(event('AgentCalled', offer), 7).map((fact) => fact.kind)).toEqual([
      'queue-offer',
      'channel',
      'channel',
    ]);
  });

  test('tells how long a caller already waits from a snapshot', () => {
    const entry = event('QueueEntry', { Queue: 'support', Uniqueid: 'caller', Wait: '48', Position: '2' });
    expect(amiFacts(entry, 100_000)).toMatchObject([{ kind: 'queue-join', joinedAt: 52_000, position: 2 }]);
  });

  test('reads no texts from events that come by a road of their own', () => {
    const parked = { ParkeeUniqueid: 'c', ParkeeChannel: 'PJSIP/trunk-00000001', ParkeeConnectedLineNum: '2001' };
    expect(amiFacts(event('ParkedCall', parked), 7).map((fact) => fact.kind)).toEqual(['parked']);
    expect(amiFacts(event('ConfbridgeJoin', leg), 7).map((fact) => fact.kind)).toEqual(['conference']);
    expect(amiFacts(event('UserEvent', leg), 7)).toEqual([]);
  });

  test('brings the values it was asked for, and no others', () => {
    const user = event('UserEvent', { ...leg, UserEvent: 'ScreenPop', Ticket: 'T-7', Other: 'x' });
    expect(amiFacts(user, 7, ['Ticket'])).toMatchObject([{ kind: 'values', values: { Ticket: 'T-7' } }]);
    const variable = event('Newstate', { ...leg, ChanVariable: 'FROM_DID=+15550100' });
    expect(amiFacts(variable, 7, ['FROM_DID']).at(-1)).toMatchObject({ values: { FROM_DID: '+15550100' } });
  });

  test('says nothing where headers are missing or senseless', () => {
    for (const name of ['AgentCalled', 'Hangup', 'DialBegin', 'BridgeEnter', 'ParkedCall', 'Newchannel', 'Pickup']) {
      expect(amiFacts(event(name, {}), 0)).toEqual([]);
    }
    expect(amiFacts(event('QueueEntry', { Queue: 'q', Uniqueid: 'u', Wait: 'soon' }), 0)).toEqual([]);
    expect(amiFacts(event('Newexten', leg), 0)).toEqual([]);
  });
});

test('ARI joins a channel to its dialog, where the PBX is new enough to say', () => {
  const party = { name: '', number: '' };
  const shown = { id: 'leg', name: 'PJSIP/1001-0000002a', state: 'Ringing', createdAt: null };
  const channel = { ...shown, caller: party, connected: party, dialplan: { context: '', exten: '' } };
  const times = { source: 'ari', at: 7, pbxAt: null } as const;
  expect(ariChannel({ ...channel, protocolId: 'a@pbx' }, times)).toMatchObject({ dialog: 'a@pbx', role: 'callee' });
  expect(ariChannel({ ...channel, protocolId: null }, times).dialog).toBeNull();
});
