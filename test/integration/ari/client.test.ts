import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type AriClient, type AriClientOptions, createAriClient } from '../../../main/ari/client.ts';
import { type AriEvent, causeOf, channelOf } from '../../../main/ari/event.ts';
import { type Pbx, startPbx } from '../../pbx/pbx.ts';
import { firstFailure, isDown, isUp, linkThat, quiet } from '../../support/link-up.ts';
import { systemClock } from '../../support/system-clock.ts';

let pbx: Pbx;
const clients: AriClient[] = [];

// One PBX a test: after a socket was closed while events came, ARI may hang for all that follow (main/ari/README.md).
beforeEach(async () => {
  pbx = await startPbx();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.dispose();
  await pbx.stop();
});

function idle(options: Partial<AriClientOptions> = {}): AriClient {
  const client = createAriClient({
    ...{
      url: `https://localhost:${pbx.ports.https}/ari`,
      trust: { kind: 'ca', pem: pbx.caPem },
      app: `desk-${randomUUID()}`,
    },
    ...{ username: 'agent1001', password: 'ari-1001', clock: systemClock, random: Math.random, log: quiet },
    ...options,
  });
  clients.push(client);
  return client;
}

async function up(options: Partial<AriClientOptions> = {}): Promise<AriClient> {
  const client = idle(options);
  client.start();
  await linkThat(client, isUp);
  return client;
}

/** Every event from now on, and the first that is as wished. */
function watching(client: AriClient) {
  const events: AriEvent[] = [];
  client.onEvent((event) => void events.push(event));
  const eventThat = (isWished: (event: AriEvent) => boolean) =>
    new Promise<AriEvent>((resolve, reject) => {
      const found = events.find(isWished);
      if (found !== undefined) resolve(found);
      const late = setTimeout(() => reject(new Error('no such event came')), 10_000);
      client.onEvent((event) => {
        if (!isWished(event)) return;
        clearTimeout(late);
        resolve(event);
      });
    });
  return { events, eventThat };
}

const of =
  (id: string, type?: AriEvent['type']) =>
  (event: AriEvent): boolean =>
    channelOf(event)?.id === id && (type === undefined || event.type === type);

describe('connecting', () => {
  it.each([
    ['https and a CA', () => ({})],
    ['https and a pin', () => ({ trust: { kind: 'pin', sha256: pbx.certSha256 } as const })],
    ['http', () => ({ url: `http://127.0.0.1:${pbx.ports.http}/ari/` })],
  ])('works by %s', async (_what, options) => {
    const client = await up(options());
    expect(client.server?.version).toMatch(/^22\./);
    expect(await client.channels()).toEqual({ ok: true, value: [] });
    await client.stop();
  });

  it.each([
    ['a wrong password', 'auth-rejected', () => ({ password: 'wrong' })],
    ['a user who may only read', 'forbidden', () => ({ username: 'ariviewer', password: 'ari-viewer' })],
    ['an authority that did not sign', 'tls-untrusted', () => ({ trust: { kind: 'system' } as const })],
    ['another pin', 'tls-wrong-pin', () => ({ trust: { kind: 'pin', sha256: 'ab'.repeat(32) } as const })],
    ['a wrong path', 'not-served', () => ({ url: `https://localhost:${pbx.ports.https}/nope` })],
    ['a path below ARI', 'not-served', () => ({ url: `https://localhost:${pbx.ports.https}/ari/nope` })],
    ['the manager port', 'wrong-service', () => ({ url: `http://127.0.0.1:${pbx.ports.ami}/ari` })],
    ['TLS to the plain port', 'tls-failed', () => ({ url: `https://localhost:${pbx.ports.http}/ari` })],
    ['no such host', 'host-not-found', () => ({ url: 'https://no-such-host.invalid:8089/ari' })],
  ])('tells %s within 5 s', async (_what, kind, options) => {
    const client = idle(options());
    client.start();
    const failure = await firstFailure(client);
    expect(failure.kind).toBe(kind);
    expect(failure.after).toBeLessThan(5_000);
  });

  it('tells a closed port', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    const client = idle({
      url: `https://localhost:${address !== null && typeof address === 'object' ? address.port : 1}/ari`,
    });
    client.start();
    expect((await firstFailure(client)).kind).toBe('refused');
  });
});

describe('a call', () => {
  it('is seen from its first channel to its last, told by its SIP Call-ID, without the flood of variables', async () => {
    const client = await up();
    const { events, eventThat } = watching(client);
    const call = await pbx.callIn({ via: 'sip', to: '610', name: `O'Brien "Bob" \\ Ünal 😀`, number: '+12125550142' });
    const answer = await pbx.truth.action({
      Action: 'Getvar',
      Channel: call.channel,
      Variable: 'CHANNEL(pjsip,call-id)',
    });
    // ChannelCreated comes before the channel knows its SIP dialog; the next event of it has the Call-ID.
    const created = await eventThat(of(call.uniqueid, 'ChannelCreated'));
    expect(channelOf(created)?.protocolId).toBeNull();
    const told = await eventThat((event) => of(call.uniqueid)(event) && channelOf(event)?.protocolId !== null);
    expect(channelOf(told)?.protocolId).toBe(answer['Value']);
    await call.answered;
    const list = await client.channels();
    const mine = list.ok ? list.value.find(({ id }) => id === call.uniqueid) : undefined;
    expect(mine).toMatchObject({
      name: call.channel,
      state: 'Up',
      protocolId: answer['Value'],
      caller: { name: `O'Brien "Bob" \\ Ünal 😀`, number: '+12125550142' },
    });
    await call.hangUp();
    expect(causeOf(await eventThat(of(call.uniqueid, 'ChannelDestroyed')))).toMatchObject({
      cause: (await call.ended).cause,
    });
    const types = new Set(events.map(({ type }) => type));
    expect([types.has('ChannelVarset'), types.has('ChannelDialplan')]).toEqual([false, false]);
  });

  it('is told to a desk whose application was left over from a socket that saw less', async () => {
    const call = await pbx.callIn({ to: '610', name: 'Ann', number: '1' });
    const path = `http://127.0.0.1:${pbx.ports.http}/ari`;
    const headers = { authorization: `Basic ${Buffer.from('agent1001:ari-1001').toString('base64')}` };
    const narrow = new WebSocket(`${path.replace('http', 'ws')}/events?app=left-over`, { headers });
    await new Promise((resolve) => narrow.once('open', resolve));
    const subscribe = `${path}/applications/left-over/subscription?eventSource=channel:${call.uniqueid}`;
    expect((await fetch(subscribe, { method: 'POST', headers })).status).toBe(200);
    narrow.close();
    await new Promise((resolve) => narrow.once('close', resolve));
    expect((await fetch(`${path}/applications/left-over`, { headers })).status).toBe(200);

    const client = await up({ app: 'left-over' });
    const { eventThat } = watching(client);
    const other = await pbx.callIn({ to: '610', name: 'Bob', number: '2' });
    await eventThat(of(other.uniqueid));
    await Promise.all([call.hangUp(), other.hangUp()]);
    await pbx.truth.noChannelsWithin(5_000);
  });
});

describe('a second desk under the same name', () => {
  it('gets the events; the first says so and does not take them back', async () => {
    const first = await up({ app: 'shared' });
    const second = await up({ app: 'shared' });
    const link = await linkThat(first, isDown);
    expect(link).toMatchObject({ failure: { kind: 'replaced' } });
    expect(link.state === 'down' && (link.retryAt ?? 0) - link.since).toBeGreaterThan(50_000);
    const { eventThat } = watching(second);
    const call = await pbx.callIn({ to: '610', name: 'Ann', number: '1' });
    await eventThat(of(call.uniqueid));
    await call.hangUp();
    expect(second.link.state).toBe('up');
  });
});

describe('requests', () => {
  it('give their outcome as a value', async () => {
    const client = await up();
    const call = await pbx.callIn({ to: '610', name: 'Ann', number: '1' });
    const id = encodeURIComponent(call.uniqueid);
    const ask = (method: 'GET' | 'POST' | 'DELETE', path: string) => client.request({ method, path });
    expect(await ask('GET', '/channels/nobody')).toMatchObject({ ok: false, failure: { kind: 'not-found' } });
    expect(await ask('POST', `/channels/${id}/hold`)).toMatchObject({ ok: false, failure: { kind: 'conflict' } });
    expect(await ask('POST', '/channels')).toMatchObject({ ok: false, failure: { kind: 'bad-request' } });
    expect(await ask('DELETE', `/channels/${id}`)).toEqual({ ok: true, value: null });
    await call.ended;
  });
});

describe('snapshots', () => {
  it.each(['http', 'socket'] as const)('show calls, bridges and endpoints, asked by %s', async (rest) => {
    const client = await up({ rest, app: `snapshots-${rest}` });
    const call = await pbx.callIn({ via: 'sip', to: '610', name: 'Ann', number: '1' });
    await call.answered;
    const channels = await client.channels();
    expect(channels.ok && channels.value.map(({ id }) => id)).toContain(call.uniqueid);
    const made = await client.request({
      method: 'POST',
      path: '/bridges',
      query: { type: 'mixing', name: 'ours ü&=' },
    });
    const bridges = await client.bridges();
    const mine = bridges.ok ? bridges.value.find(({ name }) => name === 'ours ü&=') : undefined;
    expect([made.ok, mine?.type, mine?.channels]).toEqual([true, 'mixing', []]);
    expect(await client.request({ method: 'DELETE', path: `/bridges/${mine?.id ?? ''}` })).toEqual({
      ...{ ok: true, value: null },
    });
    const state = `/deviceStates/${encodeURIComponent('Stasis:desk')}`;
    await client.request({ method: 'PUT', path: state, query: { deviceState: 'BUSY' } });
    expect(await client.deviceStates()).toEqual({ ok: true, value: [{ name: 'Stasis:desk', state: 'BUSY' }] });
    await client.request({ method: 'DELETE', path: state });
    const endpoints = await client.endpoints();
    const names = endpoints.ok ? endpoints.value.map(({ technology, resource }) => `${technology}/${resource}`) : [];
    expect(names).toEqual(expect.arrayContaining(['PJSIP/1001', 'PJSIP/2001']));
    expect(await client.request({ method: 'GET', path: '/channels/nobody' })).toMatchObject({
      failure: { kind: 'not-found' },
    });
    const many = await Promise.all(Array.from({ length: 50 }, () => client.channels()));
    expect(many.every(({ ok }) => ok)).toBe(true);
    await call.hangUp();
    await client.stop();
  });
});

describe('a PBX', () => {
  it('that restarts is back within 3 s of being up', async () => {
    const client = await up();
    const before = client.server?.bootedAt ?? Number.NaN;
    await pbx.down();
    await linkThat(client, isDown);
    await pbx.start();
    const back = Date.now();
    await linkThat(client, isUp);
    expect(Date.now() - back).toBeLessThan(3_000);
    const after = client.server?.bootedAt ?? Number.NaN;
    expect(after).toBeGreaterThan(before);
    expect(Math.abs(after - back)).toBeLessThan(5_000);
  });

  it('that freezes is noticed within 10 s, and its return too', async () => {
    const client = await up();
    const began = Date.now();
    pbx.pause();
    try {
      expect(await linkThat(client, isDown, 12_000)).toMatchObject({ failure: { kind: 'timeout' } });
      expect(Date.now() - began).toBeLessThan(10_000);
    } finally {
      pbx.unpause();
    }
    await linkThat(client, isUp, 12_000);
  });
});
