import { beforeEach, describe, expect, it } from 'vitest';
import { FirstSigns, type HeardCall } from '../../../main/sip/first-signs.ts';
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
let hush: { on: boolean };
/** How many had been told when it was written down. */
let toldOnceNoted: number[];
let noted: (readonly HeardCall[])[];
let signs: FirstSigns;
beforeEach(() => {
  clock = new FakeClock(0);
  told = [];
  known = new Set();
  hush = { on: false };
  toldOnceNoted = [];
  noted = [];
  signs = new FirstSigns({
    clock,
    hush,
    me: () => ({ username: '1001', contact: 'x' }),
    tell: (dialog) => told.push(dialog),
    note: () => {
      noted.push(signs.journalled);
      toldOnceNoted.push(told.length);
    },
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

it('who was told of is written down until SIP.js has them or refuses to', async () => {
  const handed = signs.read(invite);
  expect(noted.at(-1)).toMatchObject([{ phase: 'heard', call: 'ann', message: invite, local: { user: '1001' } }]);
  handed?.();
  await clock.advance(0);
  expect(noted.at(-1)).toEqual([]);
});

it('who was told of by another road is written down first: they are about to be seen', () => {
  hush.on = true;
  signs.read(invite);
  expect(toldOnceNoted[0]).toBe(0);
  expect(noted[0]).toMatchObject([{ call: 'ann' }]);
});

describe('whom an Offhook before this one had told of', () => {
  const hand = (message: string) => handed.push(message.split('\r\n')[0] ?? '');
  let handed: string[];
  beforeEach(() => {
    handed = [];
    signs.read(invite);
    const [left = []] = noted;
    signs.dispose();
    told.length = 0;
    // The contact of a process is its own.
    signs.again(left.map((call) => ({ ...call, message: call.message.replace('sip:1001@', 'sip:then@') })));
  });

  it('rings again, and SIP.js has the INVITE as one to us, once there is a connection', async () => {
    expect(told).toMatchObject([{ phase: 'incoming', callId: ann, startedAt: 0 }]);
    signs.handOn(hand);
    expect(handed).toEqual(['INVITE sip:1001@192.0.2.7 SIP/2.0']);
    expect(signs.taken(ann)).toMatchObject({ isLeft: true });
    await clock.advance(60_000);
    expect([told.length, clock.pending]).toEqual([1, 0]);
  });

  it('is over when the PBX says that the channel is, and SIP.js never hears of them', () => {
    signs.gone(ann);
    signs.handOn(hand);
    expect(told.at(-1)).toMatchObject({ phase: 'ended', end: { how: 'cancelled' } });
    expect([handed, noted.at(-1)]).toEqual([[], []]);
  });

  it('is lost to us where there is no connection for half a minute', async () => {
    await clock.advance(30_000);
    expect(told.at(-1)).toMatchObject({ phase: 'ended', end: { how: 'lost' } });
    expect(signs.settled(ann)).toBeNull();
  });
});

it('nobody is kept waiting by a phone that is gone', async () => {
  signs.read(invite);
  const settled = signs.settled(ann);
  signs.dispose();
  await settled;
  expect(clock.pending).toBe(0);
});
