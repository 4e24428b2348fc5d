import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSource } from '../../../main/directory/sources/open-source.ts';
import { serverFetch } from '../../../main/directory/sources/server-fetch.ts';
import { makeCertificates } from '../../pbx/certificate.ts';

const { ca, server: certificate, serverKey } = makeCertificates();
let folder: string;
let server: Server;
let url: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let heard: IncomingMessage[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-faults-'));
  writeFileSync(join(folder, 'ca.pem'), ca);
  heard = [];
  server = createServer({ cert: certificate, key: serverKey }, (request, response) => {
    heard.push(request);
    request.resume();
    answer(request, response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `https://localhost:${(server.address() as AddressInfo).port}/`;
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

const read = async (within = 20_000) => {
  const source = await openSource(
    { kind: 'carddav', url, username: 'ines', caFile: join(folder, 'ca.pem') },
    'the password',
  );
  return source.ok ? source.value.read(null, AbortSignal.timeout(within)) : source;
};

test('the password goes to no other server, whatever this one says of it', async () => {
  answer = (_, response) => response.writeHead(301, { location: 'https://127.0.0.1:9/dav/' }).end();
  expect(await read()).toMatchObject({ ok: false, failure: { kind: 'elsewhere', detail: 'https://127.0.0.1:9' } });
  expect(heard.every(({ headers }) => headers.host === new URL(url).host)).toBe(true);
});

test.each([
  [401, 'login'],
  [403, 'forbidden'],
  [404, 'not-there'],
  [500, 'bad-answer'],
] as const)('HTTP %i everywhere is said to be %s', async (status, kind) => {
  answer = (_, response) => response.writeHead(status).end('<html>no</html>');
  expect(await read()).toMatchObject({ ok: false, failure: { kind } });
});

test.each([
  ['a web page', 'text/html', '<html><body>Welcome</body></html>'],
  ['XML about something else', 'application/xml', '<?xml version="1.0"?><rss><channel/></rss>'],
  ['XML that ends in the middle', 'application/xml', '<?xml version="1.0"?><d:multistatus xmlns:d="DAV:"><d:response>'],
  [
    'entities that grow',
    'application/xml',
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><d:multistatus xmlns:d="DAV:"><d:response><d:href>&b;</d:href></d:response></d:multistatus>',
  ],
] as const)('%s is no address book', async (_, type, body) => {
  answer = (_request, response) => response.writeHead(207, { 'content-type': type }).end(body);
  const found = await read();
  expect(found).toMatchObject({ ok: false });
  expect(found.ok ? '' : ['bad-answer', 'not-there']).toContain(found.ok ? '' : found.failure.kind);
});

test('a server that says nothing is not waited for beyond the time there is', async () => {
  answer = () => undefined;
  expect(await read(300)).toMatchObject({ ok: false, failure: { kind: 'slow' } });
});

test('a server that does not stop talking is cut off', async () => {
  answer = (_, response) => {
    response.writeHead(200);
    const more = (): void => {
      while (response.write('x'.repeat(65_536)));
      response.once('drain', more);
    };
    more();
  };
  const { fetch, close } = serverFetch(url, {
    trust: { kind: 'ca', pem: ca },
    signal: AbortSignal.timeout(20_000),
    most: 1_000_000,
  });
  await expect(fetch(url)).rejects.toThrow('more than 977 kB');
  close();
});

test('a server that sends us round in a circle is left', async () => {
  answer = ({ url: path }, response) => response.writeHead(302, { location: `${path}x` }).end();
  const { fetch, close } = serverFetch(url, { trust: { kind: 'ca', pem: ca }, signal: AbortSignal.timeout(20_000) });
  await expect(fetch(url)).rejects.toThrow('circle');
  expect(heard.length).toBe(6);
  close();
});
