import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AriClient, type AriClientOptions, createAriClient } from '../../../main/ari/client.ts';
import { createLogger, type LogLine } from '../../../main/base/log.ts';
import type { LinkState } from '../../../main/net/link-failure.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakeAri } from './fake-ari.ts';

let ari: FakeAri;
let clock: FakeClock;
let url: string;
let logged: LogLine[];
let clients: AriClient[];

beforeEach(async () => {
  ari = new FakeAri();
  clock = new FakeClock();
  url = await ari.listen();
  logged = [];
  clients = [];
});

afterEach(() => {
  for (const client of clients) client.dispose();
  ari.close();
});

function start(options: Partial<AriClientOptions> = {}) {
  const client = createAriClient({
    ...{ url, trust: { kind: 'system' }, username: 'desk', password: 'pässword', app: 'desk', clock },
    ...{
      random: () => 0.5,
      log: createLogger(
        (line) => void logged.push(line),
        () => clock.now(),
        'debug',
      ),
    },
    ...options,
  });
  clients.push(client);
  const links: LinkState[] = [];
  const events: string[] = [];
  client.onDidChangeLink((link) => void links.push(link));
  client.onEvent((event) => void events.push(event.type));
  client.start();
  return { client, links, events };
}

const settled = async (client: AriClient) => vi.waitFor(() => expect(client.link.state).not.toBe('connecting'));
const failureOf = ({ link }: AriClient) => (link.state === 'up' ? null : link.failure);

describe('connecting', () => {
  it('looks who is there, opens the events and hushes the noise, with credentials in the header only', async () => {
    const { client, links } = start();
    await settled(client);
    expect(links.map((link) => (link.state === 'connecting' ? link.step : link.state))).toEqual([
      ...['connect', 'subscribe', 'up'],
    ]);
    expect(client.server).toEqual({ version: '22.10.1', bootedAt: Date.UTC(2026, 10, 21, 7, 29, 18, 5) });
    expect(ari.asked).toEqual([
      'GET /asterisk/info?only=system%2Cstatus',
      'GET /events?app=desk',
      'POST /applications/desk/subscription?eventSource=channel%3A%2Cbridge%3A%2Cendpoint%3A',
      'PUT /applications/desk/eventFilter',
    ]);
    const authorization = `Basic ${Buffer.from('desk:pässword').toString('base64')}`;
    expect([...ari.authorizations]).toEqual([authorization]);
  });

  it('hears of the sources it was told', async () => {
    const { client } = start({ sources: ['endpoint:PJSIP/1014'] });
    await settled(client);
    expect(ari.asked).toContainEqual('POST /applications/desk/subscription?eventSource=endpoint%3APJSIP%2F1014');
  });

  it('is no use to a user who may only read, and says so', async () => {
    ari.json('POST /applications/desk/subscription', 403, { message: 'Write access denied' });
    const { client } = start();
    await settled(client);
    expect(failureOf(client)).toMatchObject({ kind: 'forbidden' });
  });

  it('goes on where events cannot be filtered', async () => {
    ari.json('PUT /applications/desk/eventFilter', 404, { message: 'Not found' });
    const { client } = start();
    await settled(client);
    expect(client.link.state).toBe('up');
  });

  it.each([
    [401, { message: 'Authentication required' }, 'auth-rejected', 60_000],
    [403, { message: 'Forbidden' }, 'forbidden', 60_000],
    [404, { message: 'Resource not found' }, 'not-served', 500],
    [503, { message: 'Asterisk not booted' }, 'not-ready', 250],
  ])('meets status %i as what it is', async (status, body, kind, delay) => {
    ari.json('GET /asterisk/info', status, body);
    const { client } = start();
    await settled(client);
    expect(client.link).toMatchObject({ state: 'down', failure: { kind, target: url }, retryAt: clock.now() + delay });
  });

  it.each([
    ['a page', '<html>'],
    ['nothing', ''],
  ])('takes %s for no ARI', async (_what, body) => {
    ari.answers.set('GET /asterisk/info', { status: 200, body });
    const { client } = start();
    await settled(client);
    expect(failureOf(client)).toMatchObject({ kind: 'wrong-service' });
  });

  it('is told as refused at the upgrade', async () => {
    ari.upgrade = { status: 401, body: '' };
    const { client } = start();
    await settled(client);
    expect(failureOf(client)).toMatchObject({ kind: 'auth-rejected' });
  });

  it.each([
    ['GET /asterisk/info', 1],
    ['the upgrade', 2],
    ['POST /applications/desk/subscription', 3],
  ])('gives up within 5 s when %s is not answered', async (what, asked) => {
    if (what === 'the upgrade') ari.upgrade = 'silence';
    else ari.answers.set(what, 'silence');
    const { client } = start();
    await vi.waitFor(() => expect(ari.asked).toHaveLength(asked));
    await clock.advance(4_000);
    expect(failureOf(client)).toMatchObject({ kind: 'timeout' });
  });
});

describe('events', () => {
  it('are handed out, those nobody knows are passed over and logged once a kind', async () => {
    const { client, events } = start();
    await settled(client);
    const channel = { id: '1.2', name: 'PJSIP/1001-00000001', state: 'Up' };
    ari.sends({ type: 'ChannelCreated', channel });
    for (let time = 0; time < 3; time += 1) ari.sends({ type: 'FromTheFuture' });
    ari.sends('{"type":');
    ari.sends(['no', 'object']);
    ari.sends({ type: 'ChannelHold' });
    ari.sends({ variable: 'A', value: '1', type: 'ChannelVarset' });
    ari.sends({ type: 'ChannelDestroyed', cause: 16, channel });
    await vi.waitFor(() => expect(events).toEqual(['ChannelCreated', 'ChannelDestroyed']));
    const passedOver = logged.filter(({ message }) => message === 'event passed over');
    expect(passedOver.map(({ fields }) => fields)).toMatchObject([
      { type: 'FromTheFuture', why: 'unknown' },
      { type: '(undecodable)' },
      { type: 'ChannelHold', why: expect.stringMatching(/^channel: /) as unknown },
    ]);
  });

  it('that go to somebody else now are not fought for', async () => {
    const { client } = start();
    await settled(client);
    ari.sends({ type: 'ApplicationReplaced', application: 'desk' });
    await vi.waitFor(() => expect(client.link.state).toBe('down'));
    expect(client.link).toMatchObject({ failure: { kind: 'replaced' }, retryAt: clock.now() + 60_000 });
  });

  it('that end because the PBX closed are told with its words', async () => {
    const { client } = start();
    await settled(client);
    ari.socket?.close(1011, 'too slow');
    await vi.waitFor(() => expect(client.link.state).toBe('down'));
    expect(failureOf(client)).toMatchObject({ kind: 'closed', detail: 'closed with code 1011 too slow' });
  });
});

describe('a connection that is there', () => {
  it('is pinged after 5 s of silence, and given up 3 s later when nothing comes', async () => {
    ari.pongs = false;
    const { client } = start();
    await settled(client);
    await clock.advance(7_999);
    expect(client.link.state).toBe('up');
    await clock.advance(1);
    expect(client.link).toMatchObject({ state: 'down', failure: { kind: 'timeout', detail: 'it has gone silent' } });
  });

  it('stays while pongs come', async () => {
    const { client } = start();
    await settled(client);
    const pinged = vi.fn();
    ari.socket?.on('ping', pinged);
    for (let time = 1; time <= 4; time += 1) {
      // oxlint-disable-next-line no-await-in-loop -- time goes on step by step
      await clock.advance(5_000);
      // oxlint-disable-next-line no-await-in-loop
      await vi.waitFor(() => expect(pinged).toHaveBeenCalledTimes(time));
      // oxlint-disable-next-line no-await-in-loop
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(client.link.state).toBe('up');
  });

  it('lists the channels it can read', async () => {
    const channel = {
      id: '1.2',
      name: 'PJSIP/1001-00000001',
      state: 'Up',
      protocol_id: 'abc',
      caller: { name: 'Ann' },
    };
    ari.json('GET /channels', 200, [channel, { id: 7 }, null]);
    const { client } = start();
    await settled(client);
    expect(await client.channels()).toMatchObject({ ok: true, value: [{ id: '1.2', protocolId: 'abc' }] });
    expect(logged.at(-1)).toMatchObject({ message: 'items passed over', fields: { count: 2 } });
  });

  it('asks over few connections, however much is asked at once', async () => {
    ari.json('GET /channels', 200, []);
    const { client } = start();
    await settled(client);
    const many = await Promise.all(Array.from({ length: 40 }, () => client.channels()));
    expect(many.every(({ ok }) => ok)).toBe(true);
    // The event socket is one more.
    expect(ari.connections).toBeLessThanOrEqual(5);
  });

  it.each([
    [400, 'bad-request'],
    [404, 'not-found'],
    [409, 'conflict'],
    [412, 'precondition'],
    [422, 'bad-request'],
    [500, 'server-error'],
  ])('tells status %i of a request as a value', async (status, kind) => {
    ari.json('POST /channels/1/hold', status, { message: 'no' });
    const { client } = start();
    await settled(client);
    const answer = await client.request({ method: 'POST', path: '/channels/1/hold' });
    expect(answer).toMatchObject({ ok: false, failure: { kind, message: 'no' } });
  });

  it('ends a request that is not answered at its deadline, and one under way when the link drops', async () => {
    ari.answers.set('GET /channels', 'silence');
    const { client } = start();
    await settled(client);
    const late = client.request({ method: 'GET', path: '/channels', within: 500 });
    await clock.advance(500);
    expect(await late).toEqual({ ok: false, failure: { kind: 'timeout' } });
    const lost = client.channels();
    ari.socket?.terminate();
    expect(await lost).toMatchObject({ ok: false, failure: { kind: 'failed' } });
    expect(await client.channels()).toMatchObject({ ok: false, failure: { kind: 'failed' } });
  });

  it('cannot be made to send a header by a path', async () => {
    const { client } = start();
    await settled(client);
    const answer = await client.request({ method: 'GET', path: '/channels/a b\r\nX-Evil: ü' });
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'not-found' } });
    expect(ari.asked.at(-1)).toBe('GET /channels/a%20bX-Evil:%20%C3%BC');
  });

  it('is closed in order, and leaves no timer behind', async () => {
    const { client } = start();
    await settled(client);
    const closed = new Promise((resolve) => ari.socket?.once('close', resolve));
    ari.json('GET /applications/desk', 200, { name: 'desk', bridge_ids: ['ALL'], endpoint_ids: ['PJSIP/1014'] });
    await client.stop();
    // Or the application would stay on the PBX, and with it the cost of its events.
    expect(ari.asked.at(-1)).toBe(
      'DELETE /applications/desk/subscription?eventSource=bridge%3AALL%2Cendpoint%3APJSIP%2F1014',
    );
    expect(await closed).toBe(1000);
    expect(client.link).toMatchObject({ state: 'down', retryAt: null });
    expect(clock.pending).toBe(0);
  });

  it('never logs its password', async () => {
    const { client } = start();
    await settled(client);
    ari.socket?.close();
    await vi.waitFor(() => expect(client.link.state).toBe('down'));
    expect(JSON.stringify(logged)).not.toMatch(/pässword|Basic|cMOkc3N3b3Jk/);
  });
});
