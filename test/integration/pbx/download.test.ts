import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { alone } from '../../pbx/install/cache.ts';
import { download, VanishedError } from '../../pbx/install/download.ts';

const content = Buffer.from('not really a package');
const locked = {
  package: 'libexample1',
  version: '1.0+b1-1',
  pool: 'pool/main/libe/libexample1_1.0+b1-1_amd64.deb',
  size: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
};

const folder = mkdtempSync(join(tmpdir(), 'offhook-download-'));
let server: Server;
let mirror: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    const there = decodeURIComponent(request.url ?? '') === `/debian/${locked.pool}`;
    response.writeHead(there ? 200 : 404).end(there ? content : 'gone');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  mirror = `http://127.0.0.1:${(server.address() as AddressInfo).port}/debian`;
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

it('a locked package is fetched and is what the lock says', async () => {
  const [file = ''] = await download([locked], mirror, folder);
  expect(readFileSync(file)).toEqual(content);
});

it('a package with other bytes than locked is refused', async () => {
  const changed = { ...locked, sha256: '0'.repeat(64) };
  await expect(download([changed], mirror, folder)).rejects.toThrow(/has SHA-256 .+, expected 0000/);
});

it('a package that has left the mirror is told apart from a mirror that fails', async () => {
  const old = { ...locked, pool: 'pool/main/libe/libexample1_0.9_amd64.deb' };
  await expect(download([old], mirror, folder)).rejects.toBeInstanceOf(VanishedError);
});

it('two who want the same fetch one after the other, and the lock of a dead process holds nobody up', async () => {
  vi.stubEnv('OFFHOOK_CACHE', folder);
  // No Linux process has this id: the kernel counts to 4,194,304.
  writeFileSync(join(folder, 'example.lock'), '4194305');
  let inside = 0;
  const most: number[] = [];
  const work = async (): Promise<void> => {
    most.push(++inside);
    await delay(20);
    inside--;
  };
  await Promise.all([alone('example', work), alone('example', work), alone('example', work)]);
  expect(most).toEqual([1, 1, 1]);
});
