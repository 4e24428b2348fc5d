import { beforeEach, expect, test } from 'vitest';
import { Operations } from '../../../main/app/operations.ts';
import { type Arrangement, Arrangements } from '../../../main/app/transfers/arrangements.ts';
import { CallWork } from '../../../main/app/transfers/call-work.ts';
import { DialogWatch } from '../../../main/app/transfers/dialog-watch.ts';
import { RestoredPairs } from '../../../main/app/transfers/restored-pairs.ts';
import { TransferCommands } from '../../../main/app/transfers/transfer-commands.ts';
import { dialogFact } from '../../../main/app/translate/sip-facts.ts';
import type { SipCallId } from '../../../main/base/ids.ts';
import { success } from '../../../main/base/result.ts';
import type { CallKey } from '../../../main/calls/call.ts';
import { reduceCalls } from '../../../main/calls/reduce-calls.ts';
import { type CallsState, emptyCalls } from '../../../main/calls/state.ts';
import type { LinkState } from '../../../main/net/link-failure.ts';
import type { SipDialog } from '../../../main/sip/phone.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakePhone } from './fake-phone.ts';
import { noSurroundings } from './no-surroundings.ts';

class PhoneThatComesUp extends FakePhone {
  override link: LinkState = { state: 'connecting', since: 0, attempt: 1, failure: null };

  async comesUp(): Promise<void> {
    this.link = { state: 'up', since: 0 };
    this.links.emit(this.link);
    await clock.advance(0);
  }
}

const customer = 'customer@pbx' as SipCallId;
const colleague = 'colleague@pbx' as SipCallId;
const key = 'call-1' as CallKey;
const consult: Arrangement = { kind: 'consult', customer, colleague, completing: false, mixed: false, meant: null };
const transfer: Arrangement = { ...consult, kind: 'transfer' };

let phone: PhoneThatComesUp;
let clock: FakeClock;
let calls: CallsState;
let operations: Operations;
let arrangements: Arrangements;
let commands: TransferCommands;
let pairs: RestoredPairs;
let mixed: Arrangement[];

const shared = (callId: SipCallId, more: Partial<SipDialog>) => ({
  callId,
  direction: callId === customer ? ('in' as const) : ('out' as const),
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
const up = (callId: SipCallId, media: SipDialog['media']) =>
  tell({ ...shared(callId, { held: callId === customer, media }), phase: 'established' });
const gone = (callId: SipCallId, how: 'lost' | 'gone-meanwhile', answeredAt: number | null) =>
  tell({
    ...shared(callId, { answeredAt }),
    phase: 'ended',
    end: { at: clock.now(), by: 'them', how, status: null, cause: null },
  });

beforeEach(() => {
  phone = new PhoneThatComesUp();
  clock = new FakeClock(0);
  calls = emptyCalls;
  operations = new Operations(clock);
  arrangements = new Arrangements();
  mixed = [];
  const surroundings = noSurroundings(arrangements);
  const watch = new DialogWatch(phone, clock);
  const options = { phone, clock, watch, operations, arrangements, calls: () => calls };
  const means = { online: true, audio: true };
  commands = new TransferCommands({
    ...options,
    work: new CallWork({
      ...options,
      underWay: new Set(),
      permitted: (call) => surroundings.actionsOf(call, means, calls),
    }),
    voicemailPrefix: '*99',
    dismiss: () => undefined,
    isWith: async () => true,
    used: () => undefined,
  });
  pairs = new RestoredPairs({ ...options, transfers: commands, mix: { goOn: (pair) => mixed.push(pair) } });
});

/** As it stands when an Offhook has begun again: both calls told, no connection yet. */
async function begun(pair: Arrangement): Promise<void> {
  await up(customer, 'connecting');
  await up(colleague, 'connecting');
  pairs.goOn([pair]);
  await clock.advance(0);
}

const bothHeard = async (): Promise<void> => {
  await phone.comesUp();
  await up(customer, 'connected');
  await up(colleague, 'connected');
};

test('a consultation stands again from the first moment, and Enter completes it', async () => {
  await begun(consult);
  expect(arrangements.pairOf(customer)).toMatchObject({ kind: 'consult', role: 'customer', with: colleague });
  await bothHeard();
  void commands.complete(key);
  await clock.advance(0);
  expect(phone.asked).toEqual([`refer ${customer} replaces ${colleague}`]);
});

test('Esc drops the colleague and takes the customer back', async () => {
  await begun(consult);
  await bothHeard();
  void commands.cancelConsult(key);
  await clock.advance(0);
  expect(phone.asked[0]).toBe(`hangUp ${colleague}`);
  expect(phone.asked.at(-1)).toBe(`resume ${customer}`);
  expect(arrangements.of(customer)).toBeNull();
});

test('a colleague who was still being called is given up, the customer comes back, and the card says why', async () => {
  await up(customer, 'connecting');
  await gone(colleague, 'lost', null);
  pairs.goOn([transfer]);
  await clock.advance(0);
  // Nothing can be said to the PBX yet.
  expect(phone.asked).toEqual([]);
  await phone.comesUp();
  await up(customer, 'connected');
  expect(phone.asked).toContain(`resume ${customer}`);
  expect(operations.of(key)).toMatchObject({ state: 'refused', action: 'transfer', reason: 'interrupted' });
});

test('a target who had answered is joined with the customer', async () => {
  await begun(transfer);
  await bothHeard();
  expect(phone.asked).toEqual([`mute ${colleague} true`, `refer ${customer} replaces ${colleague}`]);
  phone.referrals[0]?.resolve(success());
});

test('a transfer that the PBX carried out while we were away is told as one', async () => {
  await begun({ ...transfer, completing: true });
  await phone.comesUp();
  await gone(customer, 'gone-meanwhile', 0);
  await gone(colleague, 'gone-meanwhile', 0);
  expect(arrangements.departureOf(customer)).toEqual({ kind: 'transferred' });
  expect(arrangements.of(customer)).toBeNull();
});

test('a transfer that the PBX did not carry out is none, and is tried again', async () => {
  await begun({ ...transfer, completing: true });
  await bothHeard();
  expect(arrangements.departureOf(customer)).toBeNull();
  expect(phone.asked).toContain(`refer ${customer} replaces ${colleague}`);
});

test('three who heard one another do so again', async () => {
  await begun({ ...consult, mixed: true });
  expect(mixed).toEqual([]);
  await bothHeard();
  expect(mixed).toMatchObject([{ customer, colleague, mixed: true }]);
});

test('a call that could not be taken up is nobody’s partner', async () => {
  await up(customer, 'connecting');
  pairs.goOn([consult]);
  await clock.advance(0);
  expect(arrangements.of(customer)).toBeNull();
});
