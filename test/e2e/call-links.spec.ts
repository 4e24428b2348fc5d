import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Locator } from 'playwright/test';
import { WebSocket } from 'ws';
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
    await expect(page.getByText('there is no such variable ({nationel})')).toBeVisible();
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

withOutside(
  'the web service is set up where settings are: judged as it is typed, its secret sent to it alone, tried with a number, asked for the next caller',
  async ({ desk, pbx, outside }) => {
    const { page } = desk;
    // Each change of these settings makes another desk, which registers anew.
    test.setTimeout(120_000);
    const keys: unknown[] = [];
    outside.answer = (response) => {
      keys.push(response.req.headers['x-key']);
      response.end('{"customer":{"name":"<b>Ann</b>"},"tickets":2}');
    };
    await desk.press('Control+,');
    await page.getByRole('tab', { name: 'CRM' }).click();
    const form = page.getByRole('form', { name: 'A web service that is asked about each caller' });
    await expect(form.getByLabel('What is shown of the answer')).toHaveValue('Open tickets = /tickets');
    const address = await form.getByLabel('Address of the web service').inputValue();
    await form.getByLabel('Address of the web service').fill(`${address}&who={nmae}`);
    await expect(form).toContainText('there is no such variable ({nmae})');
    await form.getByLabel('Address of the web service').fill(`${address}&who={name}`);
    await form.getByLabel('What is shown of the answer').fill('Customer = customer/name');
    await expect(form).toContainText('expected a JSON pointer such as /customer/name');
    await form.getByLabel('What is shown of the answer').fill('Customer = /customer/name\nOpen tickets = /tickets');
    await form.getByLabel('Headers').fill('X-Key: key {secret}');
    await form.getByLabel('Address of the web service').press('Enter');
    await expect
      .poll(() => desk.host.settings())
      .toMatchObject({
        lookup: { headers: { 'X-Key': 'key {secret}' }, fields: [{ label: 'Customer' }, { label: 'Open tickets' }] },
      });
    await page.getByRole('button', { name: 'Change Secret of the web service' }).click();
    await page.keyboard.type('canary-99');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Secret of the web service saved')).toBeVisible();
    const trial = page.getByRole('form', { name: 'Try it with a number' });
    await trial.getByLabel('Number').fill('+44 20 7946 0137');
    await page.keyboard.press('Enter');
    await expect(trial).toContainText('<b>Ann</b>');
    expect(keys).toEqual(['key canary-99']);
    expect(outside.asked.at(-1)).toBe('/find?n=%2B442079460137&who=Anna%20%26%20Bo%20%E2%80%9CQ%E2%80%9D%20Berg');
    outside.answer = (response) => response.writeHead(401).end();
    await trial.getByLabel('Number').fill('+44 20 7946 0138');
    await page.keyboard.press('Enter');
    await expect(trial).toContainText('Check the address, the headers and the secret. (HTTP 401)');

    outside.answer = (response) => {
      keys.push(response.req.headers['x-key']);
      response.end('{"customer":{"name":"Ann Client"}}');
    };
    await page.keyboard.press('Escape');
    await desk.ready();
    const call = await pbx.callIn(caller);
    await expect(desk.card(caller.name)).toContainText('Ringing');
    await expect(page.getByRole('complementary').last()).toContainText('Ann Client');
    expect(keys.at(-1)).toBe('key canary-99');
    await call.hangUp();
    await expect(desk.card(caller.name)).toContainText('Ended');

    // Another server gets nothing of it, though the page asks for that.
    await desk.press('Control+,');
    await page.getByRole('tab', { name: 'CRM' }).click();
    await form.getByLabel('Address of the web service').fill(address.replace('127.0.0.1', 'localhost'));
    await form.getByLabel('Address of the web service').press('Enter');
    await expect(page.getByText('Not known').first()).toBeVisible();
    expect(desk.host.files([]).join('')).not.toContain('canary-99');
    await pbx.truth.noChannelsWithin(3000);
  },
);

withOutside(
  'other programs are let in where settings are: a token that is shown once, the pages that may, and what became of the port',
  async ({ desk, pbx }) => {
    const { page } = desk;
    // Each change of these settings makes another desk, which registers anew.
    test.setTimeout(120_000);
    const port = await freePort();
    await desk.press('Control+,');
    await page.getByRole('tab', { name: 'CRM' }).click();
    const api = page.getByRole('region', { name: 'Other programs on this computer (local API)' });
    await api.getByText('How programs speak with it').click();
    await expect(api).toContainText('"type":"dial"');
    await api.getByRole('switch').click();
    await expect(api.getByRole('status').last()).toContainText('make a token first');
    await api.getByLabel('Port of the local API').fill(String(port));
    await page.keyboard.press('Enter');
    await api.getByLabel('Pages that may connect').fill('crm.example');
    await expect(api).toContainText('expected an origin such as https://crm.example');
    await api.getByLabel('Pages that may connect').fill('https://crm.example');
    await api.getByRole('button', { name: 'Make a token' }).click();
    const first = await tokenIn(api);
    await expect(api.getByRole('status').last()).toContainText(`ws://127.0.0.1:${port}/`);

    const plugIn = await program(port, first);
    expect(await plugIn.next('hello')).toMatchObject({ extension: '1001' });
    const call = await pbx.callIn(caller);
    const told = await plugIn.next('calls', (message) => message.includes('+442079460137'));
    expect(told).toMatchObject({ calls: [{ phase: 'ringing', name: 'Bo & $(reboot)' }] });
    await call.hangUp();
    await expect(desk.card(caller.name)).toContainText('Ended');
    plugIn.close();
    expect((await program(port, first, 'https://evil.example')).closed).toBe('refused');

    await api.getByRole('button', { name: 'Make a new token' }).click();
    await expect.poll(async () => (await tokenIn(api)) !== first).toBe(true);
    await expect
      .poll(async () => {
        const old = await program(port, first);
        return old.closed;
      })
      .toBe('wrong token');
    const second = await tokenIn(api);
    expect(await (await program(port, second)).next('hello')).toMatchObject({ type: 'hello' });

    // Shown once: whoever looks again sees only that there is one.
    await page.getByRole('tab', { name: 'Look' }).click();
    await page.getByRole('tab', { name: 'CRM' }).click();
    await expect(api).toContainText('Kept');
    expect(await page.content()).not.toContain(second);
    expect(desk.host.log()).not.toContain(second);
    await api.getByRole('switch').click();
    await expect.poll(() => desk.host.settings()).toMatchObject({ api: null });
    await expect.poll(async () => (await program(port, second)).closed).toBe('refused');
    await pbx.truth.noChannelsWithin(3000);
  },
);

const tokenIn = async (api: Locator): Promise<string> => (await api.locator('output').textContent()) ?? '';

/** Another program on this computer. */
async function program(port: number, token: string, origin?: string) {
  const heard: string[] = [];
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, {
    headers: { authorization: `Bearer ${token}`, ...(origin !== undefined && { origin }) },
  });
  socket.on('message', (data) => heard.push(Buffer.isBuffer(data) ? data.toString('utf8') : ''));
  const closed = await new Promise<string | null>((settled) => {
    socket.once('error', () => settled('refused'));
    socket.once('close', (_code, why) => settled(why.toString()));
    // Let in: it was told who is there.
    socket.on('message', () => {
      if (heard.some((message) => message.includes('"hello"'))) settled(null);
    });
  });
  return {
    closed,
    close: () => socket.close(),
    next: async (type: string, isIt: (message: string) => boolean = () => true) => {
      const find = () => heard.find((message) => message.includes(`"type":"${type}"`) && isIt(message));
      await expect.poll(find).toBeDefined();
      return JSON.parse(find() ?? '') as unknown;
    },
  };
}

function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => resolve(port));
  });
  return promise;
}
