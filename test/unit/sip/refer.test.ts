import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '../../../main/base/result.ts';
import type { Referral, SipRefusal } from '../../../main/sip/phone.ts';
import { statusOf } from '../../../main/sip/referrer.ts';
import { type Inside, ScriptedBench } from './scripted-pbx.ts';

let bench: ScriptedBench;
let call: Inside;
let progress: number[];
beforeEach(async () => {
  bench = await new ScriptedBench().up();
  call = await bench.talk();
  progress = [];
  bench.transport.scripts.set('REFER', () => '202 Accepted');
});
afterEach(() => bench.phone.dispose());

const refer = async (dials = '1002'): Promise<Result<Referral, SipRefusal>> => {
  const referred = bench.phone.refer(call.callId, { kind: 'dials', dials }, (status) => progress.push(status));
  await bench.settle();
  return referred;
};
const accepted = async (): Promise<Referral> => {
  const referred = await refer();
  if (!referred.ok) throw new Error(referred.failure.kind);
  return referred.value;
};
const notify = (line: string): Promise<void> =>
  bench.request('NOTIFY', {
    inside: call,
    headers: ['Event: refer', 'Subscription-State: active'],
    body: `${line}\r\n`,
  });
const referTo = () => bench.transport.sent.findLast(({ what }) => what === 'REFER')?.get('refer-to');

describe('a blind transfer', () => {
  it('is asked for when a hold that is under way has ended', async () => {
    bench.transport.scripts.set('INVITE', (_request, count) => (count === 1 ? '491 Request Pending' : '200 OK'));
    const held = bench.phone.hold(call.callId);
    const referred = refer();
    await bench.settle();
    expect(bench.sent).not.toContain('REFER');
    await bench.clock.advance(1_000);
    expect(await held).toEqual({ ok: true, value: undefined });
    await referred;
    expect(bench.sent.slice(-3)).toEqual(['INVITE', 'ACK', 'REFER']);
  });

  it('names the target, tells how it goes and hangs up our side once it has come about', async () => {
    const referral = await accepted();
    expect(referTo()).toBe('<sip:1002@pbx.example>');
    await notify('SIP/2.0 100 Trying');
    await notify('SIP/2.0 180 Ringing');
    expect(progress).toEqual([100, 180]);
    expect(bench.sent.at(-1)).toBe('200');
    expect(bench.last).toMatchObject({ phase: 'established' });
    await notify('SIP/2.0 200 OK');
    expect(await referral.end).toEqual({ ok: true, value: undefined });
    expect(progress).toEqual([100, 180, 200]);
    await bench.settle();
    expect(bench.sent).toContain('BYE');
    expect(bench.last).toMatchObject({ phase: 'ended', end: { by: 'us', how: 'bye' } });
  });

  it('that finds nobody leaves the call as it was', async () => {
    const referral = await accepted();
    await notify('SIP/2.0 404 Not Found');
    expect(await referral.end).toEqual({
      ok: false,
      failure: { kind: 'rejected', status: 404, reason: 'Not Found' },
    });
    await bench.settle();
    expect(bench.sent).not.toContain('BYE');
    expect(bench.last).toMatchObject({ phase: 'established' });
  });

  it('the PBX does not allow is refused, and can be asked for again', async () => {
    bench.transport.scripts.set('REFER', () => '603 Declined');
    expect(await refer()).toEqual({ ok: false, failure: { kind: 'rejected', status: 603, reason: 'Declined' } });
    bench.transport.scripts.set('REFER', () => '202 Accepted');
    expect(await refer()).toMatchObject({ ok: true });
  });

  it('is not asked for twice at once', async () => {
    await accepted();
    expect(await refer('1003')).toMatchObject({ ok: false, failure: { kind: 'rejected', status: 491 } });
    expect(bench.sent.filter((what) => what === 'REFER')).toHaveLength(1);
  });

  it('nobody answers is told after 8 s', async () => {
    bench.transport.scripts.set('REFER', () => null);
    const referred = bench.phone.refer(call.callId, { kind: 'dials', dials: '1002' });
    await bench.clock.advance(8_000);
    expect(await referred).toEqual({ ok: false, failure: { kind: 'timeout' } });
  });

  it('ends with the call when the far end hangs up meanwhile', async () => {
    const referral = await accepted();
    await bench.request('BYE', { inside: call });
    expect(await referral.end).toEqual({ ok: false, failure: { kind: 'wrong-phase', phase: 'ended' } });
  });

  it('to what cannot be dialled is not sent', async () => {
    expect(await refer('not a number')).toEqual({ ok: false, failure: { kind: 'bad-target' } });
    expect(bench.sent).not.toContain('REFER');
  });
});

describe('an attended transfer', () => {
  it('names the dialog of the other call with the tags as the PBX sees them', async () => {
    const other = await bench.phone.dial('1002');
    await bench.settle();
    if (!other.ok) throw new Error(other.failure.kind);
    const invite = bench.transport.sent.findLast(({ what }) => what === 'INVITE');
    const ourTag = /tag=(.+)$/.exec(invite?.get('from') ?? '')?.[1] ?? '';
    const referred = bench.phone.refer(call.callId, { kind: 'replaces', call: other.value });
    await bench.settle();
    expect(await referred).toMatchObject({ ok: true });
    const replaces = encodeURIComponent(`${other.value};to-tag=pbx;from-tag=${ourTag}`);
    expect(referTo()).toBe(`<sip:pbx@192.0.2.1;transport=ws?Replaces=${replaces}>`);
  });

  it('into a call that has not been answered is refused here', async () => {
    bench.transport.scripts.set('INVITE', () => '180 Ringing');
    const other = await bench.phone.dial('1002');
    await bench.settle();
    if (!other.ok) throw new Error(other.failure.kind);
    expect(await bench.phone.refer(call.callId, { kind: 'replaces', call: other.value })).toEqual({
      ok: false,
      failure: { kind: 'bad-target' },
    });
  });
});

it.each([
  ['SIP/2.0 200 OK', { status: 200, reason: 'OK' }],
  ['SIP/2.0 503 Service Unavailable\r\nVia: x', { status: 503, reason: 'Service Unavailable' }],
  ['SIP/2.0 100', { status: 100, reason: '' }],
  ['', null],
  ['Messages-Waiting: yes', null],
])('a NOTIFY that holds %j is read', (body, told) => {
  expect(statusOf(body)).toEqual(told);
});

it('a call of ours can be muted before it is answered', async () => {
  bench.transport.scripts.set('INVITE', () => '180 Ringing');
  const dialled = await bench.phone.dial('1002');
  await bench.settle();
  if (!dialled.ok) throw new Error(dialled.failure.kind);
  expect(await bench.phone.mute(dialled.value, true)).toEqual({ ok: true, value: undefined });
  expect(bench.media.log().at(-1)).toBe('mute');
});
