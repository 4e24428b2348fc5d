import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { windowData } from '../../../scripts/lib/app-window.mjs';
import { findChromium } from '../../../scripts/lib/chromium.mjs';
import type { Profile } from '../../pbx/accounts.ts';
import { makeToneWav } from '../../support/tone.ts';
import { forgetWindow, type WindowLook, windowPage } from '../../support/window-page.ts';
import { voice } from './desk.ts';

const launcher = resolve(import.meta.dirname, '../../../scripts/start.mjs');
const startDeadline = 30_000;

/**
 * `npm start` with a window of its own, as a person has it, but for the screen: it is drawn nowhere. A headless Chromium
 * would not do: it takes no word of another window (chrome/browser/process_singleton_posix.cc).
 */
export class OwnWindow {
  readonly folder: string;
  readonly #chromium: string;
  #child: ChildProcess | null = null;
  #ended: Promise<unknown> = Promise.resolve();
  #said: string[] = [];

  private constructor(folder: string, chromium: string) {
    this.folder = folder;
    this.#chromium = chromium;
  }

  static async create({ settings, secrets }: Profile): Promise<OwnWindow> {
    const folder = await mkdtemp(join(tmpdir(), 'offhook-window-'));
    await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
    await writeFile(join(folder, 'secrets.json'), JSON.stringify(secrets), { mode: 0o600 });
    const wav = join(folder, 'voice.wav');
    makeToneWav(wav, { frequency: voice, seconds: 20 });
    const devices = `--use-fake-device-for-media-stream --use-fake-ui-for-media-stream`;
    const hearing = `--use-file-for-fake-audio-capture="${wav}"`;
    const chromium = join(folder, 'chromium');
    const real = (await findChromium()) ?? '';
    const script = `exec "${real}" --ozone-platform=headless --remote-debugging-port=0 ${devices} ${hearing} "$@"`;
    await writeFile(chromium, `#!/bin/sh\n${script}\n`);
    await chmod(chromium, 0o755);
    return new OwnWindow(folder, chromium);
  }

  /** What the terminal shows since the last start. */
  said(): string {
    return this.#said.join('\n');
  }

  /** Starts it, again perhaps; gives the address it says. */
  async start(): Promise<URL> {
    this.#said = [];
    const child = spawn(process.execPath, [launcher, '--host', 'browser', '--profile', this.folder], {
      env: { ...process.env, DISPLAY: ':0', OFFHOOK_CHROMIUM: this.#chromium, DBUS_SESSION_BUS_ADDRESS: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    const { promise, resolve: found, reject } = Promise.withResolvers<URL>();
    const patience = setTimeout(() => reject(new Error(`no address in time:\n${this.said()}`)), startDeadline);
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        this.#said.push(line);
        const address = /^Offhook is at (\S+)$/.exec(line)?.[1];
        if (address !== undefined) found(new URL(address));
      });
    }
    this.#ended = new Promise((done) => child.once('exit', done));
    void this.#ended.then(() => reject(new Error(`npm start has ended:\n${this.said()}`)));
    return promise.finally(() => clearTimeout(patience));
  }

  async look(address: URL): Promise<WindowLook> {
    try {
      return await windowPage(this.folder, address);
    } catch (error) {
      throw new Error(`no window; the terminal shows:\n${this.said()}`, { cause: error });
    }
  }

  /** The Chromium that has the window's data, by its own note. */
  async windowPid(): Promise<number> {
    return Number((await readlink(join(windowData(this.folder), 'SingletonLock'))).split('-').at(-1));
  }

  /** As the kernel does when memory runs out: everything but the window is gone in one moment, and nobody cleans up. */
  async killAllButWindow(): Promise<void> {
    const pid = this.#child?.pid;
    if (pid === undefined) return;
    // Halted first, so that it does not see its host go and end the window.
    process.kill(pid, 'SIGSTOP');
    const hosts = await childrenOf(pid, /out\/browser\/index\.cjs/);
    for (const each of [...hosts, pid]) process.kill(each, 'SIGKILL');
    await this.#ended;
  }

  /** The window hangs, every process of it. */
  async haltWindow(): Promise<number> {
    const pid = await this.windowPid();
    process.kill(-pid, 'SIGSTOP');
    await forgetWindow(this.folder);
    return pid;
  }

  /** As a Chromium that crashes. */
  async killWindow(): Promise<void> {
    const pid = await this.windowPid();
    await forgetWindow(this.folder);
    process.kill(pid, 'SIGKILL');
  }

  /** As Ctrl+C in its terminal. */
  async stop(): Promise<void> {
    this.#child?.kill('SIGINT');
    await this.#ended;
  }

  /** Whatever became of it, nothing of it is left. */
  async clean(): Promise<void> {
    await this.stop();
    const pid = await this.windowPid().catch(() => null);
    if (pid !== null && isThere(pid)) process.kill(-pid, 'SIGKILL');
    await rm(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/** One that has ended and that nobody has asked about is gone. */
export function isThere(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    // There is no such process.
    return false;
  }
}

async function childrenOf(pid: number, command: RegExp): Promise<readonly number[]> {
  const pids = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ').map(Number);
  const commands = await Promise.all(pids.map((each) => readFile(`/proc/${each}/cmdline`, 'utf8')));
  return pids.filter((_, index) => command.test(commands[index] ?? ''));
}
