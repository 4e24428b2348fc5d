import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { customer, expect, test, withoutAri } from './support/desk.ts';
import { answered, expectHandedOver, expectToHear, name, patiently } from './support/moving.ts';

/** A desk with an address book in a folder of the office. */
const withBook = test.extend<{ readonly book: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads fixtures' needs from this pattern
  book: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'offhook-book-'));
    const rows = [
      'Name;Company;Mobile;Office',
      'Tomas Achterberg;Tarnfield Freight;+44 20 7946 0137;(212) 555-0164',
      `"=HYPERLINK(""http://evil.example"")<img src=x onerror=alert(1)>";Okvist & Söhne;+44 20 7946 0871;`,
      'Anna Berg;Shared Line;+44 20 7946 0999;',
      'Bo Dahl;Shared Line;+44 20 7946 0999;',
    ];
    await writeFile(join(folder, 'office.csv'), rows.join('\r\n'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  profile: async ({ pbx, book }, use) => {
    const { settings, secrets } = withoutAri(pbx.profileFor('1001'));
    const history = { keepDays: 365, dispositions: ['Sale', 'Complaint'], sharedFolder: book };
    await use({ settings: { ...settings, contacts: { folders: [book] }, history }, secrets });
  },
});

const notesIn = async (folder: string) => (await readdir(folder)).filter((name) => name.startsWith('offhook-notes-'));

const caller = { to: '1001', name: 'WIRELESS CALLER', number: '+442079460137', via: 'sip' } as const;

withBook(
  'a caller of the address book pops by name and company, and the next time with what was said',
  async ({ desk, pbx, book }) => {
    await expect.poll(() => desk.host.log(), { timeout: 15_000 }).toContain('an address book was read');
    const first = await pbx.callIn(caller);
    const card = desk.card('Tomas Achterberg');
    await expect(card).toContainText('Ringing');
    await expect(card).toContainText('Tarnfield Freight');
    await expect(card).toContainText('Mobile');
    await desk.press('Enter');
    await first.answered;
    await expect(card).toContainText('Active');
    await desk.press('n');
    await desk.type('Pallet 14 still missing.');
    await desk.press('Enter');
    await first.hangUp();
    await expect(card).toContainText('Ended');
    await expect(card).toContainText('wrap-up 00:0');
    await desk.press('m');
    await desk.press('1');
    await expect(card).toContainText('Sale');
    await desk.press('Escape');
    // Where colleagues' desks find it.
    const mine = async () =>
      (await Promise.all((await notesIn(book)).map((file) => readFile(join(book, file), 'utf8')))).join('');
    await expect.poll(mine).toContain('Pallet 14 still missing.');

    const second = await pbx.callIn(caller);
    await expect(card).toContainText('Ringing');
    await expect(card).toContainText('Pallet 14 still missing.');
    await second.hangUp();
    await expect(card).toContainText('Ended');
    await desk.press('Escape');

    // The one who gave up stands among the missed, and what was typed in the list of all calls.
    await desk.press('y');
    const history = desk.page.getByRole('dialog', { name: 'History' });
    await expect(history.getByRole('option')).toHaveCount(2);
    await expect(history).toContainText('Pallet 14 still missing.');
    await expect(history).toContainText('Sale');
    await desk.press('ArrowRight');
    await expect(history.getByRole('option')).toHaveCount(1);
    await expect(history.getByRole('option')).toContainText('Tomas Achterberg');
    await desk.press('b');
    await desk.page.keyboard.type('20 min');
    await desk.press('Enter');
    await expect(history).toContainText('Tomas Achterberg is to be called back');
    await desk.press('ArrowRight');
    await expect(history.getByRole('option')).toContainText('Tomas Achterberg');
    await desk.press('e');
    await expect(history).toContainText(/Saved: .*exports.*\.csv/);
    await desk.press('Escape');
    await pbx.truth.noChannelsWithin(3000);
  },
);

withBook(
  'a name that is markup and a formula is shown as the text it is; a shared number names both',
  async ({ desk, pbx, book }) => {
    await expect.poll(() => desk.host.log(), { timeout: 15_000 }).toContain('an address book was read');
    const at = Date.now() - 600_000;
    const theirs = {
      id: '1',
      who: '+442079460871',
      direction: 'in',
      agent: 'Bea <b>Tanner</b>',
      startedAt: at,
      endedAt: at,
    };
    const lines = [{ ...theirs, note: '=cmd|<img src=x onerror=alert(2)> wants the March list' }, 'nonsense'];
    await writeFile(
      join(book, 'offhook-notes-1002-bea.jsonl'),
      lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
    );
    const hostile = await pbx.callIn({ ...caller, number: '+442079460871' });
    const card = desk.cards.first();
    await expect(card).toContainText('=HYPERLINK("http://evil.example")<img src=x onerror=alert(1)>');
    await expect(card).toContainText('Okvist & Söhne');
    // What a colleague wrote, as the text it is, and who.
    await expect(card).toContainText('=cmd|<img src=x onerror=alert(2)> wants the March list');
    await expect(card).toContainText('Bea <b>Tanner</b>');
    expect(await desk.page.locator('img').count()).toBe(0);
    await hostile.hangUp();
    await expect(card).toContainText('Ended');
    await desk.press('Escape');
    const shared = await pbx.callIn({ ...caller, number: '+442079460999' });
    await expect(card).toContainText('Anna Berg or Bo Dahl');
    await shared.hangUp();
    await pbx.truth.noChannelsWithin(3000);
  },
);

withBook(
  'a list is imported after a look at it, somebody is corrected from the card, and people are dialled by name and saved',
  async ({ desk, pbx }) => {
    const { page } = desk;
    await expect.poll(() => desk.host.log(), { timeout: 15_000 }).toContain('an address book was read');
    await desk.press('a');
    const contacts = page.getByRole('complementary', { name: 'Contacts' });
    const list =
      'Name;Firma;Mobil\nOdile Prasad;Corvane;+44 20 7946 0555\n=SUM(A1);Evil;+44 20 7946 0556\nBo;;see desk\n';
    await page.getByLabel('Choose a file…').setInputFiles({
      ...{ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(list) },
    });
    await expect(contacts).toContainText('2 people can be taken, 1 rows cannot');
    await expect(contacts).toContainText('Row 4 its number cannot be dialled');
    // Nothing is taken before it is wanted.
    await expect(contacts).toContainText('4 people');
    await contacts.getByRole('button', { name: 'Import 2' }).press('Enter');
    await expect(contacts).toContainText('2 people were taken, 1 rows were not');
    await expect(contacts).toContainText('6 people');
    await desk.press('Escape');

    const call = await pbx.callIn({ ...caller, number: '+442079460555' });
    const card = desk.card('Odile Prasad');
    await expect(card).toContainText('Corvane');
    await desk.press('e');
    await page.getByLabel('Company').fill('Corvane Foods');
    await page.getByLabel('Company').press('Enter');
    await expect(contacts).toContainText('Odile Prasad is saved');
    await desk.press('Escape');
    await expect(card).toContainText('Corvane Foods');
    await call.hangUp();
    await expect(card).toContainText('Ended');
    await desk.press('Escape');

    await desk.press('a');
    await contacts.getByRole('button', { name: 'CSV for a spreadsheet' }).press('Enter');
    await expect(contacts).toContainText(/Saved: .*contacts-.*\.csv/);
    const saved = /Saved: (\S+\.csv)/.exec((await contacts.textContent()) ?? '')?.[1] ?? '';
    const text = await readFile(saved, 'utf8');
    expect(text).toContain('"Odile Prasad","Corvane Foods"');
    // A name that is a formula is none in a spreadsheet.
    expect(text).toContain("'=SUM(A1)");
    await desk.press('Escape');
    await desk.press('/');
    await page.keyboard.type('tarnfield');
    await expect(page.getByRole('option').first()).toContainText('Tomas Achterberg');
    await desk.press('Escape');
    await pbx.truth.noChannelsWithin(3000);
  },
);

withBook(
  'a caller goes to somebody of the address book, found by name and company in the picker',
  async ({ desk, pbx }) => {
    await expect.poll(() => desk.host.log(), { timeout: 15_000 }).toContain('an address book was read');
    const call = await answered(desk, pbx);
    await desk.press('t');
    await desk.type('anna shared');
    const row = desk.page.getByRole('option').first();
    await patiently(row).toContainText('Anna Berg');
    await expect(row).toContainText('Shared Line');
    await expect(row).toContainText('+44 20 7946 0999');
    await expect(row).toHaveAttribute('aria-selected', 'true');
    const since = pbx.truth.mark();
    await desk.press('Enter');
    await pbx.truth.waitFor(
      (event) =>
        event['Event'] === 'DialBegin' && event['DestChannel']?.startsWith('Local/+442079460999@pstn') === true,
      { since, within: 20_000 },
    );
    await patiently(desk.card(name)).toContainText('You transferred the call.');
    await expectHandedOver(pbx, call);
    await expectToHear(call, customer);
    await call.hangUp();
  },
);
