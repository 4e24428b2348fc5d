import { chromium, type Page } from 'playwright';
import { findChromium } from '../../scripts/lib/chromium.mjs';
import { startHost } from '../e2e/support/host.ts';
import { startPbx } from '../pbx/pbx.ts';
import { percentile } from './support/percentile.ts';
import { crowd, type Figures } from './targets.ts';

/** What is typed, key by key: each letter is one figure, and so is each that is taken back. */
const typed = ['e', 'x', 'a', 'Backspace', 'Backspace', 'Backspace', '1', '0', '4', '2'] as const;
const rounds = 12;

/** Of one key, in ms: until the list is in the document, and until the frame that shows it has been painted. */
interface Sample {
  readonly listed: number;
  readonly painted: number;
}

/**
 * From a key to the painted list of a directory of 5,000, through the page, the wire and main; beside a page that writes
 * what was typed into one line, which shows how long this Chromium takes to paint anything after a key.
 */
export async function* run(): AsyncIterable<Figures> {
  const executablePath = await findChromium();
  const [pbx, browser] = await Promise.all([
    startPbx(),
    chromium.launch({
      ...(executablePath !== null && { executablePath }),
      args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
    }),
  ]);
  const { settings, secrets } = pbx.profileFor('1001');
  const colleagues = crowd().map(({ extension, name }) => ({ extension: `8${extension}`, name: name ?? extension }));
  const host = await startHost({ settings: { ...settings, ari: null, colleagues }, secrets });
  try {
    const context = await browser.newContext({ viewport: { width: 420, height: 760 } });
    const [ours, bare] = [await context.newPage(), await context.newPage()];
    await ours.goto(host.address);
    await ours.getByText('Ready', { exact: true }).first().waitFor();
    await bare.setContent(
      '<input id="typed"><p id="line"></p><script>typed.oninput = () => { line.textContent = typed.value }</script>',
    );
    await pbx.callIn({ to: '1001', name: 'Ann Client', number: '+12125550142', via: 'sip' });
    await ours.getByRole('article').filter({ hasText: 'Ringing' }).waitFor();
    await ours.waitForTimeout(400);
    await ours.keyboard.press('Enter');
    await ours.getByRole('article').filter({ hasText: 'Active' }).waitFor();
    await ours.keyboard.press('t');
    await ours.getByRole('option').first().waitFor();
    await bare.locator('#typed').focus();
    const samples: { ours: Sample[]; bare: Sample[] } = { ours: [], bare: [] };
    for (let round = -2; round < rounds; round += 1) {
      // oxlint-disable-next-line no-await-in-loop -- turns, so that both meet the same machine
      const [mine, theirs] = [await typeAll(ours, '.picker .rows'), await typeAll(bare, '#line')];
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

async function typeAll(page: Page, list: string): Promise<Sample[]> {
  const samples: Sample[] = [];
  await page.bringToFront();
  for (const key of [...typed, ...Array.from({ length: 4 }, () => 'Backspace')]) {
    // oxlint-disable-next-line no-await-in-loop -- one key after the other
    samples.push(await press(page, key, list));
  }
  return samples;
}

/** Presses one key; the list is there when it is not busy any more after it. */
async function press(page: Page, key: string, list: string): Promise<Sample> {
  const sample = page.evaluate(
    (selector) =>
      new Promise<Sample>((resolve) => {
        const rows = document.querySelector(selector);
        let pressed = Number.NaN;
        addEventListener('keydown', ({ timeStamp }) => void (pressed = timeStamp), { once: true, capture: true });
        const observer = new MutationObserver(() => {
          if (Number.isNaN(pressed) || rows?.getAttribute('aria-busy') === 'true') return;
          observer.disconnect();
          const listed = performance.now() - pressed;
          // A message that is posted as a frame begins comes when it has been handed to be painted.
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.addEventListener('message', () => resolve({ listed, painted: performance.now() - pressed }), {
              once: true,
            });
            port1.start();
            port2.postMessage(null);
          });
        });
        if (rows !== null)
          observer.observe(rows, { attributes: true, childList: true, characterData: true, subtree: true });
      }),
    list,
  );
  await page.waitForTimeout(30);
  await page.keyboard.press(key);
  return sample;
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
      ...{ bench: 'picker', name: `${name}: ${label}`, vs: 'a bare line', unit: 'ms', n: values.length },
      ratio: percentile(values, 50) / percentile(floor, 50),
      ...{ p50: percentile(values, 50), p95: percentile(values, 95) },
    };
  };
  yield of('5,000 targets', ours);
  yield of('a bare line (floor)', bare);
}
