import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { build } from 'vite';
import { Emitter } from '../../../main/base/emitter.ts';
import type { MediaPort, MediaSessionId, MediaState, MediaWant } from '../../../main/sip/media-port.ts';
import { findChromium } from '../../../scripts/lib/chromium.mjs';
import { makeToneWav } from '../../support/tone.ts';

/** What the page reported, by name. */
export interface Report {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** A media port served by renderer/media in a real Chromium whose microphone hears one tone. */
export class PageMedia implements MediaPort {
  readonly available = true;
  readonly onDidChangeAvailable = new Emitter<boolean>().event;
  readonly reports: Report[] = [];
  readonly #state = new Emitter<{ readonly session: MediaSessionId; readonly state: MediaState }>();
  readonly onDidChangeState = this.#state.event;
  readonly page: Page;
  readonly #browser: Browser;
  readonly #server: Server;
  readonly #folder: string;

  carries(): boolean {
    return true;
  }

  expect(): void {
    // Its page lives as long as the test.
  }

  constructor(parts: { page: Page; browser: Browser; server: Server; folder: string }) {
    this.page = parts.page;
    this.#browser = parts.browser;
    this.#server = parts.server;
    this.#folder = parts.folder;
  }

  async describe(session: MediaSessionId, want: MediaWant): Promise<string> {
    return String((await this.#call('describe', { session, ...want }))['sdp']);
  }

  async accept(session: MediaSessionId, description: { type: 'offer' | 'answer'; sdp: string }): Promise<void> {
    await this.#call('accept', { session, ...description });
  }

  async rollback(session: MediaSessionId): Promise<void> {
    await this.#call('rollback', { session });
  }

  async mute(session: MediaSessionId, muted: boolean): Promise<void> {
    await this.#call('mute', { session, muted });
  }

  async sendDigits(session: MediaSessionId, digits: string): Promise<boolean> {
    return (await this.#call('sendDigits', { session, digits }))['sent'] === true;
  }

  async mix(session: MediaSessionId, other: MediaSessionId | null): Promise<void> {
    await this.#call('mix', { session, other });
  }

  async close(session: MediaSessionId): Promise<void> {
    await this.#call('close', { session });
  }

  hear(report: Report): void {
    this.reports.push(report);
    if (report.name !== 'mediaState') return;
    this.#state.emit(report.input as unknown as { session: MediaSessionId; state: MediaState });
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    this.#server.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #call(name: string, input: unknown): Promise<Readonly<Record<string, unknown>>> {
    return this.page.evaluate(
      ([what, argument]) =>
        (
          window as unknown as { handlers: Record<string, (input: unknown) => Promise<Record<string, unknown>>> }
        ).handlers[what]?.(argument) ?? Promise.reject(new Error('not served')),
      [name, input] as const,
    );
  }
}

/** Null: no Chromium on this machine. */
export async function openPageMedia(toneHz: number): Promise<PageMedia | null> {
  const executablePath = await findChromium();
  if (executablePath === null) return null;
  const folder = await mkdtemp(join(tmpdir(), 'offhook-page-'));
  const wav = join(folder, 'tone.wav');
  makeToneWav(wav, { frequency: toneHz, seconds: 10 });
  const server = await servePage(await bundle());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${wav}`,
      '--autoplay-policy=no-user-gesture-required',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
  const page = await browser.newPage();
  const media = new PageMedia({ page, browser, server, folder });
  await page.exposeFunction('tellMain', (name: string, input: Report['input']) => media.hear({ name, input }));
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.waitForFunction(() => 'handlers' in window);
  return media;
}

/** renderer/media as one script, with a bridge that ends at `tellMain` and `handlers`. */
async function bundle(): Promise<string> {
  const entry = 'virtual:page';
  const source = `
    import { serveMedia } from '/renderer/media/serve-media.ts';
    const report = new Proxy({}, { get: (_, name) => (input) => window.tellMain(name, input) });
    serveMedia({
      report,
      serveMedia: (handlers) => { window.handlers = handlers; return () => undefined; },
      onConnection: (listener) => { listener('connected'); return () => undefined; },
    });`;
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    root: new URL('../../../', import.meta.url).pathname,
    plugins: [
      {
        name: 'page',
        resolveId: (id) => (id === entry ? `\0${entry}` : null),
        load: (id) => (id === `\0${entry}` ? source : null),
      },
    ],
    build: { write: false, minify: false, rolldownOptions: { input: entry } },
  });
  const outputs = [result].flat().flatMap((built) => ('output' in built ? built.output : []));
  const chunk = outputs.find((output) => output.type === 'chunk');
  if (chunk === undefined) throw new Error('nothing was bundled');
  return chunk.code;
}

async function servePage(script: string): Promise<Server> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(isScript ? script : '<!doctype html><body><script type="module" src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
