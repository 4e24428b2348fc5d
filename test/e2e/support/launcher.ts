import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const launcher = resolve(import.meta.dirname, '../../../scripts/start.mjs');
const startDeadline = 30_000;

export interface Launched {
  /** The profile it was started with. */
  readonly folder: string;
  readonly address: string;
  /** As Ctrl+C in its terminal; gives its exit code. */
  stop(): Promise<number | null>;
}

/** `npm start -- --setup` in a terminal of its own, without a window. */
export async function startForSetup(): Promise<Launched> {
  const folder = await mkdtemp(join(tmpdir(), 'offhook-setup-'));
  const args = [launcher, '--host', 'browser', '--setup', '--no-open', '--profile', folder];
  const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: '' };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const stop = async (): Promise<number | null> => {
    child.kill('SIGINT');
    const code = await ended;
    await rm(folder, { recursive: true, force: true });
    return code;
  };
  const { promise, resolve: found, reject } = Promise.withResolvers<string>();
  const patience = setTimeout(() => reject(new Error('the launcher named no address in time')), startDeadline);
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      said.push(line);
      const address = /^Offhook is at (\S+)$/.exec(line)?.[1];
      if (address !== undefined) found(address);
    });
  }
  void ended.then((code) => reject(new Error(`the launcher ended with ${code}:\n${said.join('\n')}`)));
  try {
    return { folder, address: await promise, stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    clearTimeout(patience);
  }
}
