import type { Desk } from '../../e2e/support/desk-page.ts';
import type { Pbx } from '../../pbx/pbx.ts';

/** What a shift is made of. Each leaves no living call behind. */
export type Incident = (desk: Desk, pbx: Pbx, caller: Caller) => Promise<void>;

export interface Caller {
  readonly name: string;
  readonly number: string;
}

const callIn = (pbx: Pbx, { name, number }: Caller) => pbx.callIn({ to: '1001', name, number, via: 'sip' });
const shows = (desk: Desk, { name }: Caller, words: string) =>
  desk.card(name).filter({ hasText: words }).first().waitFor({ timeout: 10_000 });

async function answered(desk: Desk, pbx: Pbx, caller: Caller) {
  const call = await callIn(pbx, caller);
  await shows(desk, caller, 'Ringing');
  // On a loaded machine the card is painted late, and keys are ignored for 300 ms from then.
  await desk.page.locator('article[data-phase="ringing"][data-takes-keys="true"]').first().waitFor({ timeout: 10_000 });
  await desk.press('Enter');
  await shows(desk, caller, 'Active');
  return call;
}

export const incidents: Readonly<Record<string, Incident>> = {
  'answered, they hang up': async (desk, pbx, caller) => {
    const call = await answered(desk, pbx, caller);
    await call.hangUp();
    await shows(desk, caller, 'Ended');
  },
  'answered, we hang up': async (desk, pbx, caller) => {
    const call = await answered(desk, pbx, caller);
    await desk.pressTwice('Escape');
    await shows(desk, caller, 'Ended');
    await call.ended;
  },
  'held and resumed': async (desk, pbx, caller) => {
    const call = await answered(desk, pbx, caller);
    await desk.press('h');
    await shows(desk, caller, 'Held');
    await desk.press('h');
    await shows(desk, caller, 'Active');
    await call.hangUp();
    await shows(desk, caller, 'Ended');
  },
  'they hang up while held': async (desk, pbx, caller) => {
    const call = await answered(desk, pbx, caller);
    await desk.press('h');
    await shows(desk, caller, 'Held');
    await call.hangUp();
    await shows(desk, caller, 'Ended');
  },
  'muted and unmuted': async (desk, pbx, caller) => {
    const call = await answered(desk, pbx, caller);
    await desk.press('m');
    await shows(desk, caller, 'Muted');
    await desk.press('m');
    await call.hangUp();
    await shows(desk, caller, 'Ended');
  },
  missed: async (desk, pbx, caller) => {
    const call = await callIn(pbx, caller);
    await shows(desk, caller, 'Ringing');
    await call.hangUp();
    await shows(desk, caller, 'Ended');
  },
  declined: async (desk, pbx, caller) => {
    const call = await callIn(pbx, caller);
    await shows(desk, caller, 'Ringing');
    await desk.pressTwice('Escape');
    await shows(desk, caller, 'Ended');
    await call.hangUp();
  },
  'two at once': async (desk, pbx, caller) => {
    const other = { name: `${caller.name} again`, number: '+12125550199' };
    const first = await answered(desk, pbx, caller);
    const second = await answered(desk, pbx, other);
    await first.hangUp();
    await second.hangUp();
    await shows(desk, other, 'Ended');
  },
  'dialled and answered': async (desk, pbx) => {
    const hungUp = nextHangup(pbx);
    await desk.dial('3000');
    await desk.card('3000').filter({ hasText: 'Active' }).first().waitFor({ timeout: 10_000 });
    await desk.pressTwice('Escape');
    await hungUp;
    await desk.card('3000').filter({ hasText: 'Active' }).waitFor({ state: 'detached', timeout: 10_000 });
  },
  'dialled and busy': async (desk, pbx) => {
    // An earlier 606 may still stand there as ended: the PBX says when this one is over.
    const hungUp = nextHangup(pbx);
    await desk.dial('606');
    await hungUp;
    await desk.card('606').filter({ hasText: 'Ended' }).first().waitFor({ timeout: 10_000 });
  },
};

async function nextHangup(pbx: Pbx): Promise<void> {
  const since = pbx.truth.mark();
  await pbx.truth.waitFor(
    (event) => event['Event'] === 'Hangup' && event['Channel']?.startsWith('PJSIP/1001-') === true,
    {
      since,
      within: 15_000,
    },
  );
}
