import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { hangup, ping, queueStatus } from '../../../main/ami/actions.ts';
import { type AmiClientOptions, createAmiClient } from '../../../main/ami/client.ts';
import { mailboxCount } from '../../../main/ami/mailbox-count.ts';
import { createLogger, type LogLine } from '../../../main/base/log.ts';
import type { LinkState } from '../../../main/net/link-failure.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { ScriptedTransport } from './scripted-transport.ts';

const greeting = 'Asterisk Call Manager/11.0.0\r\n';

let clock: FakeClock;
let transport: ScriptedTransport;
let logged: LogLine[];

beforeEach(() => {
  clock = new FakeClock();
  transport = new ScriptedTransport();
  logged = [];
});

function start(options: Partial<AmiClientOptions> = {}) {
  const log = createLogger(
    (line) => void logged.push(line),
    () => clock.now(),
    'debug',
  );
  const client = createAmiClient({
    ...{ transport, username: 'desk', secret: 's3cret', clock, random: () => 0.5, log },
    ...options,
  });
  const links: LinkState[] = [];
  const events: string[] = [];
  client.onDidChangeLink((link) => void links.push(link));
  client.onEvent((event) => void events.push(event.name));
  client.start();
  return { client, links, events };
}

/** A client that has logged in. */
async function startUp(options: Partial<AmiClientOptions> = {}) {
  const started = start({ auth: 'plain', ...options });
  await logIn();
  return started;
}

async function logIn() {
  transport.last.opens();
  transport.last.says(greeting);
  await clock.advance(0);
  transport.last.answers('Login', 'Response: Success', 'Message: Authentication accepted');
  await clock.advance(0);
}

describe('login', () => {
  it('proves the secret by MD5 without sending it', async () => {
    const { client, links } = start();
    transport.last.opens();
    transport.last.says(greeting);
    transport.last.answers('Challenge', 'Response: Success', 'Challenge: 123456');
    await clock.advance(0);
    const login = transport.last.asked('Login');
    expect(login).toMatchObject({ Username: 'desk', AuthType: 'MD5', Events: 'on' });
    expect(login['Key']).toBe(createHash('md5').update('123456s3cret').digest('hex'));
    expect(JSON.stringify(transport.last.heard)).not.toContain('s3cret');
    transport.last.answers('Login', 'Response: Success', 'Message: Authentication accepted');
    expect(links.map((link) => (link.state === 'connecting' ? link.step : link.state))).toEqual([
      ...['connect', 'authenticate', 'up'],
    ]);
    expect(client.version).toBe('11.0.0');
  });

  it('can be plain, with the classes of events that are wanted', async () => {
    start({ auth: 'plain', events: 'call,agent' });
    transport.last.opens();
    transport.last.says(greeting);
    expect(transport.last.heard).toHaveLength(1);
    expect(transport.last.asked('Login')).toMatchObject({ Secret: 's3cret', Events: 'call,agent' });
  });

  it('hands out events that stand right behind its acceptance, and none from before', async () => {
    const { events } = start({ auth: 'plain' });
    transport.last.opens();
    transport.last.says(`${greeting}Event: Before\r\n\r\n`);
    const id = transport.last.asked('Login')['ActionID'] ?? '';
    transport.last.says(
      `Response: Success\r\nActionID: ${id}\r\nMessage: Authentication accepted\r\n\r\nEvent: FullyBooted\r\n\r\n`,
    );
    expect(events).toEqual(['FullyBooted']);
  });

  it('that is refused is tried again after a minute, or at once when asked', async () => {
    const { client } = start({ auth: 'plain' });
    transport.last.opens();
    transport.last.says(greeting);
    transport.last.answers('Login', 'Response: Error', 'Message: Authentication failed');
    await clock.advance(0);
    const failure = { kind: 'auth-rejected', target: 'pbx:5038', detail: 'Authentication failed' };
    expect(client.link).toEqual({ state: 'down', since: clock.now(), failure, retryAt: clock.now() + 60_000 });
    expect(transport.last.destroyed).toBe(true);
    await clock.advance(59_000);
    expect(transport.connections).toHaveLength(1);
    client.retry();
    expect(transport.connections).toHaveLength(2);
    expect(client.link).toMatchObject({ state: 'connecting', failure });
  });

  it('of a user who is there already is told as such', async () => {
    const { client } = start({ auth: 'plain' });
    transport.last.opens();
    transport.last.says(greeting);
    transport.last.answers('Login', 'Response: Error', 'Message: Login Already In Use');
    await clock.advance(0);
    expect(client.link).toMatchObject({ failure: { kind: 'replaced' } });
  });

  it('with a line break in its secret is never sent', async () => {
    const { client } = start({ auth: 'plain', secret: 'a\r\nAction: Ping' });
    transport.last.opens();
    transport.last.says(greeting);
    await clock.advance(0);
    expect(transport.last.heard).toEqual([]);
    expect(client.link).toMatchObject({ failure: { kind: 'auth-rejected', detail: "the Secret can't be sent" } });
  });

  it('that is not answered is told within 5 s and given up after 10', async () => {
    const { client } = start();
    transport.last.opens();
    transport.last.says(greeting);
    await clock.advance(4_999);
    expect(client.link).toMatchObject({ state: 'connecting', failure: { kind: 'timeout' } });
    await clock.advance(5_002);
    expect(client.link).toMatchObject({ state: 'down', failure: { kind: 'timeout' } });
  });
});

describe('a connection that does not come', () => {
  it.each([
    ['is never opened', () => undefined, 'no connection in time'],
    ['is never greeted', () => transport.last.opens(), 'connected, but it says nothing'],
  ])('because it %s is told within 5 s', async (_what, happen, detail) => {
    const { client } = start();
    happen();
    await clock.advance(4_999);
    const link = client.link;
    expect(link.state === 'up' ? null : link.failure).toMatchObject({ kind: 'timeout', detail });
  });

  it('is tried again after growing delays', async () => {
    const { client, links } = start();
    for (let time = 0; time < 8; time += 1) {
      transport.last.closes(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }));
      const { link } = client;
      // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
      await clock.advance(link.state === 'down' ? (link.retryAt ?? 0) - clock.now() : 0);
    }
    const delays = links.flatMap((link) => (link.state === 'down' ? [(link.retryAt ?? 0) - link.since] : []));
    expect(delays).toEqual([250, 500, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000]);
    expect(links.filter((link) => link.state === 'down').every((link) => link.failure.kind === 'refused')).toBe(true);
  });

  it('may be somebody else answering', () => {
    const { client } = start();
    transport.last.opens();
    transport.last.says('HTTP/1.1 400 Bad Request\r\n\r\n');
    expect(client.link).toMatchObject({
      failure: { kind: 'wrong-service', detail: 'it greets with: HTTP/1.1 400 Bad Request' },
    });
  });

  it('may be to an Asterisk of another age', () => {
    const { client } = start();
    transport.last.opens();
    transport.last.says('Asterisk Call Manager/1.1\r\n');
    expect(client.link).toMatchObject({ failure: { kind: 'old-version', detail: 'manager 1.1' } });
  });

  it('may be to one that shuts down', async () => {
    const { client } = start({ auth: 'plain' });
    transport.last.opens();
    transport.last.says(greeting);
    transport.last.answers('Login', 'Response: Error', 'Message: Asterisk is shutting down');
    await clock.advance(0);
    expect(client.link).toMatchObject({ failure: { kind: 'not-ready' } });
  });

  it('may be closed without a greeting', () => {
    const { client } = start();
    transport.last.opens();
    transport.last.closes();
    expect(client.link).toMatchObject({
      failure: { kind: 'closed', detail: 'it closed the connection without a greeting' },
    });
  });
});

describe('a connection that is there', () => {
  it('is asked for a sign of life after 5 s of silence, and given up 3 s later', async () => {
    const { client } = await startUp();
    await clock.advance(4_000);
    transport.last.sends('Event: Something');
    await clock.advance(4_999);
    expect(transport.last.heard.map(({ Action }) => Action)).toEqual(['Login']);
    await clock.advance(1);
    expect(transport.last.asked('Ping')).toBeDefined();
    await clock.advance(2_999);
    expect(client.link.state).toBe('up');
    await clock.advance(1);
    expect(client.link).toMatchObject({ state: 'down', failure: { kind: 'timeout', detail: 'it has gone silent' } });
    expect(transport.last.destroyed).toBe(true);
  });

  it('stays while it answers', async () => {
    const { client } = await startUp();
    for (let time = 0; time < 20; time += 1) {
      // oxlint-disable-next-line no-await-in-loop -- time goes on step by step
      await clock.advance(5_000);
      transport.last.answers('Ping', 'Response: Success', 'Ping: Pong');
    }
    expect(client.link.state).toBe('up');
    expect(transport.connections).toHaveLength(1);
  });

  it('is asked at once when somebody doubts it', async () => {
    const { client } = await startUp();
    transport.last.sends('Event: Something');
    client.retry();
    expect(transport.last.asked('Ping')).toBeDefined();
    await clock.advance(1_200);
    expect(client.link.state).toBe('down');
  });

  it('ends with a Logoff that is waited for', async () => {
    const { client, links } = await startUp();
    const stopped = client.stop();
    transport.last.answers('Logoff', 'Response: Goodbye');
    transport.last.closes();
    await stopped;
    expect(links.at(-1)).toMatchObject({ state: 'down', retryAt: null });
    client.dispose();
    expect(clock.pending).toBe(0);
  });

  it('ends within a second when nobody answers the Logoff', async () => {
    const { client } = await startUp();
    const stopped = client.stop();
    await clock.advance(1_000);
    await stopped;
    expect(transport.last.destroyed).toBe(true);
  });

  it('leaves no timer behind, wherever it is disposed', async () => {
    start().client.dispose();
    (await startUp()).client.dispose();
    const { client } = await startUp();
    transport.last.closes();
    client.dispose();
    await clock.advance(60_000);
    expect([clock.pending, transport.connections.every(({ destroyed }) => destroyed)]).toEqual([0, true]);
  });

  it('never logs its secret', async () => {
    await startUp();
    transport.last.closes();
    expect(logged.length).toBeGreaterThan(0);
    expect(JSON.stringify(logged)).not.toContain('s3cret');
  });
});

describe('actions', () => {
  it('are answered by their ActionID', async () => {
    const { client } = await startUp();
    const [first, second] = [client.action(ping()), client.action(hangup('PJSIP/1-00000001'))];
    transport.last.answers('Hangup', 'Response: Error', 'Message: No such channel');
    transport.last.answers('Ping', 'Response: Success', 'Ping: Pong', 'Timestamp: 1.5');
    expect(await second).toEqual({ ok: false, failure: { kind: 'error', message: 'No such channel' } });
    await clock.advance(0);
    const answer = await first;
    expect(answer.ok && answer.value.get('Timestamp')).toBe('1.5');
  });

  it.each([
    ['Permission denied', { kind: 'denied' }],
    ['Invalid/unknown command: Nope. Use Action: ListCommands to show …', { kind: 'unknown-action' }],
    ['Channel not specified\n', { kind: 'error', message: 'Channel not specified' }],
  ])('refused with %j say why', async (message, failure) => {
    const { client } = await startUp();
    const answer = client.action(ping());
    transport.last.answers('Ping', 'Response: Error', `Message: ${message}`);
    expect(await answer).toEqual({ ok: false, failure });
  });

  it('of a Command that fails give its output', async () => {
    const { client } = await startUp();
    const answer = client.action({ name: 'Command', fields: [['Command', 'nope']] });
    transport.last.answers('Command', 'Response: Error', 'Message: Command output follows', 'Output: No such command');
    const { ok, ...rest } = await answer;
    expect(ok && 'value' in rest ? rest.value.output() : null).toEqual(['No such command']);
  });

  it('that nobody answers end at their deadline', async () => {
    const { client } = await startUp();
    const answer = client.action(ping(), { within: 1_000 });
    await clock.advance(1_000);
    expect(await answer).toEqual({ ok: false, failure: { kind: 'timeout' } });
    transport.last.answers('Ping', 'Response: Success');
  });

  it('under way when the link drops end as lost; later ones as not connected', async () => {
    const { client } = await startUp();
    const [answer, list] = [client.action(ping()), client.list(queueStatus())];
    transport.last.closes();
    expect(await answer).toEqual({ ok: false, failure: { kind: 'link-lost' } });
    expect(await list).toEqual({ ok: false, failure: { kind: 'link-lost' } });
    expect(await client.action(ping())).toEqual({ ok: false, failure: { kind: 'not-connected' } });
    expect(await client.list(ping())).toEqual({ ok: false, failure: { kind: 'not-connected' } });
  });

  it('that cannot be said are not sent', async () => {
    const { client } = await startUp();
    const failure = { kind: 'bad-field', field: 'Channel', why: 'line-break' };
    expect(await client.action(hangup('x\r\nAction: Logoff'))).toEqual({ ok: false, failure });
    expect(transport.last.heard.map(({ Action }) => Action)).toEqual(['Login']);
  });
});

describe('lists', () => {
  const list = async (...blocks: readonly (readonly string[])[]) => {
    const { client } = await startUp();
    const listed = client.list(queueStatus());
    for (const block of blocks) transport.last.answers('QueueStatus', ...block);
    const result = await listed;
    return result.ok ? result.value.map(({ name }) => name) : result.failure;
  };

  it('are their items, up to EventList: Complete', async () => {
    const items = await list(
      ['Response: Success', 'EventList: start'],
      ['Event: QueueParams', 'Queue: a'],
      ['Event: QueueMember', 'Queue: a'],
      ['Event: QueueStatusComplete', 'EventList: Complete', 'ListItems: 2'],
    );
    expect(items).toEqual(['QueueParams', 'QueueMember']);
  });

  it('are empty when Success comes without EventList', async () => {
    expect(await list(['Response: Success', 'Message: nothing'])).toEqual([]);
  });

  it('are empty when the Error means that there is none', async () => {
    expect(await list(['Response: Error', 'Message: No active conferences.'])).toEqual([]);
    expect(await list(['Response: Error', 'Message: Permission denied'])).toEqual({ kind: 'denied' });
  });

  it('keep their items apart from live events, of interest or not', async () => {
    const { client, events } = await startUp({ interesting: ['Hangup', 'ParkedCall'] });
    const listed = client.list({ name: 'ParkedCalls', fields: [] });
    transport.last.answers('ParkedCalls', 'Response: Success', 'EventList: start');
    transport.last.answers('ParkedCalls', 'Event: ParkedCall');
    transport.last.answers('ParkedCalls', 'Event: Odd');
    transport.last.sends('Event: Hangup');
    transport.last.sends('Event: Newexten');
    transport.last.answers('ParkedCalls', 'Event: ParkedCallsComplete', 'EventList: Complete');
    transport.last.sends('Event: ParkedCall');
    transport.last.sends('Event: Newexten');
    const result = await listed;
    await clock.advance(0);
    expect(result.ok && result.value.map(({ name }) => name)).toEqual(['ParkedCall', 'Odd']);
    expect(events).toEqual(['Hangup', 'ParkedCall']);
  });
});

describe('mailboxCount', () => {
  it('reads the three counts', async () => {
    const { client } = await startUp();
    const count = mailboxCount(client, '1001@default');
    expect(transport.last.asked('MailboxCount')).toMatchObject({ Mailbox: '1001@default' });
    transport.last.answers('MailboxCount', 'Response: Success', 'UrgMessages: 1', 'NewMessages: 2', 'OldMessages: 3');
    expect(await count).toEqual({ ok: true, value: { urgent: 1, new: 2, old: 3 } });
  });

  it('says so when there are none in the answer', async () => {
    const { client } = await startUp();
    const count = mailboxCount(client, '1001@default');
    transport.last.answers('MailboxCount', 'Response: Success', 'NewMessages: 2');
    expect(await count).toMatchObject({ ok: false, failure: { kind: 'error' } });
  });
});
