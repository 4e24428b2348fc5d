import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { readPageFiles } from '../../../main/hosts/page-files.ts';

/** The peer of several benches: the least a SIP.js page can be, served on loopback. */
export async function serveBarePage(): Promise<{ readonly address: string; close(): void }> {
  const folder = await mkdtemp(join(tmpdir(), 'offhook-bare-'));
  await build({
    configFile: false,
    root: resolve(import.meta.dirname, '../bare-sip-page'),
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, target: 'chrome150' },
  });
  const files = await readPageFiles(folder);
  await rm(folder, { recursive: true });
  const server = createServer((request, response) => {
    const file = files.get(URL.parse(request.url ?? '/', 'http://127.0.0.1')?.pathname ?? '/');
    response.writeHead(file === undefined ? 404 : 200, { 'Content-Type': file?.type ?? 'text/plain' }).end(file?.body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  return {
    address: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
