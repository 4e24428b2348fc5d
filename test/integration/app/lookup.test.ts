import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLogger, type LogLine } from '../../../main/base/log.ts';
import { HttpLookup, type LookupSettings } from '../../../main/lookup/http-lookup.ts';
import type { CallValues } from '../../../main/lookup/template.ts';
import { systemClock } from '../../support/system-clock.ts';

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

let server: Server;
let seen: Seen[];
let answer: (request: Seen, response: ServerResponse) => void;
let lines: LogLine[];
beforeEach(async () => {
  [seen, lines] = [[], []];
  answer = (_, response) => response.end('{}');
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
      seen.push(one);
      answer(one, response);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const values = (change: Partial<CallValues> = {}): CallValues => ({
  ...{ e164: '+442079460137', national: '020 7946 0137', name: 'Anna "Q" Berg', queue: '', did: '' },
  ...{ uniqueid: '', linkedid: '', agent: '1014', vars: {} },
  ...change,
});
const lookup = (change: Partial<LookupSettings> = {}) =>
  new HttpLookup({
    settings: {
      ...{ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/find?n={e164}`, method: 'GET' as const },
      ...{ headers: { 'X-Key': 'key {secret}' }, budget: 800, keepMinutes: 10 },
      fields: [
        { label: 'Customer', pointer: '/customer/id' },
        { label: 'Odd', pointer: '/a~1b/0' },
      ],
      ...change,
    },
    ...{
      secret: 'hush',
      clock: systemClock,
      log: createLogger(
        (line) => lines.push(line),
        () => 0,
      ),
    },
  });

describe('a web service that is asked about a caller', () => {
  test('gets number and secret, and its answer is mapped by JSON pointers', async () => {
    answer = (_, response) =>
      response.end(JSON.stringify({ customer: { id: 402217, more: {} }, 'a/b': ['<b>x</b>\u202E'] }));
    expect(await lookup().look(values())).toEqual({
      ok: true,
      value: [
        { label: 'Customer', value: '402217' },
        { label: 'Odd', value: '<b>x</b>' },
      ],
    });
    expect(seen).toMatchObject([{ method: 'GET', url: '/find?n=%2B442079460137', headers: { 'x-key': 'key hush' } }]);
  });

  test('by POST gets JSON that a caller’s name cannot break', async () => {
    await lookup({ method: 'POST', body: '{"name":"{name}","number":"{e164}"}' }).look(values());
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ name: 'Anna "Q" Berg', number: '+442079460137' });
    // GraphQL has braces of its own.
    const query = 'query($n:String!){ contact(phone:$n) { name } }';
    await lookup({ method: 'POST', body: `{"query":"${query}","variables":{"n":"{e164}"}}` }).look(values());
    expect(JSON.parse(seen[1]?.body ?? '')).toEqual({ query, variables: { n: '+442079460137' } });
    expect(seen[0]?.headers['content-type']).toBe('application/json');
  });

  test('is asked once by two calls at the same time, and not again while its answer is kept', async () => {
    const found = lookup();
    await Promise.all([found.look(values()), found.look(values())]);
    await found.look(values());
    expect(seen).toHaveLength(1);
    await found.look(values({ e164: '+12125550142' }));
    expect(seen).toHaveLength(2);
  });

  test('that is too slow is given up when its budget is over', async () => {
    answer = () => undefined;
    expect(await lookup({ budget: 60 }).look(values())).toMatchObject({ ok: false, failure: { kind: 'slow' } });
  });

  test('that drips its answer is given up too', async () => {
    answer = (_, response) => {
      response.write('{"customer":');
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drip));
    };
    expect(await lookup({ budget: 100 }).look(values())).toMatchObject({ ok: false, failure: { kind: 'slow' } });
  });

  test('that answers without end is not read to the end', async () => {
    let written = 0;
    answer = (_, response) => {
      const more = () => {
        if (response.destroyed) return;
        written += 64 * 1024;
        response.write('x'.repeat(64 * 1024), more);
      };
      more();
    };
    expect(await lookup({ budget: 5000 }).look(values())).toMatchObject({ ok: false, failure: { kind: 'too-large' } });
    expect(written).toBeLessThan(32 * 1024 * 1024);
  });

  test.each([
    ['is wrong', (response: ServerResponse) => response.end('<html>'), 'not-json'],
    ['refuses', (response: ServerResponse) => response.writeHead(401).end(), 'refused'],
    [
      'sends us elsewhere',
      (response: ServerResponse) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      'unreachable',
    ],
    ['hangs up', (response: ServerResponse) => response.destroy(), 'unreachable'],
  ] as const)(
    'that %s is told in the log without caller or secret, and is asked again next time',
    async (_, reply, kind) => {
      answer = (__, response) => void reply(response);
      const found = lookup();
      expect(await found.look(values())).toMatchObject({ ok: false, failure: { kind } });
      await found.look(values());
      expect(seen.length).toBeGreaterThanOrEqual(2);
      expect(JSON.stringify(lines)).not.toMatch(/hush|7946|Anna/);
      expect(lines.length).toBeGreaterThan(0);
    },
  );

  test('that knows nobody of that number is no failure', async () => {
    answer = (_, response) => response.writeHead(404).end('nobody');
    expect(await lookup().look(values())).toEqual({ ok: true, value: [] });
  });

  test('that is not there is a failure with its reason', async () => {
    const found = await lookup({ url: 'http://127.0.0.1:9/{e164}' }).look(values());
    expect(found).toMatchObject({ ok: false, failure: { kind: 'unreachable' } });
  });
});
