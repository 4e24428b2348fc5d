import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAmiClient } from '../../../main/ami/client.ts';
import { tcpTransport } from '../../../main/ami/tcp-transport.ts';
import type { AmiTransport } from '../../../main/ami/transport.ts';
import { DeskModel } from '../../../main/app/desk-model.ts';
import { watchAmi } from '../../../main/app/watch-ami.ts';
import { watchAri } from '../../../main/app/watch-ari.ts';
import { createAriClient } from '../../../main/ari/client.ts';
import { DisposableStore } from '../../../main/base/disposable.ts';
import type { Uniqueid } from '../../../main/base/ids.ts';
import { viewOf } from '../../../main/calls/legs/links.ts';
import { settingsSchema } from '../../../main/settings/schema.ts';
import { isDown, isUp, linkThat, quiet } from '../../support/link-up.ts';
import { systemClock } from '../../support/system-clock.ts';
import { noSurroundings } from '../../unit/app/no-surroundings.ts';
import { type DeskLab, roads } from './use-desk.ts';

const endpoint = 'PJSIP/2001';
const common = { clock: systemClock, random: Math.random, log: quiet } as const;

/** Who is in a bridge with me, as AMI and ARI each tell alone, and under which name ARI is told. */
export function bridgesContract(lab: DeskLab): void {
  let open = new DisposableStore();
  const ended: (() => Promise<void>)[] = [];
  beforeEach(() => {
    open = new DisposableStore();
  });
  afterEach(async () => {
    await Promise.all(ended.splice(0).map((end) => end()));
    open.dispose();
  });

  /** The model of a desk whose phone is 2001. */
  function model(): DeskModel {
    const settings = settingsSchema.parse(lab.pbx.profileFor('1001').settings);
    return open.add(
      new DeskModel({
        ...{ settings, endpoints: [endpoint], clock: systemClock, rehearsals: [], surroundings: noSurroundings() },
      }),
    );
  }

  /** With ARI as the app has it. */
  async function byAri(): Promise<DeskModel> {
    const watching = model();
    const ari = createAriClient({
      ...{ url: `https://localhost:${lab.pbx.ports.https}/ari`, trust: { kind: 'ca', pem: lab.pbx.caPem } },
      ...{ username: 'agent1001', password: 'ari-1001', app: `desk-${randomUUID()}` },
      ...{ sources: [`endpoint:${endpoint}`, 'bridge:'], ...common },
    });
    ended.push(async () => {
      await ari.stop();
      ari.dispose();
    });
    open.add(watchAri({ ari, model: watching, endpoint, values: [], clock: systemClock, log: quiet }));
    ari.start();
    await linkThat(ari, isUp, 25_000);
    return watching;
  }

  /** With AMI as the app has it, by a connection that can be taken away. */
  async function byAmi() {
    const [watching, transport] = [model(), new Takeable(lab.pbx.ports.ami)];
    const ami = createAmiClient({ transport, username: 'agent1001', secret: 'ami-1001', ...common });
    open.add(watchAmi({ ami, model: watching, mailbox: '1001@default', values: [], clock: systemClock, log: quiet }));
    open.add(ami);
    ami.start();
    await linkThat(ami, isUp);
    return {
      watching,
      away: async () => {
        transport.take();
        await linkThat(ami, isDown);
      },
      back: async () => {
        transport.give();
        await linkThat(ami, isUp);
      },
    };
  }

  /** Two calls on two desk phones. */
  async function twoCalls() {
    const [mine, other] = [await lab.pbx.deskPhone('2001'), await lab.pbx.deskPhone('2002')];
    const caller = await lab.pbx.callIn({ to: '2001', name: 'Ann', number: '15551230001', via: 'sip' });
    await mine.rings();
    mine.answer();
    await caller.answered;
    const colleague = await lab.pbx.callIn({ to: '2002', name: 'Bob', number: '15551230002', via: 'sip' });
    await other.rings();
    other.answer();
    await colleague.answered;
    return { caller, colleague, end: () => Promise.all([mine.close(), other.close()]) };
  }

  const placeOf = ({ calls }: DeskModel, id: string) => viewOf(calls.pbx, id as Uniqueid)?.bridge ?? null;
  const expectPlace = (watching: DeskModel, id: string) =>
    expect.poll(() => placeOf(watching, id), { timeout: 10_000 });
  const truth = async (id: string): Promise<string> => {
    const channels = await lab.pbx.truth.channels();
    return channels.find(({ Uniqueid }) => Uniqueid === id)?.['BridgeId'] ?? '';
  };

  describe('who comes in the middle of a call', () => {
    it('is told who is in the bridge with me as the PBX lists it, and who has left, be it unseen', async () => {
      const { caller, colleague, end } = await twoCalls();
      const [ari, ami] = [await byAri(), await byAmi()];
      const before = await truth(caller.uniqueid);
      for (const watching of [ari, ami.watching]) {
        // oxlint-disable-next-line no-await-in-loop -- one road, then the other
        await expectPlace(watching, caller.uniqueid).toBe(before);
        // They are nobody's business here.
        expect(placeOf(watching, colleague.uniqueid)).toBe(null);
      }
      const known = () => ami.watching.calls.pbx.legs.get(caller.uniqueid as Uniqueid)?.ami;
      // BridgeList alone tells what a bridge is.
      await expect.poll(() => known()?.bridgeKind, { timeout: 10_000 }).toBe('basic');

      await ami.away();
      await lab.pbx.truth.action({ Action: 'Bridge', Channel1: caller.channel, Channel2: colleague.channel });
      // ARI hears it; AMI was away and has it from its lists.
      await expectPlace(ari, caller.uniqueid).not.toBe(before);
      expect(placeOf(ami.watching, caller.uniqueid)).toBe(before);
      await ami.back();
      const now = await truth(caller.uniqueid);
      expect(now).not.toBe(before);
      await expectPlace(ami.watching, caller.uniqueid).toBe(now);
      await expect.poll(() => known()?.bridgeKind, { timeout: 10_000 }).toBe('basic');
      await end();
    });
  });

  describe('a desk', () => {
    it('has an ARI application of its own, the same after a restart, and leaves none behind', async () => {
      const road = roads['AMI and ARI'](lab.pbx);
      const [here, there] = ['here', 'there'].map((folder) => join(tmpdir(), folder));
      const earlier = new Set(await applications());
      const mine = async () => (await applications()).filter((name) => !earlier.has(name));
      const first = await lab.sit('1001', road, here);
      const [before, ...others] = await mine();
      expect(before).toMatch(/^offhook-1001-[\da-f]{8}$/);
      await first.stop();
      expect(others).toEqual([]);
      await expect.poll(mine, { timeout: 10_000 }).toEqual([]);
      await lab.sit('1001', road, here);
      expect(await mine()).toEqual([before]);
      await lab.sit('1001', road, there);
      expect(new Set(await mine()).size).toBe(2);
    });
  });

  async function applications(): Promise<readonly string[]> {
    const headers = { authorization: `Basic ${Buffer.from('agent1001:ari-1001').toString('base64')}` };
    const answer = await fetch(`http://127.0.0.1:${lab.pbx.ports.http}/ari/applications`, { headers });
    return ((await answer.json()) as readonly { readonly name: string }[]).map(({ name }) => name);
  }
}

/** TCP that is lost when it is taken, and refused until it is given back. */
class Takeable implements AmiTransport {
  readonly target = 'taken away';
  readonly #road: AmiTransport;
  #isTaken = false;
  #lose: () => void = () => undefined;

  constructor(port: number) {
    this.#road = tcpTransport({ host: '127.0.0.1', port });
  }

  open(listener: Parameters<AmiTransport['open']>[0]): ReturnType<AmiTransport['open']> {
    const connection = this.#road.open(listener);
    this.#lose = () => {
      connection.destroy();
      listener.onClose(null);
    };
    if (this.#isTaken) queueMicrotask(this.#lose);
    return connection;
  }

  take(): void {
    this.#isTaken = true;
    this.#lose();
  }

  give(): void {
    this.#isTaken = false;
  }
}
