import { expect, test } from './support/desk.ts';

const caller = { to: '1001', name: 'Tomas Achterberg', number: '+442079460137', via: 'sip' } as const;

test('a terminal asks the desk: status, dial, transfer, answer, hang up', async ({ desk, pbx }) => {
  const { host } = desk;
  const done = { outcome: 'confirmed' };
  expect(await host.ask({ command: 'answer' })).toMatchObject({ outcome: 'nothing-to-do' });

  const call = await pbx.callIn(caller);
  await expect(desk.card('Tomas Achterberg')).toContainText('Ringing');
  // Once as a terminal does it, by a process of its own.
  const ringing: unknown = JSON.parse((await host.command('status', '--json')).said);
  expect(ringing).toMatchObject({
    agent: { extension: '1001', state: 'ringing' },
    links: { sip: 'up' },
    calls: [{ phase: 'ringing', name: 'Tomas Achterberg', number: '+44 20 7946 0137' }],
  });
  expect(await host.ask({ command: 'answer' })).toMatchObject(done);
  await call.answered;
  await expect(desk.card('Tomas Achterberg')).toContainText('Active');
  expect(await host.ask({ command: 'hangup' })).toMatchObject(done);
  await expect(desk.card('Tomas Achterberg')).toContainText('Ended');

  expect(await host.ask({ command: 'dial', target: '610' })).toMatchObject(done);
  await expect(desk.card('610')).toContainText('Active');
  expect(await host.ask({ command: 'transfer', target: '2002;bad' })).toMatchObject({ reason: 'bad-target' });
  expect(await host.ask({ command: 'hangup' })).toMatchObject(done);
  await pbx.truth.noChannelsWithin(5000);
});

test('a link is shown in the dial line, and dialled by the person’s Enter alone', async ({ desk, pbx }) => {
  const { host, page } = desk;
  const link = 'tel:%2B44-20-7946-0137;ext=4';
  expect(await host.ask({ command: 'link', target: link })).toMatchObject({ outcome: 'asked' });
  const line = page.getByRole('combobox', { name: 'Dial' });
  await expect(line).toHaveValue('+442079460137');
  await expect(line).toBeFocused();
  await expect(page.getByText('A link asks to call this.')).toBeVisible();
  expect(await pbx.truth.channels()).toEqual([]);
  await desk.press('Escape');
  await expect(line).toHaveValue('');
  const foreign = await host.ask({ command: 'link', target: 'sip:bea@elsewhere.example' });
  expect(foreign).toMatchObject({ outcome: 'refused', reason: 'other-domain' });
});

test('the pop stands beside the desk, shows who calls, and goes with the desk', async ({ context, host, pbx }) => {
  const page = await context.newPage();
  const [pop] = await Promise.all([context.waitForEvent('page'), page.goto(`${host.address}&pop`)]);
  await page.getByText('Ready', { exact: true }).first().waitFor({ timeout: 10_000 });
  await expect(pop.getByText('Nobody is calling.')).toBeVisible();

  const call = await pbx.callIn(caller);
  await expect(pop.getByRole('heading', { name: 'Tomas Achterberg' })).toBeVisible();
  await expect(pop.getByText('+44 20 7946 0137')).toBeVisible();
  await expect(pop).toHaveTitle(/Ringing: Tomas Achterberg/);
  // A key that was meant for something else does not answer: the call must have been seen for 300 ms.
  await pop.waitForTimeout(500);
  await pop.keyboard.press('Enter');
  await call.answered;
  await expect(pop.getByText('Nobody is calling.')).toBeVisible();
  await call.hangUp();
  await Promise.all([pop.waitForEvent('close'), page.close({ runBeforeUnload: true })]);
  await pbx.truth.noChannelsWithin(3000);
});

test('a script runs in the desk by the nonce of this very load alone', async ({ context, host }) => {
  const page = await context.newPage();
  const load = async (address: string) => {
    const answer = await page.goto(address);
    const policy = answer?.headers()['content-security-policy'] ?? '';
    return /script-src 'nonce-([^']+)'; /.exec(policy)?.[1] ?? 'none';
  };
  const first = await load(host.address);
  await page.getByText('Ready', { exact: true }).first().waitFor({ timeout: 10_000 });
  const second = await load(new URL('/', host.address).href);
  expect(first).toMatch(/^[A-Za-z0-9+/]{24}$/);
  expect(second).not.toBe(first);
  await page.getByText('Ready', { exact: true }).first().waitFor({ timeout: 10_000 });
  const carried = await page.evaluate(() => [...document.querySelectorAll('script')].map(({ nonce }) => nonce));
  expect([...new Set(carried)]).toEqual([second]);

  const refused = await page.evaluate(
    async ([before = '', now = '']) => {
      const own = document.querySelector('script[src]')?.getAttribute('src') ?? '';
      // Told a moment later than the script's own error; of what is alike, once.
      const { promise: violated, resolve } = Promise.withResolvers<string>();
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective));
      const isRefused = (nonce: string, fill: (script: HTMLScriptElement) => void) => {
        const script = document.createElement('script');
        script.nonce = nonce;
        fill(script);
        const outcome = Promise.withResolvers<boolean>();
        script.addEventListener('load', () => outcome.resolve(false));
        script.addEventListener('error', () => outcome.resolve(true));
        document.head.append(script);
        return outcome.promise;
      };
      // Our very own file, asked for anew.
      const again = (script: HTMLScriptElement) => {
        script.type = 'module';
        script.src = `${own}?again`;
      };
      const [without, ofBefore] = [await isRefused('', again), await isRefused(before, again)];
      const elsewhere = await isRefused(now, (script) => (script.src = 'data:text/javascript,globalThis.ran = 1'));
      const inline = document.createElement('script');
      inline.nonce = now;
      inline.textContent = 'globalThis.ran = 1';
      document.head.append(inline);
      return { without, ofBefore, elsewhere, ran: 'ran' in globalThis, violated: await violated };
    },
    [first, second],
  );
  expect(refused).toEqual({ without: true, ofBefore: true, elsewhere: true, ran: false, violated: 'script-src-elem' });
});
