import { expect, it } from 'vitest';
import type { SipDialog } from '../../../main/sip/phone.ts';
import { practiseRinging } from '../../../main/sip/practise-ringing.ts';
import { FakeClock } from '../../support/fake-clock.ts';

it('a caller of a practice rings by its own number and gives up, and another one after it', async () => {
  const told: SipDialog[] = [];
  const clock = new FakeClock(0);
  const phone = practiseRinging({ clock, told: (dialog) => told.push(dialog) });
  for (const number of ['+12025550100', '+12025550101']) {
    phone.ring(number);
    await clock.advance(0);
    expect(told.at(-1)).toMatchObject({ phase: 'incoming', direction: 'in', remote: { name: 'Nobody', user: number } });
    phone.giveUp();
    await clock.advance(0);
    expect(told.at(-1)).toMatchObject({ phase: 'ended', end: { by: 'them', how: 'cancelled' } });
  }
  phone.dispose();
  expect(clock.pending).toBe(0);
});
