import { customer, test, voice } from './support/desk.ts';
import { heardInPage } from './support/hearing.ts';
import { answered, expectHandedOver, expectNotToHear, expectToHear, name, patiently, pick } from './support/moving.ts';

test.use({
  profile: async ({ profile }, use) => {
    // No conference of the PBX is configured.
    await use({ ...profile, settings: { ...profile.settings, dialplan: {} } });
  },
});

/** What the colleague at a plain phone says, Hz. */
const colleague = 700;

test('without a conference of the PBX all three hear one another through this computer, and it is said', async ({
  desk,
  pbx,
}) => {
  test.setTimeout(180_000);
  const phone = await pbx.deskPhone('2001', { tone: colleague });
  const caller = await answered(desk, pbx, 'tone');
  await pick(desk, '2001');
  await desk.press('Shift+Enter');
  await phone.rings();
  phone.answer();
  await patiently(desk.page.getByRole('button', { name: 'Join' })).toBeVisible();
  const pair = desk.page.getByRole('region', { name: /Consultation/ });
  await patiently(pair).toContainText('mixed on this computer: the PBX has no conference');
  await expectNotToHear(caller, voice);
  await desk.press('c');
  await patiently(desk.card('Desk One')).toContainText('all three hear one another');
  await patiently(pair).toContainText('Mixed on this computer: it ends when you leave.');
  await expectToHear(caller, colleague);
  await expectToHear(caller, voice);
  await expectToHear(phone, customer);
  await expectToHear(phone, voice);
  await patiently.poll(() => heardInPage(desk.page, customer), { timeout: 30_000 }).toBeGreaterThan(-40);
  await patiently.poll(() => heardInPage(desk.page, colleague), { timeout: 30_000 }).toBeGreaterThan(-40);
  // Whoever is muted for one is muted for both, and the two go on hearing each other.
  await desk.press('m');
  await expectNotToHear(caller, voice);
  await expectNotToHear(phone, voice);
  await expectToHear(caller, colleague);
  await expectToHear(phone, customer);
  await desk.press('m');
  await expectToHear(caller, voice);
  // One on hold ends it: she hears music, and not the colleague.
  await desk.card(name).click();
  await desk.press('h');
  await patiently(desk.card(name)).toContainText('Held');
  await patiently(pair).toContainText('Join lets all three hear one another');
  await expectNotToHear(caller, voice);
  await desk.press('c');
  await expectToHear(caller, voice);
  await expectToHear(caller, colleague);
  await desk.press('Enter');
  await patiently(desk.card(name)).toContainText('You transferred the call.');
  await expectHandedOver(pbx, caller);
  await expectNotToHear(caller, voice);
  await expectToHear(caller, colleague);
  await expectNotToHear(phone, voice);
  await expectToHear(phone, customer);
  await caller.hangUp();
  await phone.isIdle();
  await phone.close();
  await pbx.truth.noChannelsWithin(5_000);
});
