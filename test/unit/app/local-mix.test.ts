import { beforeEach, expect, test } from 'vitest';
import { Operations } from '../../../main/app/operations.ts';
import { Arrangements } from '../../../main/app/transfers/arrangements.ts';
import { CallWork } from '../../../main/app/transfers/call-work.ts';
import { DialogWatch } from '../../../main/app/transfers/dialog-watch.ts';
import { LocalMix } from '../../../main/app/transfers/local-mix.ts';
import { dialogFact } from '../../../main/app/translate/sip-facts.ts';
import type { SipCallId } from '../../../main/base/ids.ts';
import { createLogger } from '../../../main/base/log.ts';
import type { CallKey } from '../../../main/calls/call.ts';
import { reduceCalls } from '../../../main/calls/reduce-calls.ts';
import { type CallsState, emptyCalls } from '../../../main/calls/state.ts';
import { MediaUnavailable } from '../../../main/sip/media-port.ts';
import type { SipDialog } from '../../../main/sip/phone.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakePhone } from './fake-phone.ts';
import { noSurroundings } from './no-surroundings.ts';

const customer = 'customer@pbx' as SipCallId;
const colleague = 'new@pbx' as SipCallId;
const key = 'call-1' as CallKey;

let phone: FakePhone;
let clock: FakeClock;
let calls: CallsState;
let arrangements: Arrangements;
let mix: LocalMix;
/** Whose voice goes to whom, as the page was asked. */
let asked: string[];
let pageIsThere: boolean;

const tell = async (callId: SipCallId, held: boolean): Promise<void> => {
  const dialog: SipDialog = {
    ...{
      callId,
      direction: 'in',
      local: { user: '1001' },
      startedAt: 0,
      answeredAt: 0,
      held,
      heldByRemote: false,
      codec: null,
    },
    ...{ remote: { name: null, user: callId }, muted: false, media: null, carriers: [callId], rescue: null },
    phase: 'established',
  };
  calls = reduceCalls(calls, dialogFact(dialog, clock.now()));
  phone.dialogs.emit(dialog);
  await clock.advance(0);
};

beforeEach(async () => {
  phone = new FakePhone();
  clock = new FakeClock(0);
  calls = emptyCalls;
  arrangements = new Arrangements();
  asked = [];
  pageIsThere = true;
  const surroundings = noSurroundings(arrangements);
  const watch = new DialogWatch(phone, clock);
  mix = new LocalMix({
    phone: {
      mediaOf: (call) => phone.mediaOf(call),
      resume: async (call) => {
        const resumed = await phone.resume(call);
        if (resumed.ok) await tell(call, false);
        return resumed;
      },
    },
    media: {
      mix: async (session, other) => {
        if (!pageIsThere) throw new MediaUnavailable('the window is gone');
        asked.push(`${session} < ${other ?? 'nobody'}`);
      },
    },
    ...{ arrangements, watch, calls: () => calls },
    work: new CallWork({
      arrangements,
      operations: new Operations(clock),
      calls: () => calls,
      permitted: (call) => surroundings.actionsOf(call, { online: true, audio: true }, calls),
      underWay: new Set(),
    }),
    log: createLogger(
      () => undefined,
      () => 0,
    ),
  });
  await tell(customer, true);
  await tell(colleague, false);
  arrangements.begin({ kind: 'consult', customer, colleague, completing: false, mixed: false, meant: null });
});

test('each of the two gets what the other says, and whoever waited is resumed', async () => {
  expect(await mix.join(key)).toEqual({ outcome: 'confirmed' });
  expect(asked).toEqual(['audio of customer@pbx < audio of new@pbx', 'audio of new@pbx < audio of customer@pbx']);
  expect(phone.asked).toEqual([`resume ${customer}`]);
  expect(arrangements.pairOf(customer)).toMatchObject({ kind: 'consult', mixed: true });
  expect(mix.partnerOf(key)?.dialog).toBe(colleague);
});

test('it ends when one is put on hold, and is a consultation again', async () => {
  await mix.join(key);
  asked = [];
  await tell(customer, true);
  expect(asked).toEqual(['audio of customer@pbx < nobody', 'audio of new@pbx < nobody']);
  expect(arrangements.pairOf(customer)).toMatchObject({ kind: 'consult', mixed: false });
  expect(mix.partnerOf(key)).toBeNull();
  expect(await mix.join(key)).toEqual({ outcome: 'confirmed' });
});

test('when the colleague is dropped the customer hears me alone', async () => {
  await mix.join(key);
  asked = [];
  const pair = arrangements.of(customer);
  if (pair !== null) arrangements.dissolve(pair);
  await clock.advance(0);
  expect(asked).toContain('audio of customer@pbx < nobody');
});

test('audio that came back on another peer connection is mixed again', async () => {
  await mix.join(key);
  asked = [];
  phone.mediaOf = (call) => (call === customer ? 'rescued' : `audio of ${call}`);
  await tell(customer, false);
  expect(asked).toEqual(['rescued < audio of new@pbx', 'audio of new@pbx < rescued']);
});

test('where no page carries the audio it is refused, and the customer goes on waiting', async () => {
  pageIsThere = false;
  expect(await mix.join(key)).toMatchObject({ outcome: 'refused', reason: 'no-audio' });
  expect(phone.asked).toEqual([]);
  expect(arrangements.pairOf(customer)).toMatchObject({ mixed: false });
});
