import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { legCheck } from '../../../main/app/leg-check.ts';
import type { SipPhoneOptions } from '../../../main/sip/create-sip-phone.ts';
import type { SipDialog } from '../../../main/sip/phone.ts';
import type { SipInboundCall } from '../../pbx/pbx.ts';
import { MemoryJournal } from '../../support/memory-journal.ts';
import { TcpRelay } from '../../support/relay/tcp-relay.ts';
import { useAmi } from '../ami/use-ami.ts';
import { PhoneBench } from './phone-bench.ts';

const ok = { ok: true, value: undefined };

/**
 * The connection breaks when the PBX has a rescue’s INVITE: it swaps the legs, and its 200 goes nowhere. Nobody tells the
 * PBX; where it sees the connection close before its 200, Asterisk 16 hangs up on the caller by itself.
 */
describe.each([22, 16] as const)('a rescue whose answer is lost with the connection, on Asterisk %i', (version) => {
  const lab = useAmi(version);

  let road: TcpRelay;
  beforeEach(async () => {
    road = await TcpRelay.open(lab.pbx.ports.https);
  });
  afterEach(() => road.close());

  /** A phone that sees by AMI where its calls are. */
  const bench = async (journal: MemoryJournal, more: Partial<SipPhoneOptions> = {}): Promise<PhoneBench> => {
    const ami = await lab.up();
    const legOf = legCheck(ami, 'PJSIP/1001', { hadChannel: () => true });
    const url = `wss://localhost:${road.port}/ws`;
    return new PhoneBench(lab.pbx, '1001', { journal, legOf, url, ...more });
  };
  /** A call whose page goes, and the moment in which the INVITE that is to take its place is on the PBX. */
  const lostInRescue = async (journal: MemoryJournal, then: (bench: PhoneBench) => void) => {
    let isDue = false;
    const first: PhoneBench = await bench(journal, {
      tap: {
        sent: () => undefined,
        received: (text) => {
          if (!isDue || !text.startsWith('SIP/2.0 100')) return;
          isDue = false;
          then(first);
        },
      },
    });
    await first.up();
    const caller = await lab.pbx.callIn({ to: '1001', name: 'Ann Client', number: '15551230001', via: 'sip' });
    const { callId } = await first.dialog(({ phase }) => phase === 'incoming');
    expect(await first.phone.answer(callId)).toEqual(ok);
    await first.dialog(({ phase }) => phase === 'established');
    const since = lab.pbx.truth.mark();
    isDue = true;
    first.media.reload();
    await lab.pbx.truth.waitFor((event) => event['Event'] === 'BridgeEnter' && (event['SwapUniqueid'] ?? '') !== '', {
      since,
    });
    return { first, caller, callId };
  };
  const isThere = (caller: SipInboundCall) => Promise.race([caller.sipEnded.then(() => false), Promise.resolve(true)]);
  const isBackIn =
    (legs: number) =>
    ({ phase, carriers }: SipDialog): boolean =>
      phase === 'established' && carriers.length === legs;
  /** By the PBX's word: the caller and the leg we have now, and nobody else. */
  const areTogether = async (phone: PhoneBench): Promise<void> => {
    const carrier = phone.dialogs.at(-1)?.carriers.at(-1);
    await expect
      .poll(async () => {
        const channels = await lab.pbx.truth.channels();
        const mine = channels.map((each) => each['Channel'] ?? '').find((name) => name.startsWith('PJSIP/1001-')) ?? '';
        const told = await lab.pbx.truth.action({
          ...{ Action: 'Getvar', Channel: mine, Variable: 'CHANNEL(pjsip,call-id)' },
        });
        return { bridges: channels.map((each) => each['BridgeId'] ?? '').length, mine: told['Value'] };
      })
      .toEqual({ bridges: 2, mine: carrier });
  };
  const endsBy = async (phone: PhoneBench, caller: SipInboundCall): Promise<void> => {
    await areTogether(phone);
    expect(await isThere(caller)).toBe(true);
    await caller.hangUp();
    await phone.dialog(({ phase }) => phase === 'ended');
    await lab.pbx.truth.noChannelsWithin(3_000);
    await phone.phone.stop(1_000);
  };

  it('the call goes on in the place of the leg nobody heard of, and the caller never hangs up', async () => {
    const { first, caller } = await lostInRescue(new MemoryJournal(), (phone) => {
      road.strand();
      phone.cut();
    });
    await first.dialog(isBackIn(3));
    await endsBy(first, caller);
  });

  it('so it does when Offhook dies as well: the next one finds it', async () => {
    const journal = new MemoryJournal();
    const { caller, callId } = await lostInRescue(journal, (phone) => {
      road.strand();
      phone.die();
    });
    const second = await bench(journal.found());
    second.phone.start();
    expect(await second.dialog(isBackIn(3))).toMatchObject({ callId });
    await endsBy(second, caller);
  });

  it('a call that was hung up meanwhile is closed in the leg nobody heard of, at once', async () => {
    const { first, caller, callId } = await lostInRescue(new MemoryJournal(), (phone) => {
      road.strand();
      phone.cut();
      void phone.phone.hangUp(callIdOf(phone));
    });
    expect(await first.dialog(({ phase }) => phase === 'ended')).toMatchObject({ callId, end: { by: 'us' } });
    await caller.sipEnded;
    await lab.pbx.truth.noChannelsWithin(3_000);
    await first.phone.stop(1_000);
  });
});

const callIdOf = ({ dialogs }: PhoneBench): SipDialog['callId'] => {
  const last = dialogs.at(-1);
  if (last === undefined) throw new Error('there is no call');
  return last.callId;
};
