import { EventEmitter, once } from 'node:events';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createLogger } from '../../../../main/base/log.ts';
import { readArguments } from '../../../../main/hosts/browser/arguments.ts';
import { preferredPort } from '../../../../main/hosts/browser/door.ts';
import { doorByParent } from '../../../../main/hosts/browser/door-by-parent.ts';
import { openFrontDoor, takeFrontDoor } from '../../../../main/hosts/browser/front-door.ts';
import { type PageServer, servePages } from '../../../../main/hosts/browser/page-server.ts';
import { tellLauncher } from '../../../../main/hosts/browser/tell-launcher.ts';
import { noncePlaceholder } from '../../../../main/hosts/page-files.ts';
import { pageLeaves } from '../../../../preload/contract/wire-address.ts';
import { openDoor } from '../../../../scripts/lib/door.mjs';

const files = new Map([
  [
    '/',
    {
      body: Buffer.from(`<!doctype html><script nonce="${noncePlaceholder}"></script>desk`),
      type: 'text/html; charset=utf-8',
    },
  ],
  ['/talking.html', { body: Buffer.from('<!doctype html>audio'), type: 'text/html; charset=utf-8' }],
  ['/assets/index-5cHOLz7Q.js', { body: Buffer.from('desk()'), type: 'text/javascript; charset=utf-8' }],
  ['/icon.svg', { body: Buffer.from('<svg/>'), type: 'image/svg+xml' }],
]);
const quiet = createLogger(
  () => undefined,
  () => 0,
);

const idle = { log: quiet, known: null, talks: () => false };

let server: PageServer;
let talks: boolean;
beforeEach(async () => {
  const front = await openFrontDoor(0);
  talks = false;
  server = servePages(files, { ...idle, front, talks: () => talks });
  front.open();
});
afterEach(() => server.close());

const authority = () => new URL(server.address).host;
const token = () => new URL(server.address).searchParams.get('token') ?? '';

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Plain HTTP with any header at all, as a program on this computer could send it. */
function get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({
      host: '127.0.0.1',
      port: Number(authority().split(':')[1]),
      path,
      headers: { host: authority(), ...headers },
    });
    asked.on('error', reject);
    asked.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: String(Buffer.concat(chunks)), headers: response.headers }),
      );
    });
    asked.end();
  });
}

async function signIn(): Promise<string> {
  const answer = await get(`/?token=${token()}`);
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}

function wire(headers: Record<string, string>, path = '/wire'): Promise<'open' | number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://${authority()}${path}`, { headers });
    socket.on('open', () => {
      resolve('open');
      socket.close();
    });
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => undefined);
  });
}

describe('the page server', () => {
  test('listens on loopback only', () => {
    expect(new URL(server.address).hostname).toBe('127.0.0.1');
  });

  test('trades the token for a session once, and drops it from the address', async () => {
    const address = `/?token=${token()}`;
    const first = await get(address);
    expect(first).toMatchObject({ status: 303, headers: { location: '/' } });
    expect(String(first.headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Strict$/);
    expect((await get(address)).status).toBe(403);
    expect((await get('/', { cookie: String(first.headers['set-cookie']).split(';')[0] ?? '' })).body).toContain(
      'desk',
    );
  });

  test('has a new address after each use', async () => {
    const told: string[] = [];
    server.onDidUseAddress((address) => told.push(address));
    const old = server.address;
    await signIn();
    expect(server.address).not.toBe(old);
    expect(told).toEqual([server.address]);
  });

  test('lets the window that has a session open a used address again', async () => {
    const address = `/?token=${token()}`;
    const cookie = String((await get(address)).headers['set-cookie']).split(';')[0] ?? '';
    expect(await get(address, { cookie })).toMatchObject({ status: 303 });
  });

  test('tells when its last page has died, and not when one was closed or another is still here', async () => {
    const headers = { cookie: await signIn(), origin: `http://${authority()}` };
    let losses = 0;
    server.onDidLosePages(() => losses++);
    const open = async () => {
      const page = new WebSocket(`ws://${authority()}/wire`, { headers });
      await once(page, 'open');
      return page;
    };
    /** What Chromium says for a page that died is 1001. */
    const end = async (page: WebSocket, code: number) => {
      page.close(code);
      await once(page, 'close');
      // The server's side has been told by then: it answers to be gone first.
      return losses;
    };
    expect(await end(await open(), pageLeaves)).toBe(0);
    const [first, second] = [await open(), await open()];
    expect(await end(first, 1001)).toBe(0);
    expect(await end(second, 1001)).toBe(1);
    (await open()).terminate();
    await expect.poll(() => losses).toBe(2);
  });

  test('shows nothing without a session', async () => {
    expect(await get('/')).toMatchObject({ status: 403 });
    expect(await get('/', { cookie: 'offhook_000000000000=guess' })).toMatchObject({ status: 403 });
    expect(await get('/?token=guess')).toMatchObject({ status: 403 });
  });

  test('refuses a name that points here (DNS rebinding)', async () => {
    const cookie = await signIn();
    expect((await get('/', { cookie, host: 'evil.example' })).status).toBe(421);
    expect((await get(`/?token=${token()}`, { host: `localhost:${authority().split(':')[1]}` })).status).toBe(421);
  });

  test('has no path to climb', async () => {
    const cookie = await signIn();
    for (const path of ['/../package.json', '/%2e%2e/package.json', '//', '/%', '//etc/passwd', '/assets/../../x']) {
      expect((await get(path, { cookie })).status, path).toBe(404);
    }
  });

  test('sends its policy with every answer', async () => {
    for (const answer of [
      await get('/'),
      await get(`/?token=${token()}`),
      await get('/none', { cookie: await signIn() }),
    ]) {
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'; script-src 'none'");
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
    }
  });

  test('lets a browser keep what is named by its content, and nothing else', async () => {
    const cookie = await signIn();
    const keeping = async (path: string) => (await get(path, { cookie })).headers['cache-control'];
    expect(await keeping('/assets/index-5cHOLz7Q.js')).toBe('private, max-age=31536000, immutable');
    for (const path of ['/', '/icon.svg', '/none', `/?token=${token()}`]) expect(await keeping(path)).toBe('no-store');
    expect((await get('/assets/index-5cHOLz7Q.js')).headers['cache-control']).toBe('no-store');
  });

  test('gives each load of the page a nonce of its own, in its policy and in the page', async () => {
    const cookie = await signIn();
    const loads = [await get('/', { cookie }), await get('/', { cookie })];
    const nonces = loads.map(({ body }) => /<script nonce="([A-Za-z0-9+/]{24})">/.exec(body)?.[1] ?? 'none');
    for (const [index, { headers }] of loads.entries())
      expect(headers['content-security-policy']).toContain(`script-src 'nonce-${nonces[index]}'; `);
    expect(new Set(nonces).size).toBe(2);
  });

  test('opens a wire for its own page only', async () => {
    const cookie = await signIn();
    const origin = `http://${authority()}`;
    expect(await wire({ cookie, origin })).toBe('open');
    expect(await wire({ cookie })).toBe(403);
    expect(await wire({ cookie, origin: 'http://evil.example' })).toBe(403);
    expect(await wire({ origin })).toBe(403);
    expect(await wire({ cookie, origin, host: 'evil.example' })).toBe(421);
    expect(await wire({ cookie, origin }, '/other')).toBe(404);
  });

  test('is served with its audio first while somebody talks, and only then', async () => {
    const headers = { cookie: await signIn() };
    const served = async () => (await get('/', headers)).body.replace(/.*>/, '');
    expect(await served()).toBe('desk');
    talks = true;
    expect(await served()).toBe('audio');
    talks = false;
    expect(await served()).toBe('desk');
  });

  test('takes another port when its own is taken', async () => {
    const port = Number(authority().split(':')[1]);
    const second = await openFrontDoor(port);
    expect(new URL(second.address).port).not.toBe(String(port));
    second.server.close();
  });
});

test('whoever comes before there is a desk waits for it', async () => {
  const front = await openFrontDoor(0);
  const { host } = new URL(front.address);
  const early = fetch(front.address, { redirect: 'manual' });
  await new Promise((passed) => front.server.once('request', passed));
  const desk = servePages(files, { ...idle, front });
  expect(desk.address).toBe(front.address);
  front.open();
  const { status, headers } = await early;
  expect([status, headers.get('location')]).toEqual([303, '/']);
  expect((await fetch(`http://${host}/`)).status).toBe(403);
  await desk.close();
});

describe('after a crash', () => {
  /** A desk on a port, with what was noted by the one before it. */
  const startOn = async (port: number, before: unknown) => {
    let noted = before;
    const front = await openFrontDoor(port);
    const known = { read: () => noted, write: (now: unknown) => void (noted = now) };
    const desk = servePages(files, { ...idle, front, known });
    front.open();
    return { desk, port: front.port, noted: () => noted };
  };

  test('a page that was let in on this port is awaited, one of another port or of no crash is not', async () => {
    const first = await startOn(0, null);
    await fetch(first.desk.address, { redirect: 'manual' });
    const beside = await startOn(0, first.noted());
    expect([first.desk.awaited, beside.desk.awaited]).toEqual([false, false]);
    await Promise.all([first.desk.close(), beside.desk.close()]);
    const next = await startOn(first.port, first.noted());
    expect(next.desk.awaited).toBe(true);
    await next.desk.close();
  });

  test('the launcher hears of the pages before, of each that comes and of the last that dies; nobody does where there is none', () => {
    const heard: unknown[] = [];
    const send = (message: unknown) => heard.push(message) > 0;
    for (const parent of [{ connected: true, send }, { connected: false, send }, {}]) {
      const launcher = tellLauncher(parent);
      launcher.before('awaited');
      launcher.opened();
      launcher.address('http://127.0.0.1:1/?token=t');
      launcher.lost();
    }
    expect(heard).toEqual([
      { kind: 'pages-before', are: 'awaited' },
      { kind: 'page-opened' },
      { kind: 'address', is: 'http://127.0.0.1:1/?token=t' },
      { kind: 'pages-lost' },
    ]);
  });
});

test('whoever comes to a door the launcher has opened waits for the host that takes it', async () => {
  const channel = new EventEmitter();
  const given = doorByParent(Object.assign(channel, { send: true }), { OFFHOOK_DOOR_BY_PARENT: '1' });
  if (given === null) throw new Error('the door was to come from the launcher');
  const door = await openDoor('/home/ines/.config/offhook');
  channel.emit('message', { kind: 'demo' }, undefined);
  door.handTo({ send: (message, listening) => channel.emit('message', message, listening) });
  const early = fetch(door.address, { redirect: 'manual' });
  const front = await takeFrontDoor(await given);
  expect(front.address).toBe(door.address);
  const desk = servePages(files, { ...idle, front });
  front.open();
  expect((await early).headers.get('location')).toBe('/');
  await desk.close();
});

test.each([
  ['without a launcher', undefined, { OFFHOOK_DOOR_BY_PARENT: '1' }],
  ['from a launcher that has opened none', true, {}],
])('a host that is started %s opens its own door', (_, send, env) => {
  expect(doorByParent(Object.assign(new EventEmitter(), { send }), env)).toBeNull();
});

describe('the host', () => {
  test('takes a profile and nothing else', () => {
    expect(readArguments(['--profile', '/p'])).toEqual({ ok: true, value: { profile: '/p', command: null } });
    expect(readArguments(['--profile', '/p', 'dial', '1002'])).toEqual({
      ok: true,
      value: { profile: '/p', command: { command: { command: 'dial', target: '1002' }, json: false } },
    });
    expect(readArguments(['--profile', '/p', 'nonsense'])).toMatchObject({ ok: false });
    expect(readArguments(['--profil', '/p'])).toMatchObject({ ok: false });
    expect(readArguments([])).toMatchObject({
      ok: false,
      failure: 'expected --profile DIR and a command at most, got: nothing',
    });
  });

  test('keeps the same port for the same profile, since the microphone permission hangs on it', () => {
    expect(preferredPort('/home/ines/.config/offhook')).toBe(preferredPort('/home/ines/.config/offhook'));
    expect(preferredPort('/a')).not.toBe(preferredPort('/b'));
    expect(preferredPort('/a')).toBeGreaterThanOrEqual(41_000);
  });
});
