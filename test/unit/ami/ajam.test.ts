import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ping, userEvent } from '../../../main/ami/actions.ts';
import { ajamTransport } from '../../../main/ami/ajam-transport.ts';
import { type AmiClient, createAmiClient } from '../../../main/ami/client.ts';
import { isDown, isUp, linkThat, quiet } from '../../support/link-up.ts';
import { systemClock } from '../../support/system-clock.ts';
import { FakeAjam } from './fake-ajam.ts';

let server: FakeAjam;
let client: AmiClient;
let events: string[];

beforeEach(async () => {
  server = new FakeAjam();
  const url = await server.listen();
  client = createAmiClient({
    ...{ transport: ajamTransport({ url, trust: { kind: 'system' }, clock: systemClock }), username: 'desk' },
    ...{ secret: 's', auth: 'plain', clock: systemClock, random: () => 0, log: quiet },
  });
  events = [];
  client.onEvent((event) => void events.push(event.name));
});
afterEach(() => {
  client.dispose();
  server.close();
});

async function up(): Promise<void> {
  client.start();
  await linkThat(client, isUp);
  await vi.waitFor(() => expect(server.waiting).toHaveLength(1));
}

describe('AMI over HTTP', () => {
  it('logs in without a cookie, and shows the one it was given word for word ever after', async () => {
    await up();
    await client.action(ping());
    expect(server.asked.map(({ action, cookie }) => [action, cookie])).toEqual([
      ['Login', undefined],
      ['WaitEvent', 'mansession_id="1a2b3c4d"'],
      ['Ping', 'mansession_id="1a2b3c4d"'],
    ]);
  });

  it('waits for events again as soon as some have come, one request at a time', async () => {
    await up();
    server.tell('Event: One\r\n\r\nEvent: Two\r\n\r\n');
    await vi.waitFor(() => expect(server.waiting).toHaveLength(1));
    server.tell('Event: Three\r\n\r\n');
    await vi.waitFor(() => expect(events).toEqual(['One', 'Two', 'Three']));
    await vi.waitFor(() => expect(server.waiting).toHaveLength(1));
    expect(server.asked.filter(({ action }) => action === 'WaitEvent')).toHaveLength(3);
  });

  it('does not ask in a rage when nothing is ever waited for', async () => {
    await up();
    server.answer = (asked, response) => {
      if (asked.action !== 'WaitEvent') return server.accept(asked, response);
      server.waiting.push(response);
      server.tell('');
    };
    server.tell('');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(server.asked.filter(({ action }) => action === 'WaitEvent').length).toBeLessThan(6);
  });

  it('carries every character that means something in a form', async () => {
    await up();
    const value = 'a&b=c+d%20e; #f ü 😀 "g"';
    await client.action(userEvent('Pop', { Text: value }));
    expect(server.asked.at(-1)?.fields.get('Text')).toBe(value);
  });

  it('refuses what is longer than the web server reads, and goes on', async () => {
    await up();
    const body = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`Key${at}`, 'x'.repeat(1_000)]));
    expect(await client.action(userEvent('Long', body))).toEqual({
      ok: false,
      failure: { kind: 'bad-field', field: 'UserEvent', why: 'too-long' },
    });
    expect(await client.action(ping())).toMatchObject({ ok: true });
  });

  it('takes a new cookie for the end of its session, not the stranger’s answer for its own', async () => {
    await up();
    server.cookie = 'mansession_id="99999999"';
    const answer = client.action(ping());
    expect(await linkThat(client, isDown)).toMatchObject({ failure: { kind: 'closed' } });
    expect(await answer).toEqual({ ok: false, failure: { kind: 'link-lost' } });
    await linkThat(client, isUp);
    expect(server.asked.filter(({ action }) => action === 'Login').map(({ cookie }) => cookie)).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('tells who was thrown out by another WaitEvent, and an expired session', async () => {
    await up();
    const [thrownOut] = server.waiting.splice(0);
    if (thrownOut !== undefined) server.say(thrownOut, '');
    expect(await linkThat(client, isDown)).toMatchObject({ failure: { kind: 'replaced' } });
    await linkThat(client, isUp);
    await vi.waitFor(() => expect(server.waiting).toHaveLength(1));
    const [expired] = server.waiting.splice(0);
    if (expired !== undefined) server.say(expired, 'Response: Error\r\nMessage: Permission denied\r\n\r\n');
    expect(await linkThat(client, isDown)).toMatchObject({ failure: { kind: 'closed' } });
  });

  it.each([
    ['has no such path', 404, '<html>', 'not-served'],
    ['is something else', 200, '<html>It works!</html>', 'wrong-service'],
  ])('tells a server that %s', async (_what, status, text, kind) => {
    server.answer = (_asked, response) => server.say(response, text, status);
    client.start();
    expect(await linkThat(client, isDown)).toMatchObject({ failure: { kind } });
  });

  it('leaves no request behind', async () => {
    await up();
    const [waiting] = server.waiting;
    const cut = new Promise((resolve) => waiting?.once('close', resolve));
    await client.stop();
    await cut;
    expect(server.asked.at(-1)?.action).toBe('Logoff');
  });
});
