import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SipDialog } from '../../../main/sip/phone.ts';
import { allowContacts } from '../../pbx/allow-contacts.ts';
import { type Pbx, startPbx } from '../../pbx/pbx.ts';
import { MemoryJournal } from '../../support/memory-journal.ts';
import { systemClock } from '../../support/system-clock.ts';
import { PhoneBench } from './phone-bench.ts';

describe.each([22, 16] as const)('calls and contacts on Asterisk %i', (version) => {
  let pbx: Pbx;
  beforeAll(async () => {
    pbx = await startPbx({ version });
  });
  afterAll(async () => pbx.stop());

  it.each(['yes', 'no'] as const)(
    'a call comes back where an account has one contact, and remove_existing is %s',
    async (removeExisting) => {
      await allowContacts(pbx, 1, removeExisting);
      const journal = new MemoryJournal();
      const first = await new PhoneBench(pbx, '1001', { journal }).up();
      const caller = await pbx.callIn({ to: '1001', name: 'Ann Client', number: '15551230001', via: 'sip' });
      const { callId } = await first.dialog(({ phase }) => phase === 'incoming');
      await first.phone.answer(callId);
      first.cut();
      first.dispose();
      const second = new PhoneBench(pbx, '1001', { journal: journal.found() });
      second.phone.start();
      const isBack = ({ carriers, phase }: SipDialog): boolean => carriers.length > 1 && phase === 'established';
      expect(await second.dialog(isBack)).toMatchObject({ callId });
      await caller.hangUp();
      await second.dialog(({ phase }) => phase === 'ended');
      await second.phone.stop(1_000);
      await pbx.truth.noChannelsWithin(3_000);
    },
  );

  it('a call comes back where a desk phone is registered on the same account, which hears nothing of it', async () => {
    await allowContacts(pbx, 3, 'no');
    const phone = await new PhoneBench(pbx, '1001').up();
    const journal = new MemoryJournal();
    const first = await new PhoneBench(pbx, '1001', { journal }).up();
    const caller = await pbx.callIn({ to: '1001', name: 'Ann Client', number: '15551230001', via: 'sip' });
    const { callId } = await first.dialog(({ phase }) => phase === 'incoming');
    await phone.dialog(({ phase }) => phase === 'incoming');
    await first.phone.answer(callId);
    await phone.dialog(({ phase }) => phase === 'ended');
    const told = phone.dialogs.length;
    first.cut();
    first.dispose();
    const second = new PhoneBench(pbx, '1001', { journal: journal.found() });
    second.phone.start();
    const isBack = ({ carriers, phase }: SipDialog): boolean => carriers.length > 1 && phase === 'established';
    expect(await second.dialog(isBack)).toMatchObject({ callId });
    expect(phone.dialogs).toHaveLength(told);
    expect(phone.phone.link.state).toBe('up');
    await caller.hangUp();
    await second.dialog(({ phase }) => phase === 'ended');
    await second.phone.stop(1_000);
    await phone.phone.stop(1_000);
    await pbx.truth.noChannelsWithin(3_000);
  });

  // As a WebSocket closes Asterisk 16 drops everybody's contacts, also who took over: there the desk registers anew, which
  // `lost-contact.test` shows.
  if (version === 16) return;
  it('a second login on an account with one contact takes over, and the first is told and does not fight', async () => {
    await allowContacts(pbx, 1, 'yes');
    // Each looks within a minute; here a minute is half a second.
    const hasty = {
      ...systemClock,
      after: (delay: number, run: () => void) => systemClock.after(delay >= 30_000 ? 500 : delay, run),
    };
    const first = await new PhoneBench(pbx, '1001', { clock: hasty }).up();
    const second = await new PhoneBench(pbx, '1001').up();
    await first.until(() => first.phone.link.state === 'down');
    expect(first.phone.link).toMatchObject({ failure: { kind: 'replaced' }, retryAt: null });
    expect(second.phone.link.state).toBe('up');
    const contacts = await pbx.cli('pjsip show contacts');
    expect(contacts.match(/1001\/sip:/g)).toHaveLength(1);
    first.dispose();
    await second.phone.stop(1_000);
  });
});
