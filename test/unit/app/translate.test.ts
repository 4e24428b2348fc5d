import { describe, expect, test } from 'vitest';
import { amiFact } from '../../../main/app/translate/ami-facts.ts';
import { ariChannelFact } from '../../../main/app/translate/ari-facts.ts';
import { endpointOf } from '../../../main/app/translate/endpoint-of.ts';

test.each([
  ['PJSIP/1001-0000002a', 'PJSIP/1001'],
  ['PJSIP/1001-web-0000002b', 'PJSIP/1001-web'],
  ['Local/1001@from-trunk-0000000c;1', null],
  ['PJSIP/1001', null],
])('%s belongs to %s', (channel, endpoint) => {
  expect(endpointOf(channel)).toBe(endpoint);
});

const event = (name: string, headers: Record<string, string>) => ({ name, get: (header: string) => headers[header] });

describe('AMI', () => {
  const offer = { Queue: 'support', Uniqueid: 'caller', DestUniqueid: 'leg', DestChannel: 'PJSIP/1001-0000002a' };

  test('tells of a queue’s offer to me, and of nobody else’s', () => {
    expect(amiFact(event('AgentCalled', offer), 'PJSIP/1001', 7)).toEqual({
      kind: 'queue-offer',
      at: 7,
      queue: 'support',
      caller: 'caller',
      member: 'leg',
    });
    expect(
      amiFact(event('AgentCalled', { ...offer, DestChannel: 'PJSIP/1001-web-0000002a' }), 'PJSIP/1001', 7),
    ).toBeNull();
  });

  test('tells how long a caller already waits from a snapshot', () => {
    const entry = event('QueueEntry', { Queue: 'support', Uniqueid: 'caller', Wait: '48' });
    expect(amiFact(entry, 'PJSIP/1001', 100_000)).toMatchObject({ kind: 'queue-caller', joinedAt: 52_000 });
  });

  test('says nothing where headers are missing or senseless', () => {
    expect(amiFact(event('AgentCalled', {}), 'PJSIP/1001', 0)).toBeNull();
    expect(amiFact(event('QueueEntry', { Queue: 'q', Uniqueid: 'u', Wait: 'soon' }), 'PJSIP/1001', 0)).toBeNull();
    expect(amiFact(event('Hangup', {}), 'PJSIP/1001', 0)).toBeNull();
    expect(amiFact(event('Newexten', offer), 'PJSIP/1001', 0)).toBeNull();
  });
});

test('ARI joins my channel to its dialog, where the PBX is new enough to say', () => {
  const channel = { id: 'leg', name: 'PJSIP/1001-0000002a', protocolId: 'a@pbx' };
  expect(ariChannelFact(channel, 'PJSIP/1001', 7)).toEqual({
    kind: 'channel-dialog',
    at: 7,
    channel: 'leg',
    dialog: 'a@pbx',
  });
  expect(ariChannelFact({ ...channel, protocolId: null }, 'PJSIP/1001', 7)).toBeNull();
  expect(ariChannelFact(channel, 'PJSIP/1002', 7)).toBeNull();
});
