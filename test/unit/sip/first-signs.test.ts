import { beforeEach, expect, it } from 'vitest';
import { FirstSigns } from '../../../main/sip/first-signs.ts';
import type { SipCallId, SipDialog } from '../../../main/sip/phone.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const invite = [
  'INVITE sip:1001@192.0.2.7 SIP/2.0',
  'Via: SIP/2.0/WSS 192.0.2.1:8089;branch=z9hG4bKPj1',
  'From: "Ann Client" <sip:+12125550142@pbx>;tag=as1',
  'To: <sip:1001@192.0.2.7>',
  'Contact: <sip:asterisk@192.0.2.1:8089;transport=ws>',
  'Call-ID: ann',
  'CSeq: 1 INVITE',
  '',
  '',
].join('\r\n');
const ann = 'ann' as SipCallId;

let clock: FakeClock;
let told: SipDialog[];
let known: Set<SipCallId>;
let signs: FirstSigns;
beforeEach(() => {
  clock = new FakeClock(0);
  told = [];
  known = new Set();
  signs = new FirstSigns({
    clock,
    me: () => ({ username: '1001', contact: 'x' }),
    tell: (dialog) => told.push(dialog),
    isKnown: (call) => known.has(call),
  });
});

it('a caller is told of at once, and once only; who wants to answer waits until there is a call', async () => {
  const handed = signs.read(invite);
  expect(signs.read(invite)).toBeNull();
  expect(told).toMatchObject([{ phase: 'incoming', remote: { name: 'Ann Client' } }]);
  const settled = signs.settled(ann);
  signs.taken(ann);
  handed?.();
  await settled;
  expect(signs.settled(ann)).toBeNull();
  await clock.advance(1_000);
  expect([told.length, clock.pending]).toEqual([1, 0]);
});

it('a caller whom SIP.js does not take is gone a moment after it has had the message', async () => {
  const handed = signs.read(invite);
  const settled = signs.settled(ann);
  await clock.advance(1_000);
  expect(told).toHaveLength(1);
  handed?.();
  await clock.advance(0);
  await settled;
  expect(told).toMatchObject([{ phase: 'incoming' }, { phase: 'ended', end: { by: 'them', how: 'cancelled' } }]);
});

it('a call that is there already is not told of anew', () => {
  known.add(ann);
  expect(signs.read(invite)).toBeNull();
  expect(told).toEqual([]);
});

it('nobody is kept waiting by a phone that is gone', async () => {
  signs.read(invite);
  const settled = signs.settled(ann);
  signs.dispose();
  await settled;
  expect(clock.pending).toBe(0);
});
