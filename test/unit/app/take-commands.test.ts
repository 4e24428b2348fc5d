import { beforeEach, describe, expect, it } from 'vitest';
import { Operations } from '../../../main/app/operations.ts';
import { DialogWatch } from '../../../main/app/transfers/dialog-watch.ts';
import { TakeCommands } from '../../../main/app/transfers/take-commands.ts';
import type { SipCallId } from '../../../main/base/ids.ts';
import { success } from '../../../main/base/result.ts';
import { callStack } from '../../../main/calls/select-calls.ts';
import type { SipDialog } from '../../../main/sip/phone.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { only } from '../ami/decoded.ts';
import { after, arrival, dialBegin, stranger } from '../calls/facts.ts';
import { FakePhone } from './fake-phone.ts';

const leg = 'new@pbx' as SipCallId;
/** A call that is talked on another phone of mine. */
const calls = after(dialBegin('ann', 'leg', 1), stranger('ann', 1), arrival('leg', 1, { state: 'up' }));
const call = callStack(calls)[0]?.key ?? '';

let phone: FakePhone;
let dismissed: SipCallId[];
let commands: TakeCommands;
/** What the PBX says of that phone's channel, by what it is asked for. */
let channel: Record<string, string>;

const told = (change: Partial<SipDialog>): void =>
  phone.dialogs.emit({
    ...{ callId: leg, direction: 'out', remote: { name: null, user: '1001' }, local: { user: '1001' } },
    ...{ startedAt: 0, answeredAt: null, held: false, heldByRemote: false, codec: null, muted: false, media: null },
    ...{ carriers: [leg], rescue: null, phase: 'established' },
    ...change,
  } as SipDialog);
const refusedBy = (status: number): void =>
  told({ phase: 'ended', end: { at: 0, by: 'them', how: 'rejected', status, cause: null } });

const clock = new FakeClock(0);

beforeEach(() => {
  phone = new FakePhone();
  dismissed = [];
  channel = { 'pjsip,call-id': 'there', 'pjsip,local_tag': 'pbx', 'pjsip,remote_tag': 'phone' };
  commands = new TakeCommands({
    phone,
    ami: {
      action: async ({ fields }) => {
        const asked = fields.find(([name]) => name === 'Variable')?.[1] ?? '';
        const value = channel[/^CHANNEL\((.*)\)$/.exec(asked)?.[1] ?? ''] ?? '';
        return success(only(`Response: Success\r\nValue: ${value}\r\n\r\n`));
      },
    },
    clock,
    operations: new Operations(clock),
    watch: new DialogWatch(phone, clock),
    calls: () => calls,
    means: () => ({ online: true, audio: true }),
    permitted: () => ['bringHere'],
    dismiss: (dialog) => void dismissed.push(dialog),
    extension: '1001',
    pickupPrefix: '*8',
    groupPickup: '*8',
  });
});

describe('a call that is brought here', () => {
  it('is taken by another codec than the one it has: else the caller may hear nothing', async () => {
    channel['audionativeformat'] = '(ulaw)';
    const outcome = commands.bringHere(call as never);
    await clock.advance(0);
    expect(phone.asked).toEqual(['takeOver 1001 there without pcmu']);
    told({});
    expect(await outcome).toEqual({ outcome: 'confirmed' });
    expect(dismissed).toEqual([]);
  });

  it('is taken by all there are where the PBX has no other, and no card is left of the first try', async () => {
    channel['audionativeformat'] = '(opus|ulaw)';
    // The dialog of the second try has the name of the first here.
    const second = Promise.withResolvers<void>();
    phone.late.set('takeOver 1001 there without nothing', second.promise);
    const outcome = commands.bringHere(call as never);
    await clock.advance(0);
    refusedBy(488);
    await clock.advance(0);
    expect(phone.asked).toEqual(['takeOver 1001 there without opus', 'takeOver 1001 there without nothing']);
    told({});
    second.resolve();
    expect(await outcome).toEqual({ outcome: 'confirmed' });
    expect(dismissed).toEqual([leg]);
  });

  it('is asked for once where it is gone', async () => {
    channel['audionativeformat'] = '(opus)';
    const outcome = commands.bringHere(call as never);
    await clock.advance(0);
    refusedBy(481);
    expect(await outcome).toMatchObject({ outcome: 'refused', reason: 'not-to-be-taken' });
    expect(phone.asked).toHaveLength(1);
  });

  it('is offered every codec where the PBX does not say which it has', async () => {
    channel['audionativeformat'] = '(nothing)';
    const outcome = commands.bringHere(call as never);
    await clock.advance(0);
    expect(phone.asked).toEqual(['takeOver 1001 there without nothing']);
    told({});
    expect(await outcome).toEqual({ outcome: 'confirmed' });
  });
});
