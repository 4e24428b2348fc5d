import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';
import { type LocalApi, openLocalApi } from '../../../main/api/local-api.ts';
import { type ApiCall, type ApiCommand, apiIn, apiOut, apiSchema } from '../../../main/api/messages.ts';
import { Emitter } from '../../../main/base/emitter.ts';
import { createLogger, type LogLine } from '../../../main/base/log.ts';
import { apiSettings } from '../../../preload/contract/caller-settings.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const token = 'a token that is long enough';
const open: { dispose(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.dispose();
});

const call: ApiCall = {
  ...{ id: '1', phase: 'ringing', direction: 'in', name: '<b>Anna</b>', number: '02079460137', e164: '+442079460137' },
  ...{ company: null, queue: 'Support', did: null, startedAt: 1, answeredAt: null, values: { CRM: '77' } },
};

async function api() {
  let calls: readonly ApiCall[] = [];
  const changed = new Emitter<void>();
  const commands: ApiCommand[] = [];
  const lines: LogLine[] = [];
  const clock = new FakeClock(0);
  const opened = await openLocalApi({
    ...{ port: 0, origins: ['https://crm.example'], token, agent: { name: 'Ines', extension: '1014' } },
    ...{
      calls: () => calls,
      onDidChange: changed.event,
      clock,
      log: createLogger(
        (line) => lines.push(line),
        () => 0,
      ),
    },
    run: async (command) => {
      commands.push(command);
      return command.type === 'park' ? { result: 'refused', why: 'not-now' } : { result: 'done', why: null };
    },
  });
  if (!opened.ok) throw new TypeError(opened.failure);
  open.push(opened.value);
  const show = (next: readonly ApiCall[]) => {
    calls = next;
    changed.emit();
  };
  return { served: opened.value, show, commands, lines, clock };
}

function connect({ port }: LocalApi, options: ClientOptions = {}, host = '127.0.0.1') {
  const socket = new WebSocket(`ws://${host}:${port}/`, options);
  const heard: unknown[] = [];
  const ended = Promise.withResolvers<string>();
  socket.on('message', (data) => heard.push(JSON.parse(Buffer.isBuffer(data) ? data.toString('utf8') : '')));
  socket.on('close', (code, why) => ended.resolve(`${code} ${why.toString()}`));
  socket.on('error', (error) => ended.resolve(error.message));
  open.push({ dispose: () => socket.terminate() });
  const ready = new Promise<void>((up) => socket.once('open', () => up()));
  return {
    heard,
    ended: ended.promise,
    ready,
    send: (message: unknown) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
  };
}
const bearer = { headers: { authorization: `Bearer ${token}` } };
const hello = { type: 'hello', version: 1, agent: 'Ines', extension: '1014' };

describe('another program', () => {
  test('with the token is told all calls, now and when they change, and not when they do not', async () => {
    const { served, show } = await api();
    const program = connect(served, bearer);
    await vi.waitFor(() => expect(program.heard).toEqual([hello, { type: 'calls', calls: [] }]));
    show([call]);
    show([call]);
    show([{ ...call, phase: 'active' }]);
    await vi.waitFor(() => expect(program.heard).toHaveLength(4));
    expect(program.heard[2]).toEqual({ type: 'calls', calls: [call] });
    for (const message of program.heard) expect(apiOut.parse(message)).toEqual(message);
  });

  test('gives commands, and hears what became of each', async () => {
    const { served, commands } = await api();
    const program = connect(served, bearer);
    await program.ready;
    program.send({ type: 'dial', id: 'x1', number: '+442079460137' });
    program.send({ type: 'park', id: 'x2', call: '1' });
    await vi.waitFor(() => expect(program.heard).toHaveLength(4));
    expect(program.heard.slice(2)).toEqual([
      { type: 'result', id: 'x1', result: 'done', why: null },
      { type: 'result', id: 'x2', result: 'refused', why: 'not-now' },
    ]);
    expect(commands.map(({ type }) => type)).toEqual(['dial', 'park']);
  });

  test.each([
    'not json',
    '{}',
    '{"type":"dial","id":"1"}',
    '{"type":"quit","id":"1"}',
    '{"type":"dial","id":"1","number":"1","also":1}',
  ])('that sends %s is told that it is no command, and goes on', async (text) => {
    const { served, commands } = await api();
    const program = connect(served, bearer);
    await program.ready;
    program.send(text);
    await vi.waitFor(() => expect(program.heard).toContainEqual({ type: 'error', why: 'that is no command' }));
    expect(commands).toEqual([]);
  });

  test('with a wrong token hears nothing of any call, and the log does not hold what it sent', async () => {
    const { served, show, lines } = await api();
    show([call]);
    const program = connect(served, { headers: { authorization: 'Bearer guessed-secret' } });
    expect(await program.ended).toBe('4401 wrong token');
    expect(program.heard).toEqual([{ type: 'error', why: 'wrong token' }]);
    expect(JSON.stringify(lines)).not.toContain('guessed-secret');
  });

  test('that sends something before its token, or none in time, is turned away', async () => {
    const { served, clock } = await api();
    const eager = connect(served);
    await eager.ready;
    eager.send({ type: 'dial', id: 'x', number: '1' });
    expect(await eager.ended).toBe('4401 the token comes first');
    const silent = connect(served);
    await silent.ready;
    await clock.advance(3000);
    expect(await silent.ended).toBe('4401 no token came');
  });
});

describe('a page', () => {
  test('on the list sends its token first', async () => {
    const { served } = await api();
    const page = connect(served, { origin: 'https://crm.example' });
    await page.ready;
    page.send({ type: 'token', token });
    await vi.waitFor(() => expect(page.heard).toContainEqual(hello));
  });

  test('that is not on the list is refused, whatever it knows', async () => {
    const { served } = await api();
    const page = connect(served, { origin: 'https://evil.example', ...bearer });
    expect(await page.ended).toMatch(/403/);
  });

  test('that reaches the port by a name of its own is refused', async () => {
    const { served } = await api();
    const page = connect(served, { headers: { ...bearer.headers, host: `evil.example:${served.port}` } });
    expect(await page.ended).toMatch(/403/);
  });
});

test('a port that is taken is told', async () => {
  const { served } = await api();
  const again = await openLocalApi({
    ...({ port: served.port, origins: [], token } as never as Parameters<typeof openLocalApi>[0]),
  });
  expect(again).toEqual({ ok: false, failure: 'EADDRINUSE' });
});

test('the schema that is published is the one that is used', () => {
  const published = readFileSync(resolve(import.meta.dirname, '../../../docs/api.schema.json'), 'utf8');
  expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify(apiSchema())));
});

test('each command of the description is one that is understood, and what it says of ports and tokens is so', () => {
  const text = readFileSync(resolve(import.meta.dirname, '../../../docs/API.md'), 'utf8');
  const commands = [...text.matchAll(/\{"type":[^}]*\}/g)].map(([json]) => JSON.parse(json) as unknown);
  expect(commands.length).toBeGreaterThanOrEqual(4);
  for (const command of commands) expect(apiIn.safeParse(command).success).toBe(true);
  // Every command that there is stands there, by its name.
  for (const name of ['token', 'dial', 'answer', 'hangUp', 'hold', 'resume', 'park', 'transfer'])
    expect(text).toContain(name);
  const [, settings = ''] = /("api": \{[^}]*\})/.exec(text) ?? [];
  expect(apiSettings.safeParse((JSON.parse(`{${settings}}`) as { api: unknown }).api).success).toBe(true);
});
