import type { FixtureName } from '../../../renderer/fixtures/views.ts';
import { axeComplaints } from './axe-complaints.ts';
import { cutTexts } from './cut-texts.ts';
import { expect, test } from './fixture-desk.ts';

test.use({ viewport: { width: 380, height: 188 } });

test('the pop says who calls, from where, and what was said last time', async ({ desk }) => {
  await desk.showPop('ringing-known');
  const pop = desk.page.getByRole('main');
  await expect(pop.getByRole('heading')).toHaveText('Tomas Achterberg');
  await expect(pop).toContainText('+44 20 7946 0137');
  await expect(pop).toContainText('Tarnfield Freight');
  await expect(pop).toContainText(/Promised a call back before Friday\. You, /);
  // Where whoever stands by is not to read it, the settings keep it back, and nothing else.
  await desk.set('pops.notes', false);
  await expect(pop).not.toContainText('Promised');
  await expect(pop).toContainText('Tarnfield Freight');
});

test('what a colleague wrote about this very call goes before what was said last time', async ({ desk }) => {
  await desk.showPop('ringing-noted');
  await expect(desk.page.getByRole('main')).toContainText('from Bea');
  await desk.set('pops.notes', false);
  await expect(desk.page.getByRole('main')).not.toContainText('from Bea');
});

test('at the first sign the pop has its places, and says that it looks', async ({ desk }) => {
  await desk.showPop('first-sign');
  const pop = desk.page.getByRole('main');
  await expect(pop.getByRole('heading')).toHaveText('+44 20 7946 0137');
  await expect(pop).toContainText('Looking up the caller…');
  const place = await pop.getByRole('heading').boundingBox();
  await desk.showPop('ringing-known');
  expect((await pop.getByRole('heading').boundingBox())?.y).toBe(place?.y);
});

test('axe complains of nothing, and no longer language is cut off, in the pop', async ({ desk }) => {
  const looks = [{ colorScheme: 'dark' }, { colorScheme: 'light' }, { contrast: 'more' }] as const;
  const names: readonly FixtureName[] = ['ringing-known', 'ringing-noted', 'ringing-silenced', 'first-sign', 'idle'];
  const found: string[] = [];
  for (const [at, name] of names.entries()) {
    await desk.page.emulateMedia({ contrast: 'no-preference', reducedMotion: 'reduce', ...looks[at % looks.length] });
    await desk.showPop(name);
    const complaints = await axeComplaints(desk.page);
    await desk.speak('pseudo');
    const cut = await desk.page.evaluate(cutTexts);
    found.push(...[...complaints, ...cut].map((complaint) => `${name}: ${complaint}`));
  }
  expect(found).toEqual([]);
});
