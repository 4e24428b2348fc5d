import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Guard, startGuard } from './guard.ts';
import { libraries } from './libraries.ts';

/** The Asterisk of one folder: started, signalled and never outliving us. */
export class AsteriskProcess {
  readonly #root: string;
  readonly #run: string;
  readonly #guard: Guard;
  #child: ChildProcess | null = null;

  constructor(root: string, run: string) {
    this.#root = root;
    this.#run = run;
    this.#guard = startGuard(run);
  }

  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  start(): void {
    const { loader, libraryPath } = libraries(this.#root);
    const configuration = join(this.#run, 'etc/asterisk.conf');
    const binary = [join(this.#root, 'usr/sbin/asterisk'), '-C', configuration, '-f', '-q', '-n'];
    const output = openSync(join(this.#run, 'log/output.log'), 'a');
    const child = spawn(loader, ['--library-path', libraryPath, ...binary], {
      cwd: this.#run,
      // Its own process group: Ctrl+C in a terminal reaches us, and we decide.
      detached: true,
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    child.unref();
    child.once('exit', () => {
      if (this.#child === child) this.#forget();
    });
    this.#child = child;
    this.#guard.watch(child.pid ?? null);
  }

  /** `politely` lets it say goodbye to its phones; else it is gone at once. */
  async end(how: 'politely' | 'at-once'): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    const gone = once(child, 'exit');
    child.ref();
    if (how === 'politely') child.kill('SIGTERM');
    else child.kill('SIGKILL');
    const patience = new AbortController();
    const tooLong = delay(5_000, undefined, { signal: patience.signal }).then(() => child.kill('SIGKILL'));
    await gone;
    patience.abort();
    await tooLong.catch(() => false);
  }

  pause(): void {
    this.#child?.kill('SIGSTOP');
  }

  unpause(): void {
    this.#child?.kill('SIGCONT');
  }

  /** The process, its folder and its guard, all gone. */
  async remove(): Promise<void> {
    await this.end('at-once');
    await this.#guard.release();
  }

  #forget(): void {
    this.#child = null;
    this.#guard.watch(null);
  }
}
