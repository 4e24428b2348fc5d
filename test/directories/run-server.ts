import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startGuard } from '../pbx/guard.ts';
import { libraries } from '../pbx/libraries.ts';

/** A server of one test's own, in a folder of its own; gone with whoever started it, however that ends. */
export interface RunningServer {
  readonly folder: string;
  readonly port: number;
  stop(): Promise<void>;
}

export interface ServerToRun {
  /** Unpacked packages. */
  readonly root: string;
  /** Of the program, in `root`. */
  readonly program: string;
  readonly folder: string;
  readonly port: number;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const upWithin = 30_000;

/** A new folder for a server's files, where the lab's lie too. */
export const serverFolder = (name: string): string => mkdtempSync(join(tmpdir(), `offhook-${name}-`));

export async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Starts a program with its own libraries, and waits until its port answers. */
export async function runServer({ root, program, folder, port, args, env = {} }: ServerToRun): Promise<RunningServer> {
  const { loader, libraryPath } = libraries(root);
  const guard = startGuard(folder);
  const output = openSync(join(folder, 'output.log'), 'a');
  const child = spawn(loader, ['--library-path', libraryPath, join(root, program), ...args], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  guard.watch(child.pid ?? null);
  const gone = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone;
    guard.watch(null);
    await guard.release();
    rmSync(folder, { recursive: true, force: true });
  };
  const until = performance.now() + upWithin;
  while (!(await answers(port))) {
    if (child.exitCode === null && performance.now() < until) {
      // oxlint-disable-next-line no-await-in-loop -- until it listens
      await delay(50);
      continue;
    }
    const said = readFileSync(join(folder, 'output.log'), 'utf8').slice(-2000);
    // oxlint-disable-next-line no-await-in-loop -- and out
    await stop();
    throw new Error(`${program} does not answer: ${said}`);
  }
  return { folder, port, stop };
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    // Not yet.
    return false;
  } finally {
    socket.destroy();
  }
}
