import { customer, expect, test, voice } from './support/desk.ts';
import { expectKeystrokes } from './support/keystrokes.ts';
import { expectHandedOver, expectNotToHear, expectToHear, name } from './support/moving.ts';
import { ScreenReader } from './support/screen-reader.ts';

test('a call is answered, parked, fetched and transferred by what a screen reader says and the keyboard alone', async ({
  desk,
  pbx,
}) => {
  test.setTimeout(120_000);
  const reader = await ScreenReader.of(desk.page);
  const card = (says: string) =>
    reader.hears('article', (each) => each.name === name && each.text.includes(says), `${name}, ${says}`);

  const caller = await pbx.callIn({ to: '1001', name, number: '+12125550142', via: 'sip', plays: 'silence' });
  await reader.hears('alert', ({ text }) => text.includes(`Ringing: ${name}`), 'who rings');
  await card('Ringing');
  await desk.press('Enter');
  await card('Active');
  await caller.answered;
  await expectToHear(caller, voice);

  desk.strokes();
  const since = pbx.truth.mark();
  await desk.press('p');
  expectKeystrokes('park', desk.strokes());
  const { ParkingSpace: slot = '' } = await pbx.truth.waitFor((event) => event['Event'] === 'ParkedCall', { since });
  // The slot is read out, digit by digit.
  await reader.hears('alert', ({ text }) => text.includes(`Parked in ${slot.split('').join(' ')}`), 'the slot');
  await card(slot);
  await expectNotToHear(caller, voice);
  await desk.press('Shift+P');
  const only = await reader.hears('option', ({ text }) => text.includes(name), 'the only parked call');
  expect(only).toMatchObject({ selected: true });
  expect(only.text).toContain(slot);
  await desk.press('Enter');
  expectKeystrokes('retrieve the only parked call', desk.strokes());
  await card('Active');
  await expectToHear(caller, voice);

  await desk.press('t');
  await reader.hears('combobox', (each) => each.focused && each.name === `Transfer ${name} to`, 'where to');
  await desk.type('3009');
  await reader.hears('option', ({ selected, text }) => selected && text.includes('3009'), 'what is chosen');
  // What Enter would do is part of what the field says.
  await reader.hears('combobox', ({ focused, description }) => focused && description !== '', 'what Enter does');
  await desk.press('Enter');
  expectKeystrokes('transfer', desk.strokes());
  await card('You transferred the call.');
  await expectHandedOver(pbx, caller);
  await expectToHear(caller, customer);
  await caller.hangUp();
});
