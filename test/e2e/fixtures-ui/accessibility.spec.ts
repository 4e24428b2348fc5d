import { type FixtureName, views } from '../../../renderer/fixtures/views.ts';
import { axeComplaints } from './axe-complaints.ts';
import { expect, test } from './fixture-desk.ts';

/** Each screen in one look; together they meet every look in both sizes. */
const looks = [
  { size: 420, media: { colorScheme: 'dark' } },
  { size: 1100, media: { colorScheme: 'light' } },
  { size: 420, media: { colorScheme: 'light' } },
  { size: 1100, media: { colorScheme: 'dark' } },
  { size: 420, media: { contrast: 'more' } },
] as const;

const names = Object.keys(views) as FixtureName[];
/** A few at a time: axe takes a second for each, and several on a busy machine. */
const groups = Array.from({ length: Math.ceil(names.length / 10) }, (_, at) => names.slice(at * 10, at * 10 + 10));

for (const group of groups) {
  test(`axe finds nothing to complain about on ${group[0]} … ${group.at(-1)}`, async ({ desk }) => {
    test.setTimeout(120_000);
    const found: string[] = [];
    for (const name of group) {
      const look = looks[names.indexOf(name) % looks.length] ?? looks[0];
      await desk.page.setViewportSize({ width: look.size, height: 760 });
      await desk.page.emulateMedia({ contrast: 'no-preference', reducedMotion: 'reduce', ...look.media });
      await desk.show(name);
      found.push(...(await axeComplaints(desk.page)).map((complaint) => `${name}: ${complaint}`));
    }
    expect(found).toEqual([]);
  });
}

test('a caller’s markup is shown as text', async ({ desk }) => {
  await desk.open('hostile-name');
  await expect(desk.page.locator('article').first()).toContainText(
    '<img src=x onerror=alert(1)> O\'Brien "Bob" \\ Ünal 😀',
  );
  await expect(desk.page.locator('img')).toHaveCount(0);
});

test('numbers and timers are never cut off, whatever the name', async ({ desk }) => {
  await desk.open('hostile-name');
  const cut = await desk.page
    .locator('.timer, .number, .whole-call')
    .evaluateAll((elements) => elements.filter((each) => each.scrollWidth > each.clientWidth + 1).length);
  expect(cut).toBe(0);
  expect(await desk.page.evaluate(() => document.documentElement.scrollWidth)).toBe(420);
});

test('every button is at least 24 pixels high', async ({ desk }) => {
  for (const name of ['ringing-on-call', 'two-calls', 'ended', 'links-down', 'keys'] as const) {
    await desk.open(name);
    const small = await desk.page
      .getByRole('button')
      .evaluateAll((buttons) => buttons.filter((each) => each.getBoundingClientRect().height < 24).length);
    expect(small, name).toBe(0);
  }
});
