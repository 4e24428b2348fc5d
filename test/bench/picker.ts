import { chromium, type Page } from 'playwright';
import { startHost } from '../e2e/support/host.ts';
import { startPbx } from '../pbx/pbx.ts';
import { neededChromium } from '../support/needed-chromium.ts';
import { percentile } from './support/percentile.ts';
import { crowd, type Figures } from './targets.ts';

/** What is typed, key by key: each letter is one figure, and so is each that is taken back. */
const typed = ['e', 'x', 'a', 'Backspace', 'Backspace', 'Backspace', '1', '0', '4', '2'] as const;
const rounds = 12;

/** Of one key, in ms from the key itself: until its list is in the document, and until a frame has been made of it. */
interface Sample {
  readonly listed: number;
  readonly painted: number;
}

/**
 * From a key to the painted list of a directory of 5,000, through the page, the wire and main; beside a bare page that
 * keeps the same 5,000 itself and lists the first 50 that contain what was typed.
 */
export async function* run(): AsyncIterable<Figures> {
  const executablePath = await neededChromium();
  const [pbx, browser] = await Promise.all([
    startPbx(),
    chromium.launch({
      executablePath,
      args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
    }),
  ]);
  const { settings, secrets } = pbx.profileFor('1001');
  const colleagues = crowd().map(({ dials, name }) => ({ extension: `8${dials}`, name: name ?? dials }));
  const host = await startHost({ settings: { ...settings, ari: null, colleagues }, secrets });
  try {
    const context = await browser.newContext({ viewport: { width: 420, height: 760 } });
    const [ours, bare] = [await context.newPage(), await context.newPage()];
    await ours.goto(host.address);
    await ours.getByText('Ready', { exact: true }).first().waitFor();
    await bare.setContent(barePage(colleagues.map(({ name, extension }) => `${name} ${extension}`)));
    await pbx.callIn({ to: '1001', name: 'Ann Client', number: '+12125550142', via: 'sip' });
    await ours.getByRole('article').filter({ hasText: 'Ringing' }).waitFor();
    await answerByKey(ours);
    await ours.keyboard.press('t');
    await ours.getByRole('option').first().waitFor();
    await bare.locator('#typed').focus();
    const samples: { ours: Sample[]; bare: Sample[] } = { ours: [], bare: [] };
    for (let round = -2; round < rounds; round += 1) {
      // oxlint-disable-next-line no-await-in-loop -- turns, so that both meet the same machine
      const [mine, theirs] = [await typeAll(ours, '.picker .rows'), await typeAll(bare, '#list')];
      if (round >= 0) samples.ours.push(...mine);
      if (round >= 0) samples.bare.push(...theirs);
    }
    yield* figuresOf('list in the document', samples, 'listed');
    yield* figuresOf('list painted', samples, 'painted');
  } finally {
    await host.stop();
    await browser.close();
    await pbx.stop();
  }
}

/** Until the call is on: a card that has only just changed takes no key. */
async function answerByKey(page: Page, tries = 10): Promise<void> {
  await page.locator('article[data-takes-keys="true"]').waitFor();
  await page.keyboard.press('Enter');
  const isActive = await page
    .getByRole('article')
    .filter({ hasText: 'Active' })
    .waitFor({ timeout: 5_000 })
    .then(
      () => true,
      () => false,
    );
  if (isActive) return;
  if (tries <= 1) throw new Error('the call cannot be answered by Enter');
  return answerByKey(page, tries - 1);
}

async function typeAll(page: Page, list: string): Promise<Sample[]> {
  const samples: Sample[] = [];
  await page.bringToFront();
  for (const [index, key] of [...typed, ...Array.from({ length: 4 }, () => 'Backspace')].entries()) {
    // As fast as people type, and at no fixed time of a frame.
    // oxlint-disable-next-line no-await-in-loop -- one key after the other
    await page.waitForTimeout(60 + ((index * 7) % 17));
    // oxlint-disable-next-line no-await-in-loop -- as above
    samples.push(await press(page, key, list));
  }
  return samples;
}

/** The least one would write: 50 plain rows, sought in the page itself. */
const barePage = (names: readonly string[]): string => `<input id="typed"><ul id="list"></ul><script>
  const names = ${JSON.stringify(names)};
  typed.oninput = () => {
    const text = typed.value.toLowerCase();
    const found = names.filter((name) => name.toLowerCase().includes(text)).slice(0, 50);
    list.replaceChildren(...found.map((name) => Object.assign(document.createElement('li'), { textContent: name })));
  };
</script>`;

declare global {
  interface Window {
    offhookSample?: Promise<Sample>;
  }
}

/** Presses one key; the list is there when it is not busy any more after it. */
async function press(page: Page, key: string, list: string): Promise<Sample> {
  // Listening has begun before the key is pressed, however slow the machine is.
  await page.evaluate(listenForOne, list);
  await page.keyboard.press(key);
  const sample = await page.evaluate(() => window.offhookSample);
  if (sample === undefined) throw new Error('nobody listened to the key');
  return sample;
}

/** In the page: one sample of the next key. */
function listenForOne(selector: string): void {
  window.offhookSample = new Promise<Sample>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no list came of the key in ${selector}`)), 10_000);
    const rows = document.querySelector(selector);
    let pressed = Number.NaN;
    addEventListener('keydown', ({ timeStamp }) => void (pressed = timeStamp), { once: true, capture: true });
    const observer = new MutationObserver(() => {
      if (Number.isNaN(pressed) || rows?.getAttribute('aria-busy') === 'true') return;
      observer.disconnect();
      clearTimeout(late);
      const listed = performance.now() - pressed;
      // A message that is posted as a frame begins comes when the frame has been handed over to be shown.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => resolve({ listed, painted: performance.now() - pressed }), {
          once: true,
        });
        port1.start();
        port2.postMessage(null);
      });
    });
    if (rows === null) reject(new Error(`there is no ${selector}`));
    else observer.observe(rows, { attributes: true, childList: true, characterData: true, subtree: true });
  });
}

function* figuresOf(
  name: string,
  { ours, bare }: { readonly ours: readonly Sample[]; readonly bare: readonly Sample[] },
  what: keyof Sample,
): Iterable<Figures> {
  const of = (label: string, samples: readonly Sample[]): Figures => {
    const values = samples.map((sample) => sample[what]);
    const floor = bare.map((sample) => sample[what]);
    return {
      ...{ bench: 'picker', name: `${name}: ${label}`, vs: 'a bare page', unit: 'ms', n: values.length },
      ratio: percentile(values, 50) / percentile(floor, 50),
      ...{ p50: percentile(values, 50), p95: percentile(values, 95) },
    };
  };
  yield of('5,000 targets', ours);
  yield of('a bare page (floor)', bare);
}
