import { test as each } from 'playwright/test';
import type { Pbx, SipInboundCall } from '../pbx/pbx.ts';
import { test } from './support/desk.ts';
import type { Desk } from './support/desk-page.ts';
import { answered, name, patiently, pick, togetherWith } from './support/moving.ts';

interface Moment {
  readonly moment: string;
  /** Keys up to the moment; Esc follows. */
  readonly reach: (desk: Desk) => Promise<void>;
  /** What the caller's card says after Esc. */
  readonly card: string | RegExp;
  /** Who is with the caller after Esc, by AMI's truth: extensions, and how many in all. */
  readonly with: { readonly phones: readonly string[]; readonly others: number };
  /** Back to an ordinary call, for the next row. */
  readonly back?: (desk: Desk) => Promise<void>;
}

const withMe = { phones: ['1001'], others: 1 };
const waiting = { phones: ['1001'], others: 1 };

const asked = async (desk: Desk, dials: string): Promise<void> => {
  await pick(desk, dials);
  await desk.press('Shift+Enter');
  await patiently(desk.card(dials)).toBeVisible();
};
/** Until a first Esc is no longer remembered. */
const forgotten = (desk: Desk): Promise<void> => desk.page.waitForTimeout(1_600);

/** Each ends with the caller on the line with us, where the next one begins. */
const moments: readonly Moment[] = [
  {
    moment: 'the picker is open and empty',
    reach: async (desk) => {
      await desk.press('t');
      await patiently(desk.page.getByRole('option').first()).toBeVisible();
    },
    card: 'Active',
    with: withMe,
  },
  { moment: 'a target is highlighted', reach: (desk) => pick(desk, '3009'), card: 'Active', with: withMe },
  {
    moment: 'a note is being typed',
    reach: async (desk) => {
      await desk.press('n');
      await desk.type('late');
    },
    card: 'Active',
    with: withMe,
  },
  { moment: 'digits are being sent', reach: (desk) => desk.press('d', '5'), card: 'Active', with: withMe },
  { moment: 'the dial line is open', reach: (desk) => desk.press('/', '3'), card: 'Active', with: withMe },
  { moment: 'the palette is open', reach: (desk) => desk.press('Control+k'), card: 'Active', with: withMe },
  {
    moment: 'the call is on hold',
    reach: async (desk) => {
      await desk.press('h');
      await patiently(desk.card(name)).toContainText('Held');
    },
    card: 'Held',
    with: waiting,
    back: async (desk) => {
      await forgotten(desk);
      await desk.press('h');
    },
  },
  {
    moment: 'the target of a transfer rings',
    reach: async (desk) => {
      await pick(desk, '3002');
      await desk.press('Enter');
      await patiently(desk.card(name)).toContainText(/3002.*ringing/);
    },
    card: /3002.*ringing/,
    with: waiting,
    back: async (desk) => {
      await forgotten(desk);
      await desk.press('Control+z');
    },
  },
  { moment: 'the colleague who is asked rings', reach: (desk) => asked(desk, '3002'), card: 'Active', with: withMe },
  {
    moment: 'the colleague who is asked talks',
    reach: async (desk) => {
      await asked(desk, '3009');
      await patiently(desk.card('3009')).toContainText('Consult');
    },
    card: 'Active',
    with: withMe,
  },
  {
    moment: 'the colleague waits and the caller talks',
    reach: async (desk) => {
      await asked(desk, '3009');
      await patiently(desk.page.getByRole('button', { name: 'Swap' })).toBeVisible();
      await desk.press('s');
      await patiently(desk.card(name)).toContainText('Active');
    },
    card: 'Active',
    with: withMe,
  },
];

async function expectWith(pbx: Pbx, caller: SipInboundCall, wanted: Moment['with']): Promise<void> {
  await patiently.poll(() => togetherWith(pbx, caller)).toEqual(wanted);
}

test('one Esc goes one step back and loses nobody, at each moment', async ({ desk, pbx }) => {
  // A dozen moments, each as unhurried as a person.
  test.setTimeout(240_000);
  const caller = await answered(desk, pbx);
  for (const { moment, reach, card, with: wanted, back } of moments) {
    await each.step(moment, async () => {
      await reach(desk);
      await desk.press('Escape');
      await patiently(desk.card(name)).toContainText(card);
      await expectWith(pbx, caller, wanted);
      await back?.(desk);
      await patiently(desk.card(name)).toContainText('Active');
      await patiently(desk.cards).toHaveCount(1);
      await expectWith(pbx, caller, withMe);
      // Of whoever was asked nothing is left.
      await patiently.poll(async () => (await pbx.truth.channels()).length).toBe(2);
    });
  }
  await each.step('everybody is in a conference', async () => {
    await asked(desk, '3009');
    await patiently(desk.page.getByRole('button', { name: 'Join' })).toBeVisible();
    await desk.press('c');
    await patiently(desk.cards.filter({ hasText: 'Conference' }).getByRole('listitem')).toHaveCount(3);
    await desk.press('Escape');
    await expectWith(pbx, caller, { phones: ['1001'], others: 2 });
  });
  await caller.hangUp();
  for (const { Channel = '' } of await pbx.truth.channels()) {
    await pbx.truth.action({ Action: 'Hangup', Channel }).catch(() => 'gone already');
  }
  await pbx.truth.noChannelsWithin(5_000);
});

test('Esc while the caller is being parked, and over the list of parked calls, leaves them parked', async ({
  desk,
  pbx,
}) => {
  const caller = await answered(desk, pbx);
  const isParked = async (): Promise<boolean> =>
    (await pbx.truth.list({ Action: 'ParkedCalls' })).some(({ ParkeeUniqueid }) => ParkeeUniqueid === caller.uniqueid);
  await desk.press('p');
  await desk.page.keyboard.press('Escape');
  await patiently.poll(isParked).toBe(true);
  await desk.press('Shift+P');
  await patiently(desk.page.getByRole('option', { name: /Ann Client/ })).toBeVisible();
  await desk.press('Escape');
  await patiently(desk.page.getByRole('listbox')).toHaveCount(0);
  patiently(await isParked()).toBe(true);
  await desk.press('Shift+P', 'Enter');
  await patiently(desk.cards.filter({ hasText: 'Active' })).toHaveCount(1);
  await expectWith(pbx, caller, withMe);
  await caller.hangUp();
});

test('Esc while a call rings silences it; it rings on', async ({ desk, pbx }) => {
  const caller = await pbx.callIn({ to: '1001', name, number: '+12125550142', via: 'sip', plays: 'silence' });
  await patiently(desk.card(name)).toContainText('Ringing');
  await desk.press('Escape');
  await patiently(desk.card(name)).toContainText('silenced');
  await forgotten(desk);
  await desk.press('Enter');
  await patiently(desk.card(name)).toContainText('Active');
  await caller.answered;
  await expectWith(pbx, caller, withMe);
  await caller.hangUp();
});
