import { type FixtureName, views } from '../../../renderer/fixtures/views.ts';
import { axeComplaints } from './axe-complaints.ts';
import { cutTexts } from './cut-texts.ts';
import { expect, type FixtureDesk, test } from './fixture-desk.ts';

// The longest file, and among the last: one worker would do it alone, the other with nothing left to do.
test.describe.configure({ mode: 'parallel' });

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

/** Both sizes, and the wide one at 200 % zoom, which leaves a page half of its pixels. */
const sizes = [
  { width: 420, height: 760 },
  { width: 1100, height: 760 },
  { width: 550, height: 380 },
] as const;

/**
 * The screen in a language two fifths longer, in each size, and from right to left in one: everything that is said can be
 * read.
 */
async function cutInLongerLanguages(desk: FixtureDesk, turn: number): Promise<readonly string[]> {
  const found: string[] = [];
  const look = async (language: string, size: (typeof sizes)[number]) => {
    await desk.page.setViewportSize(size);
    const cut = await desk.page.evaluate(cutTexts);
    found.push(...cut.map((words) => `${language} at ${size.width}: ${words}`));
  };
  await desk.speak('pseudo');
  for (const size of sizes) await look('longer', size);
  await desk.speak('rtl');
  await look('from right to left', sizes[turn % sizes.length] ?? sizes[0]);
  return found;
}

for (const group of groups) {
  test(`axe complains of nothing, and no longer language is cut off, on ${group[0]} … ${group.at(-1)}`, async ({
    desk,
  }) => {
    test.setTimeout(300_000);
    const found: string[] = [];
    for (const name of group) {
      const look = looks[names.indexOf(name) % looks.length] ?? looks[0];
      await desk.page.setViewportSize({ width: look.size, height: 760 });
      await desk.page.emulateMedia({ contrast: 'no-preference', reducedMotion: 'reduce', ...look.media });
      await desk.show(name);
      const complaints = [
        ...(await axeComplaints(desk.page)),
        ...(await cutInLongerLanguages(desk, names.indexOf(name))),
      ];
      found.push(...complaints.map((complaint) => `${name}: ${complaint}`));
    }
    expect(found).toEqual([]);
  });
}

test('a text that is cut off is noticed', async ({ desk }) => {
  await desk.open('idle');
  await desk.speak('pseudo');
  expect(await desk.page.evaluate(cutTexts)).toEqual([]);
  const [title] = await desk.page.locator('.empty-title').all();
  await title?.evaluate((element) =>
    Object.assign(element.style, { width: '20px', overflow: 'hidden', whiteSpace: 'nowrap' }),
  );
  expect(await desk.page.evaluate(cutTexts)).toEqual([expect.stringMatching(/^cut .*Ñö çállš/)]);
});

test('a language from right to left turns the desk around, and not the numbers in it', async ({ desk }) => {
  await desk.open('two-calls');
  await desk.speak('rtl');
  const card = desk.page.locator('article').first();
  const left = async (part: string) => (await card.locator(part).boundingBox())?.x ?? Number.NaN;
  expect(await left('.timer')).toBeLessThan(await left('.name bdi'));
  expect(await left('.name bdi')).toBeLessThan(await left('.state .icon'));
  await expect(card.locator('.number')).toHaveText('+44 20 7946 0137');
  expect(await desk.page.evaluate(() => document.documentElement.scrollWidth)).toBe(420);
});

test('with forced colours states, the selected row and the focus are still told apart, and axe complains of nothing', async ({
  desk,
}) => {
  await desk.page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  for (const name of ['two-calls', 'ringing', 'transfer-picker', 'settings-look', 'parked-list'] as const) {
    await desk.show(name);
    expect(await axeComplaints(desk.page), name).toEqual([]);
  }
  const selected = desk.page.getByRole('option', { selected: true });
  expect(await selected.evaluate((row) => getComputedStyle(row).outlineStyle)).toBe('solid');
  await desk.open('two-calls');
  const edges = await desk.page
    .locator('article')
    .evaluateAll((cards) => cards.map((card) => getComputedStyle(card, '::before').backgroundImage));
  expect(new Set(edges).size, 'an edge for each state').toBe(2);
  const focused = desk.page.locator('article[aria-current="true"]');
  expect(await focused.evaluate((card) => getComputedStyle(card).outlineWidth)).toBe('2px');
});

test('nothing moves for longer than 150 ms, and nothing at all for whoever wants no motion', async ({ desk }) => {
  for (const reducedMotion of ['no-preference', 'reduce'] as const) {
    await desk.page.emulateMedia({ reducedMotion });
    await desk.open('idle');
    const longest = await desk.page.evaluate(async (view) => {
      const took: number[] = [];
      const look = () => {
        for (const { effect } of document.getAnimations()) took.push(Number(effect?.getComputedTiming().duration ?? 0));
      };
      window.offhookFixture?.show(view);
      document.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true }));
      for (let frame = 0; frame < 3; frame++) {
        await new Promise((painted) => requestAnimationFrame(painted));
        look();
      }
      return Math.max(0, ...took);
    }, views.ringing);
    // A millisecond is no motion: it is how something comes up late.
    if (reducedMotion === 'reduce') expect(longest).toBeLessThanOrEqual(1);
    else expect(longest).toBeGreaterThan(50);
    expect(longest).toBeLessThanOrEqual(150);
  }
});

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
