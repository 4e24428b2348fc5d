import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Disposable } from '../base/disposable.ts';
import { toDisposable } from '../base/disposable.ts';

/**
 * Held by one process at a time and by nobody once that process is gone, however it went: a local socket, which the
 * system takes back. A file with a process id in it would lie after a crash. Null: somebody else holds it.
 */
export async function takeWriterLock(folder: string, platform = process.platform): Promise<Disposable | null> {
  const address = lockAddress(folder, platform);
  const server = (await listen(address)) ?? (await afterTheDead(address, platform));
  if (server === null) return null;
  server.unref();
  return toDisposable(() => void server.close());
}

/** Where the lock of a folder is, by platform: an abstract socket, a named pipe, or a socket file. */
export function lockAddress(folder: string, platform: NodeJS.Platform): string {
  const name = `offhook-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;
  if (platform === 'linux') return `\0${name}`;
  return platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

function listen(address: string): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () => resolve(null));
    server.listen(address, () => resolve(server));
  });
}

/** A socket file outlives its process; nobody answers on it then. */
async function afterTheDead(address: string, platform: NodeJS.Platform): Promise<Server | null> {
  if (platform === 'linux' || platform === 'win32' || (await answers(address))) return null;
  rmSync(address, { force: true });
  return listen(address);
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
