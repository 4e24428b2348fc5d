import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { Hush } from '../../../main/base/hush.ts';
import { createLogger } from '../../../main/base/log.ts';
import { WsTransport } from '../../../main/sip/ws-transport.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const log = createLogger(
  () => undefined,
  () => 0,
);
const closes: (() => void)[] = [];
afterEach(() => {
  for (const close of closes.splice(0)) close();
});

/** A road to a PBX that sends what it is told to. */
async function road() {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const clock = new FakeClock(0);
  const hush = new Hush(clock);
  const transport = new WsTransport({ url: `ws://127.0.0.1:${port}/ws`, trust: { kind: 'system' }, clock, hush, log });
  const heard: string[] = [];
  const waiting = new Set<() => void>();
  transport.onMessage = (text) => {
    heard.push(text);
    for (const look of waiting) look();
  };
  const [[pbx]] = (await Promise.all([once(server, 'connection'), transport.connect()])) as [[WebSocket], void];
  closes.push(() => {
    void transport.dispose();
    for (const client of server.clients) client.terminate();
    server.close();
  });
  const until = (test: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => (test() ? resolve() : undefined);
      waiting.add(look);
      look();
    });
  return { pbx, hush, heard, until, transport };
}

it('what the PBX says in a hush is heard after it, whole and in order', async () => {
  const { pbx, hush, heard, until } = await road();
  pbx.send('first');
  await until(() => heard.length === 1);
  hush.begin();
  for (const text of ['second', 'third']) pbx.send(text);
  await passed(20);
  expect(heard).toEqual(['first']);
  hush.end();
  await until(() => heard.length === 3);
  expect(heard).toEqual(['first', 'second', 'third']);
});

it('whoever rings in a hush is told of at once, and SIP.js has their INVITE after it', async () => {
  const { pbx, hush, heard, until, transport } = await road();
  hush.begin();
  const told = new Promise<void>((resolve) => {
    transport.onSign = (text) => {
      if (text !== 'rings') return null;
      resolve();
      return () => heard.push('handed on');
    };
  });
  for (const text of ['before', 'rings', 'behind']) pbx.send(text);
  await told;
  await passed(20);
  expect(heard).toEqual([]);
  hush.end();
  await until(() => heard.length === 4);
  expect(heard).toEqual(['before', 'rings', 'handed on', 'behind']);
});

it('SIP.js has the INVITE of whoever began a hush once that is over, and only then is it asked whether it took it', async () => {
  const { pbx, hush, heard, transport } = await road();
  transport.onSign = (text) => {
    if (text !== 'rings') return null;
    hush.begin();
    return () => heard.push('handed on');
  };
  pbx.send('rings');
  while (!hush.on) await passed(1);
  await passed(20);
  expect(heard).toEqual([]);
  hush.end();
  expect(heard).toEqual(['rings', 'handed on']);
});

/** So many turns of the event loop; over loopback a frame is here in one or two. */
async function passed(turns: number): Promise<void> {
  if (turns === 0) return;
  await new Promise((next) => setImmediate(next));
  await passed(turns - 1);
}
