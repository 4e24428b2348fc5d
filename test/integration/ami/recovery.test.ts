import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { userEvent } from '../../../main/ami/actions.ts';
import { askList } from '../../../main/ami/asks/ask.ts';
import { askChannels } from '../../../main/ami/asks/channels.ts';
import { tcpTransport } from '../../../main/ami/tcp-transport.ts';
import { tlsTransport } from '../../../main/ami/tls-transport.ts';
import { isDown, isUp, linkThat } from '../../support/link-up.ts';
import { ThrottledRoad } from './throttled-road.ts';
import { account, useAmi } from './use-ami.ts';

const lab = useAmi();

const roads = {
  TCP: { port: 'ami', over: (port: number) => tcpTransport({ host: '127.0.0.1', port }) },
  TLS: {
    port: 'amiTls',
    over: (port: number) =>
      tlsTransport({ host: '127.0.0.1', port, trust: { kind: 'pin', sha256: lab.pbx.certSha256 } }),
  },
} as const;

it.each(['TCP', 'TLS'] as const)(
  'a reader over %s who is cut off for being too slow is back, and exact',
  async (name) => {
    const road = new ThrottledRoad(lab.pbx.ports[roads[name].port]);
    const transport = roads[name].over(await road.open());
    const client = await lab.up({ transport, ...account(lab.pbx, 'hasty') });
    const broken: string[] = [];
    client.onEvent((event) => {
      if (event.name === 'UserEvent' && event.get('Key29') !== 'x'.repeat(1_000)) broken.push(event.name);
    });
    const storm = await lab.up(account(lab.pbx, 'operator'));
    const body = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`Key${at}`, 'x'.repeat(1_000)]));
    road.pause();
    for (let event = 0; event < 600; event += 1) {
      // oxlint-disable-next-line no-await-in-loop -- faster than anybody can be who does not read at all
      await storm.action(userEvent('Storm', body));
    }
    await delay(500);
    road.resume();
    expect(await linkThat(client, isDown)).toMatchObject({ failure: { kind: 'closed' } });
    await linkThat(client, isUp);
    // In the middle of a line. What was last said over TLS nobody but the client can read.
    if (name === 'TCP') expect(road.lastWords).not.toMatch(/\r\n\r\n$/);
    expect(broken).toEqual([]);
    const call = await lab.pbx.callIn({ to: '610', name: 'Ann', number: '1' });
    const channels = await askList(client, askChannels(call.uniqueid));
    expect(channels.ok && channels.value.map(({ uniqueid }) => uniqueid)).toEqual([call.uniqueid]);
    await call.hangUp();
    road.close();
  },
);

it('a PBX that is restarted in the middle of its calls is back and exact within 3 s of being up', async () => {
  const client = await lab.up();
  const callIn = () => lab.pbx.callIn({ to: '610', name: 'Ann', number: '1' });
  const before = await Promise.all(Array.from({ length: 10 }, callIn));
  const seen = await askList(client, askChannels());
  expect(seen.ok && seen.value.length).toBeGreaterThanOrEqual(before.length);
  await lab.pbx.down();
  await linkThat(client, isDown);
  await lab.pbx.start();
  const back = Date.now();
  const after = await Promise.all(Array.from({ length: 10 }, callIn));
  await linkThat(client, isUp);
  const mine = await askList(client, askChannels());
  expect(Date.now() - back).toBeLessThan(3_000);
  const truth = await lab.pbx.cli('core show channels concise');
  const told = truth.split('\n').filter((line) => line.includes('!'));
  const ids = mine.ok ? mine.value.map(({ uniqueid }) => uniqueid).toSorted() : [];
  expect(ids).toEqual(told.map((line) => line.split('!').at(-1) ?? '').toSorted());
  expect(ids).toEqual(expect.arrayContaining(after.map(({ uniqueid }) => uniqueid)));
  await Promise.all(after.map((call) => call.hangUp()));
});
