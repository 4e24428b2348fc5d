import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeskModel } from '../../../main/app/desk-model.ts';
import { watchAri } from '../../../main/app/watch-ari.ts';
import { createAriClient } from '../../../main/ari/client.ts';
import { DisposableStore } from '../../../main/base/disposable.ts';
import type { Uniqueid } from '../../../main/base/ids.ts';
import { viewOf } from '../../../main/calls/legs/links.ts';
import { settingsSchema } from '../../../main/settings/schema.ts';
import { isUp, linkThat, quiet } from '../../support/link-up.ts';
import { systemClock } from '../../support/system-clock.ts';
import { noSurroundings } from '../../unit/app/no-surroundings.ts';
import { type DeskLab, roads } from './use-desk.ts';

/** Who is in a bridge with me, as ARI alone tells, and under which name it is told. */
export function ariBridgesContract(lab: DeskLab): void {
  let open = new DisposableStore();
  beforeEach(() => {
    open = new DisposableStore();
  });
  const ended: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(ended.splice(0).map((end) => end()));
    open.dispose();
  });

  /** The model of a desk whose phone is 2001, with ARI as the app has it. */
  async function watching(): Promise<DeskModel> {
    const settings = settingsSchema.parse(lab.pbx.profileFor('1001').settings);
    const endpoint = 'PJSIP/2001';
    const model = open.add(
      new DeskModel({
        ...{ settings, endpoints: [endpoint], clock: systemClock, rehearsals: [], surroundings: noSurroundings() },
      }),
    );
    const ari = createAriClient({
      ...{ url: `https://localhost:${lab.pbx.ports.https}/ari`, trust: { kind: 'ca', pem: lab.pbx.caPem } },
      ...{ username: 'agent1001', password: 'ari-1001', app: `desk-${randomUUID()}` },
      ...{ sources: [`endpoint:${endpoint}`, 'bridge:'], clock: systemClock, random: Math.random, log: quiet },
    });
    ended.push(async () => {
      await ari.stop();
      ari.dispose();
    });
    open.add(watchAri({ ari, model, endpoint, values: [], clock: systemClock, log: quiet }));
    ari.start();
    await linkThat(ari, isUp, 25_000);
    return model;
  }

  describe('ARI that comes in the middle of a call', () => {
    it('tells who is in the bridge with me as the PBX lists it, and follows who leaves', async () => {
      const [mine, other] = [await lab.pbx.deskPhone('2001'), await lab.pbx.deskPhone('2002')];
      const caller = await lab.pbx.callIn({ to: '2001', name: 'Ann', number: '15551230001', via: 'sip' });
      await mine.rings();
      mine.answer();
      await caller.answered;
      const colleague = await lab.pbx.callIn({ to: '2002', name: 'Bob', number: '15551230002', via: 'sip' });
      await other.rings();
      other.answer();
      await colleague.answered;

      const model = await watching();
      const placeOf = (id: string) => viewOf(model.calls.pbx, id as Uniqueid)?.bridge ?? null;
      const truth = async (id: string): Promise<string> => {
        const channels = await lab.pbx.truth.channels();
        return channels.find(({ Uniqueid }) => Uniqueid === id)?.['BridgeId'] ?? '';
      };
      await expect.poll(() => placeOf(caller.uniqueid), { timeout: 10_000 }).not.toBe(null);
      expect(placeOf(caller.uniqueid)).toBe(await truth(caller.uniqueid));
      // They are nobody's business here.
      expect(placeOf(colleague.uniqueid)).toBe(null);

      const before = placeOf(caller.uniqueid);
      const together = { Channel1: caller.channel, Channel2: colleague.channel };
      await lab.pbx.truth.action({ Action: 'Bridge', ...together });
      await expect.poll(() => placeOf(caller.uniqueid), { timeout: 10_000 }).not.toBe(before);
      expect(await truth(caller.uniqueid)).not.toBe(before);
      await Promise.all([mine.close(), other.close()]);
    });
  });

  describe('a desk', () => {
    it('has an ARI application of its own, the same after a restart, and leaves none behind', async () => {
      const road = roads['AMI and ARI'](lab.pbx);
      const [here, there] = ['here', 'there'].map((folder) => join(tmpdir(), folder));
      const first = await lab.sit('1001', road, here);
      const [before, ...others] = await applications();
      expect(before).toMatch(/^offhook-1001-[\da-f]{8}$/);
      await first.stop();
      expect(others).toEqual([]);
      await expect.poll(applications, { timeout: 10_000 }).toEqual([]);
      await lab.sit('1001', road, here);
      expect(await applications()).toEqual([before]);
      await lab.sit('1001', road, there);
      expect(new Set(await applications()).size).toBe(2);
    });
  });

  async function applications(): Promise<readonly string[]> {
    const headers = { authorization: `Basic ${Buffer.from('agent1001:ari-1001').toString('base64')}` };
    const answer = await fetch(`http://127.0.0.1:${lab.pbx.ports.http}/ari/applications`, { headers });
    return ((await answer.json()) as readonly { readonly name: string }[]).map(({ name }) => name);
  }
}
