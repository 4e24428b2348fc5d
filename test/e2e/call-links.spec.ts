import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test, withoutAri } from './support/desk.ts';

interface Outside {
  /** What the system was asked to open and to run so far, a line each. */
  readonly opened: () => Promise<readonly string[]>;
  /** How the customer database answers from now on. */
  answer: (response: ServerResponse) => void;
  /** What it was asked. */
  readonly asked: readonly string[];
}

/** A wide desk beside a customer database and a system of the test's own: what opens a browser here writes down the address. */
const withOutside = test.extend<{ readonly outside: Outside }>({
  viewport: { width: 1100, height: 760 },
  outside: async ({ pbx: _pbx }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'offhook-outside-'));
    const log = join(folder, 'opened');
    await writeFile(log, '');
    for (const program of ['xdg-open', 'dictate']) {
      const file = join(folder, program);
      // oxlint-disable-next-line no-await-in-loop -- two small files
      await writeFile(file, `#!/bin/sh\necho "${program} $*" >> '${log}'\n`);
      // oxlint-disable-next-line no-await-in-loop -- as above
      await chmod(file, 0o755);
    }
    const { PATH: path = '' } = process.env;
    process.env['PATH'] = `${folder}${delimiter}${path}`;
    const asked: string[] = [];
    const outside: Outside = {
      opened: async () => (await readFile(log, 'utf8')).split('\n').filter((line) => line !== ''),
      answer: (response) => response.end('{}'),
      asked,
    };
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      outside.answer(response);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    process.env['OFFHOOK_TEST_CRM'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await use(outside);
    process.env['PATH'] = path;
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  },
  profile: async ({ pbx, outside: _outside }, use) => {
    const { settings, secrets } = withoutAri(pbx.profileFor('1001'));
    const callLinks = [
      { label: 'Customer', url: 'https://crm.example/find?n={e164}&who={name}' },
      { label: 'Ringing', url: 'https://crm.example/ring/{e164}', on: 'ring' },
      { label: 'Never', url: 'https://crm.example/never', on: 'ring', direction: 'out' },
      { label: 'Dictation', command: ['dictate', '--for={name}', '{e164}'], on: 'answer' },
    ];
    const lookup = {
      ...{ url: `${process.env['OFFHOOK_TEST_CRM']}/find?n={e164}`, keepMinutes: 0, budget: 5000 },
      fields: [{ label: 'Open tickets', pointer: '/tickets' }],
    };
    await use({ settings: { ...settings, callLinks, lookup } as typeof settings, secrets });
  },
});

const caller = { to: '1001', name: 'Bo & $(reboot)', number: '+442079460137', via: 'sip' } as const;

withOutside(
  'what the settings name is opened for a call: at its ring, at its answer, and by key; a caller’s name runs nothing',
  async ({ desk, pbx, outside }) => {
    const call = await pbx.callIn(caller);
    const card = desk.card('Bo & $(reboot)');
    await expect(card).toContainText('Ringing');
    await expect.poll(outside.opened).toEqual(['xdg-open https://crm.example/ring/%2B442079460137']);
    await expect(desk.page.getByRole('button', { name: 'Customer' })).toContainText('O');
    await desk.press('o');
    await expect
      .poll(async () => (await outside.opened())[1])
      .toBe('xdg-open https://crm.example/find?n=%2B442079460137&who=Bo%20%26%20%24%28reboot%29');
    await desk.press('Enter');
    await call.answered;
    await expect(card).toContainText('Active');
    await expect
      .poll(async () => (await outside.opened())[2])
      .toBe('dictate --for=Bo%20%26%20%24%28reboot%29 %2B442079460137');
    await desk.press('h');
    await expect(card).toContainText('Held');
    await desk.press('h');
    await expect(card).toContainText('Active');
    await call.hangUp();
    await expect(card).toContainText('Ended');
    // Held and taken up again is no other caller.
    expect(await outside.opened()).toHaveLength(3);
    await pbx.truth.noChannelsWithin(3000);
  },
);

withOutside(
  'a link is written with its preview before one’s eyes, tried, and serves the next call; programs are left to the file',
  async ({ desk, pbx, outside }) => {
    const { page } = desk;
    await desk.press('Control+,');
    await page.getByRole('tab', { name: 'Account' }).press('End');
    await page.getByRole('tab', { name: 'Links' }).click();
    const program = page.getByRole('region', { name: 'Dictation' });
    await expect(program).toContainText('can be changed in settings.json only');
    await expect(program.getByRole('button', { name: /^Change/ })).toHaveCount(0);
    await page.getByRole('button', { name: 'Add a link' }).press('Enter');
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
    await page.keyboard.type('Ticket');
    await page.getByLabel('Address').fill('http://tickets.example/new?q={queue}');
    await expect(page.getByText('http: is not opened')).toBeVisible();
    await page.getByLabel('Address').fill('https://tickets.example/new?n={nationel}');
    await expect(page.getByText('there is no variable {nationel}')).toBeVisible();
    await page.getByLabel('Address').fill('https://tickets.example/new?n={national}');
    await expect(page.getByText('https://tickets.example/new?n=%28212%29%20555-0142')).toBeVisible();
    await page.getByLabel('Opened').selectOption('when it is over');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => desk.host.settings())
      .toMatchObject({ callLinks: [{}, {}, {}, {}, { label: 'Ticket', on: 'end' }] });
    await page.getByRole('button', { name: 'Try it Ticket' }).press('Enter');
    await expect(page.getByText('Ticket was opened for a made-up call.')).toBeVisible();
    await expect.poll(outside.opened).toEqual(['xdg-open https://tickets.example/new?n=%28212%29%20555-0142']);
    await page.keyboard.press('Escape');
    await desk.ready();
    const call = await pbx.callIn(caller);
    await expect(desk.card(caller.name)).toContainText('Ringing');
    await call.hangUp();
    await expect.poll(async () => (await outside.opened()).at(-1)).toContain('https://tickets.example/new?n=');
    await pbx.truth.noChannelsWithin(3000);
  },
);

withOutside(
  'the customer database adds what it knows to the pop, and holds it up in no way: not slow, not wrong, not endless',
  async ({ desk, pbx, outside }) => {
    const { page } = desk;
    const ringing = async () => {
      const call = await pbx.callIn(caller);
      await expect(desk.card(caller.name)).toContainText('Ringing');
      return call;
    };
    const over = async (call: Awaited<ReturnType<typeof ringing>>) => {
      await call.hangUp();
      await expect(desk.card(caller.name)).toContainText('Ended');
      await desk.press('Escape');
    };
    const pane = page.getByRole('complementary').last();
    let reply: ServerResponse | null = null;
    outside.answer = (response) => void (reply = response);
    const waiting = await ringing();
    // The pop is there, and the answer is not.
    await expect.poll(() => reply !== null).toBe(true);
    const answered = reply as ServerResponse | null;
    answered?.end('{"tickets":"<b>2</b> since Monday"}');
    await expect(pane).toContainText('<b>2</b> since Monday');
    expect(outside.asked[0]).toBe('/find?n=%2B442079460137');
    await over(waiting);

    outside.answer = () => undefined;
    const slow = await ringing();
    await expect(pane).toContainText('No usable answer', { timeout: 20_000 });
    await over(slow);

    outside.answer = (response) => response.end('<html>gateway</html>');
    const wrong = await ringing();
    await expect(pane).toContainText('No usable answer', { timeout: 20_000 });
    await over(wrong);

    outside.answer = (response) => {
      const more = (): void => void (response.destroyed || response.write('x'.repeat(65_536), more));
      more();
    };
    const endless = await ringing();
    await expect(pane).toContainText('No usable answer', { timeout: 20_000 });
    await desk.press('Enter');
    await endless.answered;
    await expect(desk.card(caller.name)).toContainText('Active');
    await over(endless);
    await pbx.truth.noChannelsWithin(3000);
  },
);
