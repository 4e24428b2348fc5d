import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import type { ClientRequest } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { causeOf, channelOf } from '../../../main/ari/event.ts';
import { takesRequestsOnSocket } from '../../../main/ari/socket-requests.ts';
import { firstFailure, isDown, isUp, linkThat } from '../../support/link-up.ts';
import { type AriLab, of, useAri, watching } from './use-ari.ts';

const basic = `Basic ${Buffer.from('agent1001:ari-1001').toString('base64')}`;

/** How it connects, and what it says when it cannot. */
export function connectingContract(version: 16 | 22): void {
  describe('connecting', () => {
    const lab = useAri(version, 'block');
    it.each([
      ['https and a CA', () => ({})],
      ['https and a pin', () => ({ trust: { kind: 'pin', sha256: lab.pbx.certSha256 } as const })],
      ['http', () => ({ url: `http://127.0.0.1:${lab.pbx.ports.http}/ari/` })],
    ])('works by %s', async (_what, options) => {
      const client = await lab.up(options());
      expect(client.server?.version).toMatch(new RegExp(`^${lab.version}\\.`));
      expect(await client.channels()).toEqual({ ok: true, value: [] });
    });

    it.each([
      ['a wrong password', 'auth-rejected', () => ({ password: 'wrong' })],
      ['a user who may only read', 'forbidden', () => ({ username: 'ariviewer', password: 'ari-viewer' })],
      ['an authority that did not sign', 'tls-untrusted', () => ({ trust: { kind: 'system' } as const })],
      ['another pin', 'tls-wrong-pin', () => ({ trust: { kind: 'pin', sha256: 'ab'.repeat(32) } as const })],
      ['a wrong path', 'not-served', () => ({ url: `https://localhost:${lab.pbx.ports.https}/nope` })],
      ['a path below ARI', 'not-served', () => ({ url: `https://localhost:${lab.pbx.ports.https}/ari/nope` })],
      ['the manager port', 'wrong-service', () => ({ url: `http://127.0.0.1:${lab.pbx.ports.ami}/ari` })],
      ['TLS to the plain port', 'tls-failed', () => ({ url: `https://localhost:${lab.pbx.ports.http}/ari` })],
      ['no such host', 'host-not-found', () => ({ url: 'https://no-such-host.invalid:8089/ari' })],
    ])('tells %s within 5 s', async (_what, kind, options) => {
      const client = lab.idle(options());
      client.start();
      const failure = await firstFailure(client);
      expect(failure.kind).toBe(kind);
      expect(failure.after).toBeLessThan(5_000);
    });

    it('finds its pings answered', async () => {
      const url = `ws://127.0.0.1:${lab.pbx.ports.http}/ari/events?app=pinging-${lab.version}`;
      const socket = new WebSocket(url, { headers: { authorization: basic } });
      await once(socket, 'open');
      const pong = once(socket, 'pong');
      socket.ping('still there?');
      expect(String((await pong)[0])).toBe('still there?');
      socket.close();
      await once(socket, 'close');
    });
  });
}

/** What is heard of calls, and that it goes on being heard. */
export function callContract(version: 16 | 22): void {
  describe('a call', () => {
    const lab = useAri(version, 'test');
    it('is seen from its first channel to its last, told by its SIP Call-ID, without the flood of variables', async () => {
      const client = await lab.up();
      const { events, eventThat } = watching(client);
      const name = `O'Brien "Bob" \\ Ünal 😀`;
      const call = await lab.pbx.callIn({ via: 'sip', to: '610', name, number: '+12125550142' });
      const variable = { Action: 'Getvar', Channel: call.channel, Variable: 'CHANNEL(pjsip,call-id)' };
      const { Value: callId } = await lab.pbx.truth.action(variable);
      // ChannelCreated comes before the channel knows its SIP dialog; the next event of it has the Call-ID.
      expect(channelOf(await eventThat(of(call.uniqueid, 'ChannelCreated')))?.protocolId).toBeNull();
      const told = await eventThat((event) => of(call.uniqueid)(event) && channelOf(event)?.protocolId !== null);
      expect(channelOf(told)?.protocolId).toBe(callId);
      await call.answered;
      const list = await client.channels();
      expect(list.ok && list.value.find(({ id }) => id === call.uniqueid)).toMatchObject({
        ...{ name: call.channel, state: 'Up', protocolId: callId, caller: { name, number: '+12125550142' } },
      });
      await call.hangUp();
      const { cause } = await call.ended;
      expect(causeOf(await eventThat(of(call.uniqueid, 'ChannelDestroyed')))).toMatchObject({ cause });
      const types = new Set(events.map(({ type }) => type));
      expect([types.has('ChannelVarset'), types.has('ChannelDialplan')]).toEqual([false, false]);
      const [app] = (await applications(lab)).filter(({ name: of }) => of === events[0]?.application);
      expect(app?.events_disallowed).toEqual([{ type: 'ChannelVarset' }, { type: 'ChannelDialplan' }]);
    });

    it('is told to a desk whose application was left over from a socket that saw less', async () => {
      const call = await lab.pbx.callIn({ to: '610', name: 'Ann', number: '1' });
      const path = `http://127.0.0.1:${lab.pbx.ports.http}/ari`;
      const headers = { authorization: basic };
      const narrow = new WebSocket(`${path.replace('http', 'ws')}/events?app=left-over`, { headers });
      await once(narrow, 'open');
      const source = `${path}/applications/left-over/subscription?eventSource=channel:${call.uniqueid}`;
      expect((await fetch(source, { method: 'POST', headers })).status).toBe(200);
      narrow.close();
      await once(narrow, 'close');
      expect((await applications(lab)).map(({ name }) => name)).toContain('left-over');

      const { eventThat } = watching(await lab.up({ app: 'left-over' }));
      const other = await lab.pbx.callIn({ to: '610', name: 'Bob', number: '2' });
      await eventThat(of(other.uniqueid));
      await Promise.all([call.hangUp(), other.hangUp()]);
    });

    it('is told to whoever subscribed to everything, also of a phone the PBX did not have then', async () => {
      const { eventThat } = watching(await lab.up());
      await rename(lab, '2002', '2092');
      const dial = { Channel: 'PJSIP/2092/sip:2092@127.0.0.1:9', Application: 'Wait', Data: '1', Async: 'true' };
      await lab.pbx.truth.action({ Action: 'Originate', ...dial });
      const of2092 = await eventThat((event) => channelOf(event)?.name.startsWith('PJSIP/2092-') === true);
      // Nobody is there to answer.
      await lab.pbx.truth.action({ Action: 'Hangup', Channel: channelOf(of2092)?.name ?? '' });
      await eventThat(of(channelOf(of2092)?.id ?? '', 'ChannelDestroyed'));
      await rename(lab, '2092', '2002');
    });

    it('is told to whoever subscribed to one phone, and to nobody else’s, also after that phone was taken out and put back', async () => {
      const { events, eventThat } = watching(await lab.up({ sources: ['endpoint:PJSIP/2001'] }));
      await rename(lab, '2001', '2091');
      await rename(lab, '2091', '2001');
      const phone = await lab.pbx.deskPhone('2001');
      await eventThat(({ raw }) => isOnline(raw['endpoint']));
      const call = await lab.pbx.callIn({ to: '2001', name: 'Ann', number: '1' });
      await eventThat((event) => event.type === 'ChannelCreated');
      await call.hangUp();
      await eventThat((event) => event.type === 'ChannelDestroyed');
      const names = new Set(events.flatMap((event) => channelOf(event)?.name.split('-')[0] ?? []));
      expect([...names]).toEqual(['PJSIP/2001']);
      await phone.close();
    });
  });

  describe('a desk that goes', () => {
    const lab = useAri(version, 'test');

    it.each([
      ['one phone and bridges', ['endpoint:PJSIP/2001', 'bridge:']],
      ['everything', ['channel:', 'bridge:', 'endpoint:']],
    ])('leaves no application behind that was subscribed to %s', async (_what, sources) => {
      const client = await lab.up({ app: 'going', sources });
      const observer = await lab.up({ sources: ['endpoint:PJSIP/2002'] });
      const names = async () => {
        const listed = await observer.ask('GET /applications', {});
        return listed.ok ? listed.value.map(({ name }) => name) : [];
      };
      expect(await names()).toContain('going');
      await client.stop();
      await expect.poll(names, { timeout: 10_000 }).not.toContain('going');
      expect(await names()).toHaveLength(1);
    });
  });

  describe('a second desk under the same name', () => {
    const lab = useAri(version, 'test');
    it('gets the events; the first says so and does not take them back', async () => {
      const [first, second] = [await lab.up({ app: 'shared' }), await lab.up({ app: 'shared' })];
      const link = await linkThat(first, isDown);
      expect(link).toMatchObject({ failure: { kind: 'replaced' } });
      expect(link.state === 'down' && (link.retryAt ?? 0) - link.since).toBeGreaterThan(50_000);
      const { eventThat } = watching(second);
      const call = await lab.pbx.callIn({ to: '610', name: 'Ann', number: '1' });
      await eventThat(of(call.uniqueid));
      await call.hangUp();
      expect(second.link.state).toBe('up');
    });
  });
}

/** Requests: typed, refused as values, and by either road. */
export function requestContract(version: 16 | 22): void {
  describe('a request', () => {
    const lab = useAri(version, 'test');
    it('gives its outcome as a value', async () => {
      const client = await lab.up();
      const call = await lab.pbx.callIn({ to: '610', name: 'Ann', number: '1' });
      const channelId = call.uniqueid;
      const refusals = await Promise.all([
        client.ask('GET /channels/{channelId}', { channelId: 'nobody' }),
        client.ask('POST /channels/{channelId}/hold', { channelId }),
        client.request({ method: 'POST', path: '/channels' }),
        client.ask('GET /channels/{channelId}/variable', { channelId, variable: '' }),
      ]);
      expect(refusals.map((answer) => (answer.ok ? answer.value : answer.failure.kind))).toEqual([
        ...['not-found', 'conflict', 'bad-request', 'bad-request'],
      ]);
      expect(await client.ask('GET /channels/{channelId}', { channelId })).toMatchObject({
        ...{ ok: true, value: { id: channelId, name: call.channel } },
      });
      expect(await client.ask('DELETE /channels/{channelId}', { channelId })).toEqual({ ok: true, value: null });
      await call.ended;
    });

    it('that only the younger Asterisk knows is not found on the older one', async () => {
      const client = await lab.up();
      // A channel that has only just been made has no caller yet.
      const call = await lab.pbx.callIn({ via: 'sip', to: '610', name: 'Ann', number: '1' });
      await call.answered;
      const variables = ['CHANNEL(state)', 'CALLERID(num)'];
      const answer = await client.ask('GET /channels/{channelId}/variables', { channelId: call.uniqueid, variables });
      if (lab.version === 16) expect(answer).toMatchObject({ ok: false, failure: { kind: 'not-found' } });
      else expect(answer).toMatchObject({ ok: true, value: { variables: { 'CALLERID(num)': '1' } } });
      await call.hangUp();
    });

    it.each(['http', 'socket'] as const)('by %s shows calls, bridges, endpoints and device states', async (rest) => {
      const client = await lab.up({ rest });
      const call = await lab.pbx.callIn({ via: 'sip', to: '610', name: 'Ann', number: '1' });
      await call.answered;
      const roads = new HttpRequests();
      const channels = await client.channels();
      expect(channels.ok && channels.value.map(({ id }) => id)).toContain(call.uniqueid);
      const made = await client.ask('POST /bridges', { type: 'mixing', name: 'ours ü&=' });
      const bridges = await client.bridges();
      const mine = bridges.ok ? bridges.value.find(({ name }) => name === 'ours ü&=') : undefined;
      expect(made.ok && made.value.id).toBe(mine?.id);
      expect(mine).toMatchObject({ type: 'mixing', channels: [] });
      expect(await client.ask('DELETE /bridges/{bridgeId}', { bridgeId: mine?.id ?? '' })).toMatchObject({ ok: true });
      const deviceName = 'Stasis:desk';
      await client.ask('PUT /deviceStates/{deviceName}', { deviceName, deviceState: 'BUSY' });
      expect(await client.deviceStates()).toEqual({ ok: true, value: [{ name: deviceName, state: 'BUSY' }] });
      await client.ask('DELETE /deviceStates/{deviceName}', { deviceName });
      const endpoints = await client.endpoints();
      const names = endpoints.ok ? endpoints.value.map(({ technology, resource }) => `${technology}/${resource}`) : [];
      expect(names).toEqual(expect.arrayContaining(['PJSIP/1001', 'PJSIP/2001']));
      // On the socket one is in flight (of frames that share a TLS record Asterisk hears the first alone), by HTTP a few.
      const many = await Promise.all(Array.from({ length: 50 }, () => client.channels()));
      expect(many.every(({ ok }) => ok)).toBe(true);
      const bySocket = rest === 'socket' && takesRequestsOnSocket(client.server?.version ?? '');
      expect([bySocket, roads.stop() > 50]).toEqual(
        rest === 'socket' && lab.version === 22 ? [true, false] : [false, true],
      );
      await call.hangUp();
    });
  });
}

/** What becomes of the link when the PBX goes away. */
export function awayContract(version: 16 | 22): void {
  describe('a PBX', () => {
    const lab = useAri(version, 'test');
    it('that restarts has its desks back by themselves, and tells of its calls again', async () => {
      const client = await lab.up({ sources: ['endpoint:PJSIP/2001', 'bridge:'] });
      const { eventThat } = watching(client);
      const before = client.server?.bootedAt ?? Number.NaN;
      await lab.pbx.down();
      await linkThat(client, isDown);
      await lab.pbx.start();
      const back = Date.now();
      // How soon is for the soak to say (npm run soak -- restarts); here the machine may be busy.
      await linkThat(client, isUp, 30_000);
      const after = client.server?.bootedAt ?? Number.NaN;
      expect(after).toBeGreaterThan(before);
      expect(Math.abs(after - back)).toBeLessThan(15_000);
      const phone = await lab.pbx.deskPhone('2001');
      const call = await lab.pbx.callIn({ to: '2001', name: 'Ann', number: '1' });
      await eventThat(
        (event) => event.type === 'ChannelCreated' && channelOf(event)?.name.startsWith('PJSIP/2001-') === true,
      );
      await call.hangUp();
      await phone.close();
    });
  });
}

async function applications(lab: AriLab) {
  const client = await lab.up();
  const listed = await client.ask('GET /applications', {});
  await client.stop();
  if (!listed.ok) throw new Error(listed.failure.kind);
  return listed.value;
}

/** Gives an endpoint, its auth and its aor another name in pjsip.conf, and has that read. */
async function rename({ pbx }: AriLab, from: string, to: string): Promise<void> {
  const file = join(pbx.folder, 'etc/pjsip.conf');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(`[${from}]`, `[${to}]`));
  await pbx.cli('module reload res_pjsip.so');
  await expect.poll(() => pbx.cli('pjsip show endpoints'), { timeout: 10_000 }).toContain(`Endpoint:  ${to}`);
}

const isOnline = (endpoint: unknown): boolean =>
  endpoint !== null && typeof endpoint === 'object' && 'state' in endpoint && endpoint.state === 'online';

/** Counts what this process asks by HTTP from now on. */
class HttpRequests {
  #count = 0;
  readonly #started = (message: unknown): void => {
    if ((message as { request: ClientRequest }).request.path.startsWith('/ari/')) this.#count += 1;
  };

  constructor() {
    subscribe('http.client.request.start', this.#started);
  }

  stop(): number {
    unsubscribe('http.client.request.start', this.#started);
    return this.#count;
  }
}
