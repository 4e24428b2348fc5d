import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { TlsTrust } from '../../../main/net/tls-trust.ts';
import { fetchDocument } from '../../../main/provisioning/fetch-document.ts';
import { authority, selfSigned, trusted } from '../net/certificates.ts';

const trust: TlsTrust = { kind: 'ca', pem: authority };
const json = '{"offhook":1}';

const opened: Server[] = [];
afterEach(() => {
  for (const server of opened.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A company's server that answers so, and what it was asked. */
async function serving(answer: (response: ServerResponse) => void, identity = trusted) {
  const asked: string[] = [];
  const server = createServer(identity, (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.on('error', () => undefined);
    answer(response);
  });
  server.on('tlsClientError', () => undefined);
  opened.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `https://127.0.0.1:${port}/desks/4f7c`, asked };
}

describe('a provisioning document on a server', () => {
  test('is fetched over https', async () => {
    const { url, asked } = await serving((response) => response.end(json));
    expect(await fetchDocument(url, trust)).toEqual({ ok: true, value: json });
    expect(asked).toEqual(['GET /desks/4f7c']);
  });

  test('is not asked for where the server is not whom its certificate says', async () => {
    const { url, asked } = await serving((response) => response.end(json), selfSigned);
    expect(await fetchDocument(url, trust)).toMatchObject({
      failure: { kind: 'unreachable', failure: { kind: 'tls-untrusted' } },
    });
    expect(asked).toEqual([]);
  });

  test.each([404, 410, 500])('that is not there (any more) is told as %i', async (status) => {
    const { url } = await serving((response) => response.writeHead(status).end(json));
    expect(await fetchDocument(url, trust)).toEqual({ ok: false, failure: { kind: 'gone', status } });
  });

  test('is not looked for where the server sends us on to', async () => {
    const other = await serving((response) => response.end(json));
    const { url } = await serving((response) => response.writeHead(302, { location: other.url }).end());
    expect(await fetchDocument(url, trust)).toEqual({ ok: false, failure: { kind: 'gone', status: 302 } });
    expect(other.asked).toEqual([]);
  });

  test('that does not end is read up to 64 KiB, and no further', async () => {
    const { url } = await serving((response) => {
      const more = (): void => void (response.destroyed || response.write('x'.repeat(16_384), more));
      more();
    });
    expect(await fetchDocument(url, trust)).toEqual({ ok: false, failure: { kind: 'too-large' } });
  });

  test.each([
    ['says nothing', () => undefined],
    ['breaks off in the middle of it', (response: ServerResponse) => void response.write('{')],
  ])('of a server that %s is given up when its time is over', async (_what, answer) => {
    const { url } = await serving(answer);
    expect(await fetchDocument(url, trust, AbortSignal.timeout(300))).toMatchObject({
      failure: {
        kind: 'unreachable',
        failure: { kind: 'timeout', target: expect.stringContaining('127.0.0.1') as string },
      },
    });
  });

  test('of a server that drips it is given up too: it is never silent for long', async () => {
    let drip: NodeJS.Timeout | undefined;
    const { url } = await serving((response) => {
      drip = setInterval(() => response.write(' '), 10);
    });
    expect(await fetchDocument(url, trust, AbortSignal.timeout(300))).toMatchObject({
      failure: { failure: { kind: 'timeout' } },
    });
    clearInterval(drip);
  });
});
