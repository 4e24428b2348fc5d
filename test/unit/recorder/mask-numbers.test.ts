import { describe, expect, test } from 'vitest';
import { NumberMask } from '../../../main/recorder/mask-numbers.ts';

describe('masked numbers', () => {
  test('are gone from every place they stand in, the same mask for the same number', () => {
    const mask = new NumberMask();
    const ami = mask.entry({
      ...{ at: 0, road: 'ami', dir: 'in' },
      text: [
        'Event: Newchannel',
        'Channel: Local/15551230001@from-trunk-00000012;1',
        'CallerIDNum: +15551230001',
        'CallerIDName: (555) 987-6543 Ann',
        'ConnectedLineNum: 1001',
        'Uniqueid: 1700000000.12',
      ].join('\r\n'),
    });
    const sip = mask.entry({ at: 0, road: 'sip', dir: 'in', text: 'INVITE sip:+15551230001@pbx.example SIP/2.0\r\n' });
    const ari = mask.entry({
      ...{ at: 0, road: 'ari', dir: 'in' },
      event: {
        channel: { id: '1700000000.12', name: 'PJSIP/trunk-00000012', caller: { name: 'x', number: '15551230001' } },
      },
    });
    const told = mask.entry({
      ...{ at: 0, road: 'sip', dir: 'told' },
      fact: { dialog: 'call-id-1234567890123456', remote: { name: null, user: '+15551230001' } },
    });
    const all = JSON.stringify([ami, sip, ari, told]);
    expect(all).not.toMatch(/5551230001|987-6543/);
    expect(all.match(/masked1\b/g)).toHaveLength(5);
    expect(all).toContain('masked2');
    // What joins, and who is inside, stays.
    for (const kept of [
      '1700000000.12',
      'PJSIP/trunk-00000012',
      '00000012;1',
      'ConnectedLineNum: 1001',
      'call-id-1234567890123456',
    ]) {
      expect(all).toContain(kept);
    }
  });
});
