import { expect, it } from 'vitest';
import { firstSignOf } from '../../../main/sip/first-sign.ts';

const me = { username: '1001', contact: 'k3j2h1', now: 5_000 };
const headers = {
  Via: 'SIP/2.0/WSS 192.0.2.1:8089;rport;branch=z9hG4bKPj1',
  From: '"Ann \\"A\\" Client" <sip:+12125550142@pbx>;tag=as1',
  To: '<sip:k3j2h1@192.0.2.7>',
  Contact: '<sip:asterisk@192.0.2.1:8089;transport=ws>',
  'Call-ID': '4c1f@192.0.2.1',
  CSeq: '8123 INVITE',
  'Max-Forwards': '70',
  'Content-Type': 'application/sdp',
};
const message = (
  changes: Readonly<Record<string, string | null>> = {},
  start = 'INVITE sip:k3j2h1@192.0.2.7 SIP/2.0',
) =>
  [
    start,
    ...Object.entries({ ...headers, ...changes }).flatMap(([name, value]) =>
      value === null ? [] : [`${name}: ${value}`],
    ),
    '',
    'v=0\r\n',
  ].join('\r\n');

it('who rings is read from an INVITE as it came, by the same rules as from SIP.js', () => {
  expect(firstSignOf(message(), me)).toMatchObject({
    ...{ phase: 'incoming', direction: 'in', callId: '4c1f@192.0.2.1', startedAt: 5_000 },
    ...{ remote: { name: 'Ann "A" Client', user: '+12125550142' }, local: { user: '1001' } },
  });
  const vouched = message({ 'P-Asserted-Identity': '"Real Name" <sip:+15550123@pbx>', To: '<sip:500@pbx>' });
  expect(firstSignOf(vouched, me)).toMatchObject({
    remote: { name: 'Real Name', user: '+15550123' },
    local: { user: '500' },
  });
});

it.each([
  ['another request', {}, 'BYE sip:k3j2h1@192.0.2.7 SIP/2.0'],
  ['an answer', {}, 'SIP/2.0 200 OK'],
  ['an INVITE within a dialog', { To: '<sip:k3j2h1@192.0.2.7>;tag=mine' }],
  ['a call in the place of another', { Replaces: 'x;to-tag=1;from-tag=2' }],
  ['a call that asks for more than everybody can', { Require: '100rel' }],
  ['a control character', { From: '"Ann\u0007" <sip:1@pbx>;tag=1' }],
  ['a folded line', { From: '"Ann"\r\n <sip:1@pbx>;tag=1' }],
  ['a header twice', { From: '<sip:1@pbx>;tag=1\r\nFrom: <sip:2@pbx>;tag=2' }],
  ['a short name', { From: null, F: '<sip:1@pbx>;tag=1' }],
  ['no tag', { From: '<sip:1@pbx>' }],
  ['an address that is none', { From: 'Ann;tag=1' }],
  ['a Call-ID nobody writes', { 'Call-ID': 'a b' }],
  ['a CSeq of something else', { CSeq: '1 ACK' }],
  ['no branch', { Via: 'SIP/2.0/WSS 192.0.2.1' }],
  ['no contact', { Contact: null }],
])('%s is for SIP.js to judge', (_, changes, start?: string) => {
  expect(firstSignOf(message(changes as Readonly<Record<string, string | null>>, start), me)).toBeNull();
});

it('what has no end is no message', () => {
  expect(firstSignOf('INVITE sip:a@b SIP/2.0\r\nVia: x', me)).toBeNull();
});
