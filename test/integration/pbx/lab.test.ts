import { once } from 'node:events';
import { get } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import { connect, type DetailedPeerCertificate } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { settingsSchema } from '../../../main/settings/schema.ts';
import { type AmiMessage, type Pbx, startPbx } from '../../pbx/pbx.ts';
import { toneLevel } from '../../support/tone.ts';

let pbx: Pbx;
beforeAll(async () => {
  pbx = await startPbx();
});
afterAll(async () => pbx.stop());
afterEach(async () => pbx.truth.noChannelsWithin(2_000));

const ann = { name: 'Ann Client', number: '+12125550142' };
const awkward = `O'Brien "Bob" \\ Ünal 😀`;

/** Undoes ast_escape_c_alloc, by which AMI escapes caller names: here only quotes and backslashes occur. */
const unescaped = (text = ''): string => text.replace(/\\(.)/g, '$1');

const isEvent =
  (name: string, headers: AmiMessage = {}) =>
  (event: AmiMessage): boolean =>
    event['Event'] === name && Object.entries(headers).every(([header, value]) => event[header] === value);

describe('the lab', () => {
  it('says nothing in the log that is a warning or an error', async () => {
    expect((await pbx.log()).split('\n').filter((line) => /\b(WARNING|ERROR)\b/.test(line))).toEqual([]);
  });

  it('gives settings that Offhook accepts as they are', () => {
    const { settings, secrets } = pbx.profileFor('1003');
    expect(settingsSchema.parse(settings)).toMatchObject({
      agent: { name: 'Carol Example', extension: '1003' },
      mailbox: '1003@default',
    });
    expect(secrets.sipPassword).toBe(pbx.accounts.sip['1003']?.secret);
  });

  it('shows a certificate its own CA vouches for, and nobody else', async () => {
    const { ports, caPem, certSha256 } = pbx;
    const account = pbx.accounts.ari['agent1001'];
    const auth = `${account?.username}:${account?.secret}`;
    const request = get({ host: 'localhost', port: ports.https, path: '/ari/asterisk/info', auth, ca: caPem });
    const [response] = (await once(request, 'response')) as [NodeJS.ReadableStream & { statusCode: number }];
    response.resume();
    expect(response.statusCode).toBe(200);
    const socket = connect({ host: 'localhost', port: ports.amiTls, ca: caPem });
    await once(socket, 'secureConnect');
    const { fingerprint256 }: DetailedPeerCertificate = socket.getPeerCertificate(true);
    socket.destroy();
    expect(fingerprint256.replaceAll(':', '').toLowerCase()).toBe(certSha256);
    const untrusting = connect({ host: 'localhost', port: ports.amiTls });
    await expect(once(untrusting, 'secureConnect')).rejects.toMatchObject({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
  });

  it('keeps an urgent message over a restart, and loses the calls', async () => {
    const call = await pbx.callIn({ ...ann, to: '600', via: 'sip' });
    await pbx.leaveVoicemail({ mailbox: '1004', urgent: true, seconds: 1 });
    const before = await pbx.truth.mailbox('1004');
    await pbx.restart();
    expect(await call.ended).toEqual({ cause: 0, causeText: 'the PBX is gone' });
    expect(before.urgent).toBe(1);
    expect(await pbx.truth.mailbox('1004')).toEqual(before);
    await call.hangUp();
  });

  it('answers nothing while paused, and then everything', async () => {
    pbx.pause();
    const answer = pbx.cli('core show uptime');
    const first = await Promise.race([answer, delay(150, 'silence')]);
    pbx.unpause();
    expect(first).toBe('silence');
    expect(await answer).toContain('System uptime');
  });
});

describe('a call from outside', () => {
  it('goes to voicemail when nobody is registered, and the message is counted', async () => {
    const since = pbx.truth.mark();
    const call = await pbx.callIn({ ...ann, to: '1001', via: 'sip' });
    await call.answered;
    // # skips the greeting.
    await pbx.truth.waitFor(isEvent('Newexten', { Application: 'VoiceMail', Uniqueid: call.uniqueid }), { since });
    call.sendDigits('#');
    await delay(2_200);
    await call.hangUp();
    const waiting = await pbx.truth.waitFor(isEvent('MessageWaiting', { Mailbox: '1001@default' }), { since });
    expect(waiting).toMatchObject({ New: '1', Old: '0' });
    expect(await pbx.truth.mailbox('1001')).toEqual({ new: 1, old: 0, urgent: 0 });
  });

  it('by Local rings until the customer gives up', async () => {
    const since = pbx.truth.mark();
    const call = await pbx.callIn({ ...ann, to: '3002' });
    await pbx.truth.waitFor(isEvent('DialBegin', { Uniqueid: call.uniqueid }), { since });
    await call.hangUp();
    expect((await call.ended).causeText).not.toBe('the PBX is gone');
    expect(await pbx.truth.waitFor(isEvent('DialEnd', { Uniqueid: call.uniqueid }), { since })).toMatchObject({
      DialStatus: 'CANCEL',
    });
  });

  it.each(['sip', 'local'] as const)('by %s has exactly the name it was given', async (via) => {
    const since = pbx.truth.mark();
    const call = await pbx.callIn({ to: '601', name: awkward, number: '+442079460137', via });
    const answered = await pbx.truth.waitFor(isEvent('Newstate', { Uniqueid: call.uniqueid, ChannelState: '6' }), {
      since,
    });
    await call.hangUp();
    expect(unescaped(answered['CallerIDName'])).toBe(awkward);
    expect(answered['CallerIDNum']).toBe('+442079460137');
  });

  it('waits in the queue', async () => {
    const since = pbx.truth.mark();
    const call = await pbx.queueCall(ann);
    const joined = await pbx.truth.waitFor(isEvent('QueueCallerJoin', { Uniqueid: call.uniqueid }), { since });
    expect(joined).toMatchObject({ Queue: 'support', CallerIDName: 'Ann Client' });
    await call.hangUp();
  });

  it('can be parked', async () => {
    const since = pbx.truth.mark();
    const call = await pbx.callIn({ ...ann, to: '601' });
    await pbx.truth.waitFor(isEvent('MusicOnHoldStart', { Uniqueid: call.uniqueid }), { since });
    expect(await pbx.park(call.channel)).toMatchObject({ ParkingSpace: '701', ParkeeUniqueid: call.uniqueid });
    await call.hangUp();
  });
});

describe('the SIP caller', () => {
  it('hears its own tone come back, and both directions can be recorded', async () => {
    const call = await pbx.callIn({ ...ann, to: '600', via: 'sip' });
    await call.answered;
    const [from, to] = await Promise.all([
      pbx.record(call.channel, 'from-phone'),
      pbx.record(call.channel, 'to-phone'),
    ]);
    await delay(700);
    const recorded = [await from.stop(), await to.stop()];
    const heard = call.heard();
    await call.hangUp();
    for (const samples of [...recorded, heard.slice(-4_000)]) {
      expect(samples.length).toBeGreaterThan(3_000);
      // It plays a quarter of full scale: -12 dBFS.
      expect(Math.abs(toneLevel(samples.slice(-3_000), 8_000, 440) + 12)).toBeLessThan(1.5);
    }
  });

  it('can say nothing', async () => {
    const call = await pbx.callIn({ ...ann, to: '600', via: 'sip', plays: 'silence' });
    await call.answered;
    await delay(400);
    expect(call.heard().length).toBeGreaterThan(1_000);
    expect(toneLevel(call.heard(), 8_000, 440)).toBeLessThan(-70);
    await call.hangUp();
  });

  it('sends digits the dialplan reads in order', async () => {
    const since = pbx.truth.mark();
    const call = await pbx.callIn({ ...ann, to: '604', via: 'sip' });
    await call.answered;
    call.sendDigits('1958');
    const digits = await pbx.truth.waitFor(isEvent('UserEvent', { UserEvent: 'Digits' }), { since });
    expect(digits['Digits']).toBe('1958');
    await call.hangUp();
  });

  it('gives up while it rings', async () => {
    const call = await pbx.callIn({ ...ann, to: '3002', via: 'sip' });
    await call.hangUp();
    expect(await call.sipEnded).toEqual({ by: 'us', status: 487 });
  });

  it('learns when the PBX hangs up', async () => {
    const call = await pbx.callIn({ ...ann, to: '601', via: 'sip' });
    await call.answered;
    await pbx.truth.action({ Action: 'Hangup', Channel: call.channel, Cause: 16 });
    expect(await call.sipEnded).toEqual({ by: 'them', status: null });
  });

  it.each([
    ['606', 486, 'busy'],
    ['607', 503, 'congestion'],
    ['608', 404, 'unallocated'],
    ['611', 404, 'not registered'],
    ['612', 403, 'rejected'],
    ['613', 480, 'absent'],
    ['3003', 486, 'a busy robot'],
    ['3007', 403, 'a robot that rejects'],
  ])('gets from %s the answer %i: %s', async (to, status) => {
    const call = await pbx.callIn({ ...ann, to, via: 'sip' });
    expect(await call.sipEnded).toEqual({ by: 'them', status });
  });
});

describe('a message', () => {
  it('for nobody is refused at once', async () => {
    await expect(pbx.leaveVoicemail({ mailbox: 'nobody' })).rejects.toThrow('no message can be left for nobody');
  });
});
