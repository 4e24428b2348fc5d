import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ScriptedBench } from './scripted-pbx.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

it('hangs up nothing and leaves no timers, neither of ours nor of SIP.js', async () => {
  const bench = await new ScriptedBench().up();
  const { callId } = await bench.talk();
  bench.transport.scripts.set('INVITE', () => null);
  void bench.phone.hold(callId);
  const dialled = await bench.phone.dial('600');
  if (dialled.ok) void bench.phone.hangUp(dialled.value);
  await bench.ring();
  expect(vi.getTimerCount()).toBeGreaterThan(0);
  expect(bench.clock.pending).toBeGreaterThan(0);
  bench.phone.dispose();
  expect(vi.getTimerCount()).toBe(0);
  expect(bench.clock.pending).toBe(0);
  expect(bench.transport.isConnected()).toBe(false);
  expect(bench.sent.filter((what) => ['BYE', 'CANCEL', '480', '486'].includes(what))).toEqual([]);
});

it('may come before the start, twice, and in the middle of connecting', async () => {
  const idle = new ScriptedBench();
  idle.phone.dispose();
  idle.phone.dispose();
  const busy = new ScriptedBench();
  busy.transport.scripts.set('REGISTER', () => null);
  await busy.up();
  busy.phone.dispose();
  expect(busy.clock.pending).toBe(0);
  await busy.clock.advance(60_000);
  expect(busy.sent).toEqual(['REGISTER']);
  expect(vi.getTimerCount()).toBe(0);
});
