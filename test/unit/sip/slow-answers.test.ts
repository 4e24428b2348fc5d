import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Inside, ScriptedBench } from './scripted-pbx.ts';

let bench: ScriptedBench;
let call: Inside;
const ok = { ok: true, value: undefined };
beforeEach(async () => {
  bench = await new ScriptedBench().up();
  call = await bench.talk();
});
afterEach(() => bench.phone.dispose());

const invites = () => bench.sent.filter((what) => what === 'INVITE').length;
const lastInvite = () => {
  const invite = bench.transport.sent.findLast(({ what }) => what === 'INVITE');
  if (invite === undefined) throw new Error('no INVITE was sent');
  return invite;
};

describe('a running call whose re-INVITE is answered late, or never,', () => {
  it('has its audio back though the page and then the PBX took their time', async () => {
    bench.media.tell('connected');
    bench.transport.scripts.set('INVITE', () => null);
    const page = Promise.withResolvers<void>();
    bench.media.gate = page.promise;
    bench.media.tell('failed');
    await bench.clock.advance(7_000);
    page.resolve();
    await bench.clock.advance(2_000);
    bench.transport.respond(lastInvite(), '200 OK');
    await bench.settle();
    expect(bench.media.log().slice(-2)).toEqual(['offer sendrecv restart', 'accept answer']);
    bench.media.tell('connected');
    await bench.clock.advance(20_000);
    expect(invites()).toBe(1);
    expect(bench.last).toMatchObject({ phase: 'established', media: 'connected', carriers: [call.callId] });
  });

  it('whose hold is answered late is held, and what was asked meanwhile comes after that: no offer is taken back that is on its way', async () => {
    bench.transport.scripts.set('INVITE', () => null);
    const held = bench.phone.hold(call.callId);
    await bench.clock.advance(8_000);
    expect(await held).toEqual({ ok: false, failure: { kind: 'timeout' } });
    const resumed = bench.phone.resume(call.callId);
    await bench.clock.advance(500);
    bench.transport.scripts.delete('INVITE');
    bench.transport.respond(lastInvite(), '200 OK');
    await bench.settle();
    expect(bench.last).toMatchObject({ held: true });
    await bench.clock.advance(2_000);
    expect(await resumed).toEqual(ok);
    expect(bench.last).toMatchObject({ held: false });
    expect(bench.media.log().slice(-4)).toEqual(['offer sendonly', 'accept answer', 'offer sendrecv', 'accept answer']);
  });

  it('whose audio was to be restarted and whom nobody answers is taken into another dialog, not left silent', async () => {
    bench.media.tell('connected');
    bench.transport.scripts.set('INVITE', (request) => (request.get('replaces') === '' ? null : '200 OK'));
    bench.media.tell('failed');
    await bench.clock.advance(16_000);
    expect(bench.transport.sent.findLast(({ what }) => what === 'INVITE')?.get('replaces')).toContain(call.callId);
    bench.media.tell('connected');
    expect(bench.last).toMatchObject({ callId: call.callId, phase: 'established', rescue: { state: 'done' } });
  });
});
