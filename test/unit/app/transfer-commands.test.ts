import { beforeEach, describe, expect, test } from 'vitest';
import { Operations } from '../../../main/app/operations.ts';
import { Arrangements } from '../../../main/app/transfers/arrangements.ts';
import { CallWork } from '../../../main/app/transfers/call-work.ts';
import { DialogWatch } from '../../../main/app/transfers/dialog-watch.ts';
import type { Surroundings } from '../../../main/app/transfers/surroundings.ts';
import { TransferCommands } from '../../../main/app/transfers/transfer-commands.ts';
import { dialogFact } from '../../../main/app/translate/sip-facts.ts';
import type { SipCallId } from '../../../main/base/ids.ts';
import { failed, success } from '../../../main/base/result.ts';
import type { CallKey } from '../../../main/calls/call.ts';
import { reduceCalls } from '../../../main/calls/reduce-calls.ts';
import { findCall } from '../../../main/calls/select-calls.ts';
import { type CallsState, emptyCalls } from '../../../main/calls/state.ts';
import type { SipDialog, SipDialogEnd } from '../../../main/sip/phone.ts';
import type { Outcome } from '../../../preload/contract/requests.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakePhone } from './fake-phone.ts';
import { noSurroundings } from './no-surroundings.ts';

const customer = 'customer@pbx' as SipCallId;
/** What the fake phone dials. */
const target = 'new@pbx' as SipCallId;
const key = 'call-1' as CallKey;
const targetKey = 'call-2' as CallKey;

let phone: FakePhone;
let clock: FakeClock;
let calls: CallsState;
let operations: Operations;
let arrangements: Arrangements;
let surroundings: Surroundings;
let commands: TransferCommands;
let dismissed: SipCallId[];
/** Who answers the leg to the target, as the PBX shows it. */
let answeredBy: string;
const means = { online: true, audio: true };

const shared = (callId: SipCallId, more: Partial<SipDialog>) => ({
  callId,
  direction: 'in' as const,
  remote: { name: 'Ann', user: '15551230001' },
  local: { user: '1001' },
  startedAt: 0,
  answeredAt: 0,
  held: false,
  heldByRemote: false,
  codec: null,
  muted: false,
  media: null,
  carriers: [callId],
  rescue: null,
  ...more,
});
const tell = async (dialog: SipDialog): Promise<void> => {
  calls = reduceCalls(calls, dialogFact(dialog, clock.now()));
  phone.dialogs.emit(dialog);
  await clock.advance(0);
};
const up = (callId: SipCallId, held = false) => tell({ ...shared(callId, { held }), phase: 'established' });
const dialling = () =>
  tell({
    ...shared(target, { direction: 'out', answeredAt: null }),
    phase: 'outgoing',
    progress: 'ringing',
  });
const over = (callId: SipCallId, end: Partial<SipDialogEnd>, answeredAt: number | null = null) =>
  tell({
    ...shared(callId, { answeredAt }),
    phase: 'ended',
    end: { at: clock.now(), by: 'them', how: 'bye', status: null, cause: null, ...end },
  });
const settle = () => clock.advance(0);

beforeEach(async () => {
  phone = new FakePhone();
  clock = new FakeClock(0);
  calls = emptyCalls;
  operations = new Operations(clock);
  arrangements = new Arrangements();
  dismissed = [];
  answeredBy = 'PJSIP/2001';
  surroundings = noSurroundings(arrangements, { endpoint: 'PJSIP/2001', dials: '2001' });
  const shared = { operations, arrangements, calls: () => calls };
  commands = new TransferCommands({
    ...shared,
    phone,
    clock,
    watch: new DialogWatch(phone, clock),
    work: new CallWork({
      ...shared,
      underWay: new Set(),
      permitted: (call) => surroundings.actionsOf(call, means, calls),
    }),
    voicemailPrefix: '*99',
    dismiss: (dialog) => dismissed.push(dialog),
    isWith: async (_, endpoint) => endpoint === answeredBy,
    used: () => undefined,
  });
  await up(customer);
});

/** A transfer whose target rings; what it came to is in the box, once it has. */
async function ringing(): Promise<{ outcome: Outcome | null }> {
  const box: { outcome: Outcome | null } = { outcome: null };
  void commands.transfer(key, '1002').then((outcome) => {
    box.outcome = outcome;
  });
  await settle();
  await up(customer, true);
  await dialling();
  return box;
}

describe('a transfer', () => {
  test('holds the customer, rings the target silently and joins the two when it answers', async () => {
    const box = await ringing();
    expect(phone.asked).toEqual([`hold ${customer}`, 'dial 1002', `mute ${target} true`]);
    expect(operations.of(key)).toMatchObject({ state: 'running', action: 'transfer' });
    await up(target);
    expect(phone.asked.at(-1)).toBe(`refer ${customer} replaces ${target}`);
    phone.referrals[0]?.resolve(success());
    await settle();
    await over(target, {}, 0);
    await settle();
    expect(box.outcome).toEqual({ outcome: 'confirmed' });
    expect(dismissed).toEqual([target]);
    expect(arrangements.of(customer)).toBeNull();
  });

  test('hangs up the leg to the target if the PBX does not', async () => {
    await ringing();
    await up(target);
    phone.referrals[0]?.resolve(success());
    await clock.advance(3_000);
    expect(phone.asked.at(-1)).toBe(`hangUp ${target}`);
  });

  test('nobody answers for 25 s gives the customer back', async () => {
    const box = await ringing();
    await clock.advance(24_999);
    expect(phone.asked).not.toContain(`hangUp ${target}`);
    await clock.advance(1);
    expect(phone.asked.slice(-1)).toEqual([`hangUp ${target}`]);
    expect(box.outcome).toMatchObject({ reason: 'target-no-answer' });
  });

  test('the PBX refuses to complete drops the target and gives the customer back, with its words', async () => {
    const box = await ringing();
    await up(target);
    phone.referrals[0]?.resolve(failed({ kind: 'rejected', status: 500, reason: 'Server Error' }));
    await settle();
    expect(phone.asked).toContain(`hangUp ${target}`);
    await over(target, { by: 'us' }, 0);
    await settle();
    expect(box.outcome).toEqual({ outcome: 'refused', reason: 'rejected-by-pbx', detail: '500 Server Error' });
    expect(arrangements.departureOf(target)).toBeNull();
    expect(operations.of(key)).toMatchObject({ state: 'refused', reason: 'rejected-by-pbx' });
  });

  test('this phone may not make is said so, and gives the customer back', async () => {
    const box = await ringing();
    await up(target);
    phone.referrals[0]?.resolve(failed({ kind: 'rejected', status: 603, reason: 'Decline' }));
    await settle();
    await over(target, { by: 'us' }, 0);
    await settle();
    expect(box.outcome).toEqual({ outcome: 'refused', reason: 'not-permitted', detail: null });
    expect(operations.of(key)).toMatchObject({ state: 'refused', action: 'transfer', reason: 'not-permitted' });
  });

  test('cannot be taken back once the PBX has been asked to complete it', async () => {
    await ringing();
    await up(target);
    expect(await commands.takeBack(key)).toMatchObject({ reason: 'not-now' });
  });

  test('the customer abandons while it is being completed leaves nobody with the target', async () => {
    const box = await ringing();
    await up(target);
    await over(customer, {});
    phone.referrals[0]?.resolve(failed({ kind: 'wrong-phase', phase: 'ended' }));
    await settle();
    expect(phone.asked.at(-1)).toBe(`hangUp ${target}`);
    expect(box.outcome).toMatchObject({ outcome: 'refused' });
  });

  test('of a held call does not disturb whom the agent talks to', async () => {
    await up(customer, true);
    await up('other@pbx' as SipCallId);
    void commands.transfer(key, '1002');
    await settle();
    expect(phone.asked).toEqual(['dial 1002', `mute ${target} true`]);
  });

  test('that cannot be dialled leaves the customer with us', async () => {
    phone.refuse.set('dial 1002', { kind: 'offline' });
    phone.refuse.set(`hold ${customer}`, { kind: 'timeout' });
    expect(await commands.transfer(key, '1002')).toMatchObject({ reason: 'timeout' });
    phone.refuse.delete(`hold ${customer}`);
    expect(await commands.transfer(key, '1002')).toMatchObject({ reason: 'offline' });
    expect(arrangements.of(customer)).toBeNull();
  });
});

describe('a move to another phone of mine', () => {
  const moving = async () => {
    const moved = commands.moveToPhone(key, { endpoint: 'PJSIP/2001', dials: '2001' });
    await settle();
    await dialling();
    return moved;
  };

  test('goes on while it rings, and is completed when it is picked up', async () => {
    const moved = moving();
    await settle();
    await up(target);
    expect(phone.asked).toEqual(['dial 2001', `mute ${target} true`, `refer ${customer} replaces ${target}`]);
    phone.referrals[0]?.resolve(success());
    await settle();
    await over(target, {}, 0);
    expect(await moved).toEqual({ outcome: 'confirmed' });
  });

  test('that a mailbox answers is none: the customer stays', async () => {
    answeredBy = '';
    const moved = moving();
    await settle();
    await up(target);
    expect(phone.asked.slice(-1)).toEqual([`hangUp ${target}`]);
    expect(await moved).toMatchObject({ reason: 'target-no-answer' });
    expect(phone.asked).not.toContain(`refer ${customer} replaces ${target}`);
  });
});

describe('a consultation', () => {
  const consulting = async () => {
    expect(await commands.consult(key, '1002')).toEqual({ outcome: 'confirmed' });
    await up(customer, true);
    await dialling();
  };

  test('stands after a completion the PBX refuses, and can be tried again', async () => {
    await consulting();
    await up(target);
    const completing = commands.complete(targetKey);
    await settle();
    phone.referrals[0]?.resolve(failed({ kind: 'rejected', status: 500, reason: 'Server Error' }));
    expect(await completing).toMatchObject({ reason: 'rejected-by-pbx' });
    expect(arrangements.pairOf(customer)).toMatchObject({ kind: 'consult', completing: false });
    expect(operations.of(key)).toMatchObject({ state: 'refused', action: 'complete' });
    void commands.complete(key);
    await settle();
    expect(phone.referrals).toHaveLength(2);
    await over(target, {}, 0);
    expect(arrangements.of(customer)).toBeNull();
  });

  test('completed before the answer is a transfer: silent, and given back if nobody answers', async () => {
    await consulting();
    const completing = commands.complete(key);
    await settle();
    expect(phone.asked.at(-1)).toBe(`mute ${target} true`);
    expect(arrangements.pairOf(target)).toMatchObject({ kind: 'transfer', role: 'colleague' });
    await over(target, { how: 'rejected', status: 486, cause: 17 });
    expect(await completing).toMatchObject({ reason: 'target-busy' });
    expect(phone.asked.at(-1)).toBe(`resume ${customer}`);
  });

  test('whose customer hangs up goes on with the colleague, and it is known about whom it was', async () => {
    await consulting();
    await up(target);
    await over(customer, {}, 0);
    expect(arrangements.of(target)).toBeNull();
    expect(arrangements.leftOf(target)).toBe(customer);
    expect(phone.asked).not.toContain(`hangUp ${target}`);
    const colleague = findCall(calls, targetKey)?.call;
    if (colleague === undefined) throw new Error('no call with the colleague');
    expect(surroundings.aboutOf(colleague, calls)).toMatchObject({ party: { name: 'Ann' }, left: true });
  });

  test('that is cancelled is about nobody any more', async () => {
    await consulting();
    await up(target);
    await commands.cancelConsult(key);
    expect(arrangements.leftOf(target)).toBeNull();
  });

  test('whose colleague hangs up leaves the customer with music, and their card says why', async () => {
    await consulting();
    await up(target);
    await over(target, {}, 0);
    expect(phone.asked).not.toContain(`resume ${customer}`);
    expect(operations.of(key)).toMatchObject({ state: 'refused', action: 'transfer', reason: 'colleague-left' });
  });

  test('that is completed says nothing of the leg the PBX ends for it', async () => {
    await consulting();
    await up(target);
    const completing = commands.complete(key);
    await settle();
    await over(target, {}, 0);
    phone.referrals[0]?.resolve(success());
    expect(await completing).toEqual({ outcome: 'confirmed' });
    expect(operations.of(key)).toBeNull();
  });

  test('that is cancelled while the two are being swapped does not leave the customer on hold', async () => {
    await consulting();
    await up(target, true);
    await up(customer);
    const held = Promise.withResolvers<void>();
    phone.late.set(`hold ${customer}`, held.promise);
    const swapped = commands.swap(key);
    await settle();
    const cancelled = commands.cancelConsult(key);
    await settle();
    expect(phone.asked).not.toContain(`resume ${customer}`);
    phone.refuse.set(`resume ${target}`, { kind: 'no-such-call' });
    await up(customer, true);
    held.resolve();
    expect(await cancelled).toEqual({ outcome: 'confirmed' });
    expect(await swapped).toMatchObject({ reason: 'taken-back' });
    expect(phone.asked.at(-1)).toBe(`resume ${customer}`);
    expect(operations.of(key)).toBeNull();
  });

  test('cannot be begun twice', async () => {
    await consulting();
    expect(await commands.consult(key, '1003')).toMatchObject({ reason: 'not-now' });
    expect(await commands.transfer(targetKey, '1003')).toMatchObject({ reason: 'not-now' });
  });
});

test('a line that breaks as a customer is taken back takes them back once it is back itself', async () => {
  await commands.consult(key, '1002');
  await up(customer, true);
  await dialling();
  await up(target);
  phone.refuse.set(`resume ${customer}`, { kind: 'offline' });
  phone.becomes({ state: 'down', since: 0, failure: { kind: 'connection-lost', target: '', detail: '' } } as never);
  const cancelled = commands.cancelConsult(key);
  await settle();
  await over(target, { by: 'us' }, 0);
  await clock.advance(12_000);
  expect(operations.of(key)).toMatchObject({ state: 'running', action: 'cancelConsult' });
  phone.refuse.clear();
  phone.becomes({ state: 'up', since: clock.now() });
  await clock.advance(500);
  expect(await cancelled).toEqual({ outcome: 'confirmed' });
});

test('to voicemail goes by the prefix of the dialplan', async () => {
  const sent = commands.toVoicemail(key, '1002');
  await settle();
  expect(phone.asked).toEqual([`refer ${customer} dials *991002`]);
  phone.referrals[0]?.resolve(failed({ kind: 'rejected', status: 404, reason: 'Not Found' }));
  expect(await sent).toEqual({ outcome: 'refused', reason: 'rejected-by-pbx', detail: '404 Not Found' });
});

test.each(['complete', 'swap', 'cancelConsult', 'takeBack'] as const)('%s needs a pair', async (what) => {
  expect(await commands[what](key)).toMatchObject({ reason: 'not-now' });
  expect(await commands[what]('call-9' as CallKey)).toMatchObject({ reason: 'no-such-call' });
});
