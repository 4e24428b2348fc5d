import { describe, expect, it } from 'vitest';
import { findTargets } from '../../support/find-targets.ts';
import type { DeskLab } from './use-desk.ts';

/** What the PBX says of phones for which its dialplan has no hint. */
export function hintlessContract(lab: DeskLab): void {
  describe('a colleague without a hint', () => {
    it('is shown as their phone is: from the list at the start, and then as it changes', async () => {
      await lab.pbx.cli('dialplan remove extension 2002@from-internal hint');
      const desk = await lab.sit('1001', { colleagues: [{ extension: '2002', name: 'Deborah Two' }] });
      const expectHer = () =>
        expect.poll(async () => (await findTargets(desk.bridge, 'deborah'))[0]?.presence, { timeout: 10_000 });
      await expectHer().toBe('offline');
      const phone = await lab.pbx.deskPhone('2002');
      await expectHer().toBe('free');
      const caller = await lab.pbx.callIn({ to: '2002', name: 'Ann Client', number: '15551230001', via: 'sip' });
      await phone.rings();
      await expectHer().toBe('ringing');
      phone.answer();
      await caller.answered;
      await expectHer().toBe('busy');
      await caller.hangUp();
      await expectHer().toBe('free');
      await phone.close();
    });
  });
}
