import { beforeEach, expect, test } from 'vitest';
import { WayBack } from '../../../main/app/transfers/way-back.ts';
import { dialogFact } from '../../../main/app/translate/sip-facts.ts';
import type { SipCallId } from '../../../main/base/ids.ts';
import { reduceCalls } from '../../../main/calls/reduce-calls.ts';
import { type CallsState, emptyCalls } from '../../../main/calls/state.ts';
import type { SipDialog } from '../../../main/sip/phone.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakePhone } from './fake-phone.ts';

const customer = 'customer@pbx' as SipCallId;
const resume = `resume ${customer}`;
const confirmed = { outcome: 'confirmed' };

let phone: FakePhone;
let clock: FakeClock;
let calls: CallsState;
let held: boolean;
let phase: SipDialog['phase'];
let isAsked: boolean;
let wayBack: WayBack;
beforeEach(() => {
  [phone, clock, calls] = [new FakePhone(), new FakeClock(0), emptyCalls];
  [held, phase, isAsked] = [true, 'established', false];
  const pair = {
    kind: 'consult',
    customer,
    colleague: customer,
    completing: false,
    mixed: false,
    meant: null,
  } as const;
  wayBack = new WayBack({
    ...{ phone, clock, calls: () => calls },
    watch: { phaseOf: () => phase, isHeld: () => held },
    arrangements: { of: () => (isAsked ? pair : null) },
  });
});

const breaks = (kind: 'offline' | 'timeout' = 'offline'): void => {
  phone.refuse.set(resume, { kind });
  phone.becomes({ state: 'down', since: 0, failure: { kind: 'connection-lost', target: '', detail: '' } } as never);
};
const isUp = (): void => phone.becomes({ state: 'up', since: clock.now() });
/** Back, and the calls found again. */
const isBack = async (): Promise<void> => {
  phone.refuse.clear();
  isUp();
  await clock.advance(500);
};
const asked = () => phone.asked.filter((each) => each === resume).length;
/** The agent talks to somebody else. */
const talks = (): void => {
  const other: SipDialog = {
    ...{ callId: 'other@pbx' as SipCallId, direction: 'in', phase: 'established', startedAt: 0, answeredAt: 0 },
    ...{ remote: { name: 'Beth', user: '15551230002' }, local: { user: '1001' }, media: null, carriers: [] },
    ...{ held: false, heldByRemote: false, muted: false, codec: null, rescue: null },
  };
  calls = reduceCalls(calls, dialogFact(other, clock.now()));
};

test('a customer is taken off hold at once where nothing is in the way', async () => {
  expect(await wayBack.resume(customer)).toEqual(confirmed);
  expect(asked()).toBe(1);
});

test('a line that breaks in the middle of it breaks again before they are back', async () => {
  breaks();
  const resumed = wayBack.resume(customer);
  await clock.advance(1_000);
  isUp();
  await clock.advance(499);
  breaks('timeout');
  await clock.advance(2_000);
  await isBack();
  expect(await resumed).toEqual(confirmed);
  expect(asked()).toBe(3);
});

test('the PBX’s own no is no broken line: nothing is tried again', async () => {
  phone.refuse.set(resume, { kind: 'rejected', status: 488, reason: 'Not Acceptable' });
  expect(await wayBack.resume(customer)).toMatchObject({ reason: 'rejected-by-pbx' });
  expect(asked()).toBe(1);
});

const isAskedAbout = (): void => {
  isAsked = true;
};
const hangsUp = (): void => {
  phase = 'ended';
};

test.each([
  ['whom the agent talks to by then is left alone', talks, 'offline'],
  ['a customer about whom somebody is asked by then waits on', isAskedAbout, 'offline'],
  ['a customer who has hung up by then is not called for', hangsUp, 'no-such-call'],
] as const)('%s', async (_, happens, reason) => {
  breaks();
  const resumed = wayBack.resume(customer);
  await clock.advance(1_000);
  happens();
  await isBack();
  expect(await resumed).toMatchObject({ reason });
  expect(asked()).toBe(1);
});

test('whoever was taken off hold by a key meanwhile is not asked for again', async () => {
  breaks();
  const resumed = wayBack.resume(customer);
  await clock.advance(1_000);
  held = false;
  await isBack();
  expect(await resumed).toEqual(confirmed);
  expect(asked()).toBe(1);
});

test('a line that stays away for half a minute leaves them where they are', async () => {
  breaks();
  const resumed = wayBack.resume(customer);
  await clock.advance(30_000);
  expect(await resumed).toMatchObject({ reason: 'offline' });
  await isBack();
  expect(asked()).toBe(1);
});

test('who comes back by themselves is fetched once the line is back, and nobody waits for that', async () => {
  breaks();
  await wayBack.comeBack(customer);
  expect(asked()).toBe(1);
  await isBack();
  expect(asked()).toBe(2);
});
