import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAriClient } from '../../../main/ari/client.ts';
import { channelOf } from '../../../main/ari/event.ts';
import { type Pbx, startPbx } from '../../pbx/pbx.ts';
import { isUp, linkThat, quiet } from '../../support/link-up.ts';
import { systemClock } from '../../support/system-clock.ts';

let pbx: Pbx;
// The first time its packages are fetched.
beforeAll(async () => {
  pbx = await startPbx({ version: 16 });
}, 300_000);
afterAll(async () => pbx.stop());

it('Asterisk 16 tells of its calls and which SIP dialogs they are', async () => {
  const client = createAriClient({
    ...{
      url: `https://localhost:${pbx.ports.https}/ari`,
      trust: { kind: 'ca', pem: pbx.caPem },
      app: `desk-${randomUUID()}`,
    },
    ...{ username: 'agent1001', password: 'ari-1001', clock: systemClock, random: Math.random, log: quiet },
  });
  client.start();
  await linkThat(client, isUp);
  expect(client.server?.version).toMatch(/^16\./);
  expect(Date.now() - (client.server?.bootedAt ?? 0)).toBeLessThan(60_000);
  const seen = new Set<string>();
  const protocolIds = new Set<string | null>();
  client.onEvent((event) => {
    const channel = channelOf(event);
    if (channel === null) return;
    seen.add(`${event.type} ${channel.id}`);
    protocolIds.add(channel.protocolId);
  });
  const call = await pbx.callIn({ via: 'sip', to: '610', name: 'Ann Client', number: '+12125550142' });
  const callId = await pbx.truth.action({
    Action: 'Getvar',
    Channel: call.channel,
    Variable: 'CHANNEL(pjsip,call-id)',
  });
  await call.answered;
  const channels = await client.channels();
  expect(channels.ok && channels.value.map(({ id, caller }) => [id, caller.name])).toEqual([
    [call.uniqueid, 'Ann Client'],
  ]);
  await call.hangUp();
  await expect.poll(() => [...seen]).toContain(`ChannelDestroyed ${call.uniqueid}`);
  expect([...protocolIds]).toEqual([null, callId['Value']]);
  await client.stop();
  client.dispose();
});
