import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ping, queueStatus } from '../../../main/ami/actions.ts';
import { type AmiClient, createAmiClient } from '../../../main/ami/client.ts';
import { tcpTransport } from '../../../main/ami/tcp-transport.ts';
import { isDown, isUp, linkThat, quiet } from '../../support/link-up.ts';
import { watchTurns } from '../../support/loop-turns.ts';
import { systemClock } from '../../support/system-clock.ts';
import { FaultyManager } from './faulty-manager.ts';

let manager: FaultyManager;
let port: number;
let clients: AmiClient[];

beforeEach(async () => {
  manager = new FaultyManager();
  port = await manager.listen();
  clients = [];
});
afterEach(async () => {
  for (const client of clients) client.dispose();
  await manager.close();
});

async function up(interesting?: readonly string[]): Promise<AmiClient> {
  const client = createAmiClient({
    ...{ transport: tcpTransport({ host: '127.0.0.1', port }), username: 'desk', secret: 'secret', auth: 'plain' },
    ...{ clock: systemClock, random: () => 0, log: quiet },
    ...(interesting === undefined ? {} : { interesting }),
  });
  clients.push(client);
  client.start();
  await linkThat(client, isUp);
  return client;
}

/** Writes as fast as the client reads. */
async function pour(socket: Socket, piece: Buffer, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    // oxlint-disable-next-line no-await-in-loop -- the next only when this one is on its way
    if (!socket.write(piece)) await once(socket, 'drain');
  }
}

const serving = () =>
  new Promise<Socket>((resolve) => {
    manager.onLogin = resolve;
  });

describe('a flood', () => {
  it('of 100,000 events does not hold up anything else', async () => {
    const served = serving();
    const client = await up(['Hangup']);
    let hangups = 0;
    client.onEvent(() => {
      hangups += 1;
    });
    const noise = `Event: Newexten\r\nPrivilege: dialplan,all\r\nChannel: PJSIP/1001-0000002a\r\nAppData: ${'x'.repeat(300)}\r\n\r\n`;
    const piece = Buffer.from(`${noise.repeat(99)}Event: Hangup\r\nUniqueid: 1\r\n\r\n`);
    const socket = await served;
    const watched = watchTurns();
    await pour(socket, piece, 1_000);
    expect(await client.action(ping())).toMatchObject({ ok: true });
    const { busy } = watched();
    expect(hangups).toBe(1_000);
    // The figures are the bench's: here the manager pours in the same thread, and nobody knows how fast that is.
    expect(busy.length).toBeGreaterThan(10);
    expect(busy.at(-1)).toBeLessThan(100);
  });

  it('of one line of 200 MB is let pass without keeping it', async () => {
    const served = serving();
    const client = await up();
    const names: string[] = [];
    client.onEvent((event) => void names.push(event.name));
    const socket = await served;
    const before = process.memoryUsage.rss();
    socket.write('Event: Endless\r\nText: ');
    await pour(socket, Buffer.alloc(1_048_576, 'x'), 200);
    socket.write('\r\n\r\nEvent: Next\r\n\r\n');
    expect(await client.action(ping())).toMatchObject({ ok: true });
    expect(names).toEqual(['Next']);
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1_048_576);
  });
});

describe('a connection that is cut', () => {
  it('in the middle of a list and of a block ends the list and comes back', async () => {
    const client = await up();
    manager.onAction = (socket, headers) => {
      const id = headers.get('ActionID') ?? '';
      socket.end(
        `Response: Success\r\nActionID: ${id}\r\nEventList: start\r\n\r\nEvent: QueueParams\r\nActionID: ${id}\r\n\r\nEvent: Queue`,
      );
    };
    const events: string[] = [];
    client.onEvent((event) => void events.push(event.name));
    expect(await client.list(queueStatus())).toEqual({ ok: false, failure: { kind: 'link-lost' } });
    await linkThat(client, isUp);
    expect([manager.logins, events]).toEqual([2, []]);
  });

  it('fifty times leaves no socket and no timer behind', async () => {
    const client = await up();
    for (let time = 0; time < 50; time += 1) {
      for (const socket of manager.sockets) socket.destroy();
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await linkThat(client, isDown);
      client.retry();
      // oxlint-disable-next-line no-await-in-loop
      await linkThat(client, isUp);
    }
    expect([manager.logins, manager.sockets.size]).toEqual([51, 1]);
    const open = () => process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;
    expect(open()).toBeLessThanOrEqual(2);
    client.dispose();
    await manager.close();
    await vi.waitFor(() => expect(open()).toBe(0));
  });
});
