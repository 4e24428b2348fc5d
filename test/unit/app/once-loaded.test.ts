import { beforeEach, describe, expect, it } from 'vitest';
import { type AmiClient, createAmiClient } from '../../../main/ami/client.ts';
import { onceLoaded } from '../../../main/app/once-loaded.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { quiet } from '../../support/link-up.ts';
import { ScriptedTransport } from '../ami/scripted-transport.ts';

let clock: FakeClock;
let transport: ScriptedTransport;
let client: AmiClient;
let snapshots: number;

beforeEach(async () => {
  clock = new FakeClock();
  transport = new ScriptedTransport();
  snapshots = 0;
  client = createAmiClient({
    ...{ transport, username: 'desk', secret: 'x', auth: 'plain', clock, random: () => 0.5, log: quiet },
  });
  client.start();
  transport.last.opens();
  transport.last.says('Asterisk Call Manager/11.0.0\r\n');
  await clock.advance(0);
  transport.last.answers('Login', 'Response: Success', 'Message: Authentication accepted');
  await clock.advance(0);
});

const take = (): Promise<void> => {
  snapshots += 1;
  return Promise.resolve();
};
const unknown = async (): Promise<void> => {
  transport.last.answers('QueueStatus', 'Response: Error', 'Message: Invalid/unknown command: QueueStatus. Use …');
  await clock.advance(500);
};
const known = async (): Promise<void> => {
  transport.last.answers('QueueStatus', 'Response: Success', 'EventList: start');
  transport.last.answers('QueueStatus', 'Event: QueueStatusComplete', 'EventList: Complete');
  await clock.advance(500);
};

describe('a snapshot', () => {
  it('is taken once of a PBX that is up', async () => {
    const taken = onceLoaded(client, take);
    await known();
    await taken;
    expect(snapshots).toBe(1);
  });

  it('is taken again of a PBX that was still loading its modules, when it has', async () => {
    const taken = onceLoaded(client, take);
    await unknown();
    await unknown();
    expect(snapshots).toBe(1);
    await known();
    await taken;
    expect(snapshots).toBe(2);
  });

  it('is left at one where there are no queues at all, and asking ends', async () => {
    const taken = onceLoaded(client, take);
    for (let time = 0; time < 45; time += 1) {
      // oxlint-disable-next-line no-await-in-loop -- each after the one before
      await unknown();
    }
    await taken;
    expect(snapshots).toBe(1);
    const asked = transport.last.heard.filter(({ Action }) => Action === 'QueueStatus').length;
    expect(asked).toBeLessThan(50);
  });

  it('waits no longer when the connection is lost', async () => {
    const taken = onceLoaded(client, take);
    await unknown();
    client.dispose();
    await taken;
    expect([snapshots, clock.pending]).toEqual([1, 0]);
  });
});
