import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * A network of two: this machine and a namespace of its own, joined by a cable. What runs inside can be given another
 * address, as a laptop that leaves one Wi-Fi for another. Both are gone when they are closed, or when this process dies.
 */
export class PrivateNetwork {
  /** The address of this machine in it. */
  readonly outside: string;
  readonly #holder: ChildProcess;
  readonly #cable: string;
  #inside: string;

  /** In words why there can be none here, where that is so: it takes Linux, and root. */
  static async open(): Promise<PrivateNetwork | string> {
    if (process.platform !== 'linux') return `network namespaces are Linux’s; this is ${process.platform}`;
    // It holds the namespace for as long as we hold its input.
    const holder = spawn('unshare', ['--net', 'sh', '-c', 'echo there; read never'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    try {
      const failed = once(holder, 'exit').then(() => Promise.reject(new Error('unshare --net is not permitted')));
      await Promise.race([once(holder.stdout, 'data'), failed]);
      failed.catch(() => 'it ends with us');
      const network = new PrivateNetwork(holder);
      await network.#connect();
      return network;
    } catch (error) {
      holder.kill();
      return `no network namespace can be made here: ${error instanceof Error ? error.message.trim() : String(error)}`;
    }
  }

  private constructor(holder: ChildProcess) {
    const pid = holder.pid ?? 0;
    const net = `10.${64 + (pid % 64)}.${Math.floor(pid / 64) % 256}`;
    this.#holder = holder;
    this.#cable = `oh${pid}`;
    this.outside = `${net}.1`;
    this.#inside = `${net}.2`;
  }

  get inside(): string {
    return this.#inside;
  }

  /** A command as it runs inside; it becomes that command, so signals reach it. */
  within(command: readonly string[]): readonly [string, ...string[]] {
    return ['nsenter', `--net=/proc/${this.#holder.pid}/ns/net`, ...command];
  }

  /** Whoever is inside has another address now, and nothing that was sent from the old one gets through. */
  async move(): Promise<void> {
    const next = this.#inside.replace(/\d+$/, (last) => String(Number(last) + 1));
    await this.#ip('addr', 'del', `${this.#inside}/24`, 'dev', 'desk');
    await this.#ip('addr', 'add', `${next}/24`, 'dev', 'desk');
    this.#inside = next;
  }

  /** The cable goes with the namespace. */
  async close(): Promise<void> {
    const gone = once(this.#holder, 'exit');
    this.#holder.stdin?.end();
    await gone;
  }

  async #connect(): Promise<void> {
    const here = this.#cable;
    const peer = ['peer', 'name', 'desk', 'netns', String(this.#holder.pid)];
    await run('ip', ['link', 'add', here, 'type', 'veth', ...peer]);
    await run('ip', ['addr', 'add', `${this.outside}/24`, 'dev', here]);
    await run('ip', ['link', 'set', here, 'up']);
    await this.#ip('link', 'set', 'lo', 'up');
    await this.#ip('addr', 'add', `${this.#inside}/24`, 'dev', 'desk');
    await this.#ip('link', 'set', 'desk', 'up');
  }

  async #ip(...words: readonly string[]): Promise<void> {
    const [command, ...rest] = this.within(['ip', ...words]);
    await run(command, rest);
  }
}
