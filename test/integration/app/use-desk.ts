import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Clock } from '../../../main/base/clock.ts';
import type { SealedFile } from '../../../main/journal/sealed-file.ts';
import type { MediaPort } from '../../../main/sip/media-port.ts';
import type { CallView } from '../../../preload/contract/views.ts';
import { Goodbyes } from '../../pbx/goodbyes.ts';
import type { AsteriskVersion } from '../../pbx/install/lock-file.ts';
import { connectionsClosed } from '../../pbx/open-connections.ts';
import { type Pbx, type SipInboundCall, startPbx } from '../../pbx/pbx.ts';
import { systemClock } from '../../support/system-clock.ts';
import { DeskBench } from './desk-bench.ts';

export interface Scene {
  readonly desk: DeskBench;
  readonly caller: SipInboundCall;
  /** The customer's card. */
  readonly call: CallView;
}

interface Ann {
  readonly number: string;
  readonly plays: 'silence' | 'tone' | 'whistle';
  /** The extension she calls. */
  readonly to: string;
}

/** For what is seen at once on an idle machine: a busy one takes its time. */
export const soon = { timeout: 10_000 };

export type DeskLab = ReturnType<typeof useDesk>;

/** What a desk's settings say of the interfaces it has. */
export const roads = {
  AMI: () => ({ ari: null }),
  ARI: (pbx: Pbx) => ({ ami: null, ari: pbx.profileFor('1001').settings.ari }),
  'AMI and ARI': (pbx: Pbx) => ({ ari: pbx.profileFor('1001').settings.ari }),
} satisfies Record<string, (pbx: Pbx) => object>;
export type Road = keyof typeof roads;

/** One Asterisk for a file of tests; after each test its desks are gone and no channel is left. */
export function useDesk(version: AsteriskVersion = 22) {
  let pbx: Pbx | undefined;
  let desks: DeskBench[] = [];
  /** Those of the tests before. */
  const goodbyes = new Goodbyes(version);
  const running = (): Pbx => {
    if (pbx === undefined) throw new Error('the PBX has not been started');
    return pbx;
  };
  beforeAll(async () => {
    pbx = await startPbx({ version });
  });
  afterAll(async () => running().stop());
  const clearLines = async (): Promise<void> => {
    const { truth } = running();
    const hangUps = (await truth.channels()).map((channel) =>
      truth.action({ Action: 'Hangup', Channel: channel['Channel'] ?? '' }).catch(() => 'gone already'),
    );
    await Promise.all(hangUps);
  };
  afterEach(async () => {
    await clearLines();
    await goodbyes.during(() => Promise.all(desks.map((desk) => desk.stop())));
    desks = [];
    // As Asterisk 16 closes one WebSocket it drops the contacts of other agents too: the next desk's must not be among them.
    await connectionsClosed(running().ports.https, 3_000);
    // Whatever a desk was just about to dial.
    await clearLines();
    await running().truth.noChannelsWithin(5_000);
  });
  /**
   * The PBX has where to ring that extension. On 16 a contact may go again with another softphone's socket, whose end the
   * PBX works off late where the machine is busy; the desk then registers anew by itself.
   */
  const rings = async (extension: string): Promise<void> => {
    const contacts = () => running().cli('pjsip show contacts');
    await expect.poll(contacts, { timeout: 20_000, interval: 50 }).toContain(`${extension}/sip:`);
  };
  const canBeRung = async (extension: string): Promise<void> => {
    await goodbyes.nobodyIsLetGo();
    await rings(extension);
  };
  /** Started, and perhaps not up yet. */
  const starting = (
    extension = '1001',
    changes = {},
    secrets = {},
    folder: string | null = null,
    journal: SealedFile | null = null,
    clock: Clock = systemClock,
  ): DeskBench => {
    const desk = new DeskBench(running(), extension, changes, folder, secrets, journal, clock);
    desks.push(desk);
    desk.start();
    return desk;
  };
  const sit = async (extension = '1001', changes = {}, folder: string | null = null): Promise<DeskBench> => {
    const desk = await starting(extension, changes, {}, folder).up();
    await canBeRung(extension);
    return desk;
  };
  /** A desk that is heard and hears. */
  const sitWith = async (media: MediaPort, extension = '1001', changes = {}, secrets = {}): Promise<DeskBench> => {
    const desk = await starting(extension, changes, secrets).speakBy(media).up();
    await canBeRung(extension);
    return desk;
  };
  const answered = async (
    desk: DeskBench,
    { number = '15551230001', plays = 'silence', to = '1001' }: Partial<Ann> = {},
  ): Promise<Scene> => {
    await canBeRung(to);
    const caller = await running().callIn({ to, name: 'Ann Client', number, via: 'sip', plays });
    // The PBX may announce the ring before the INVITE is here: only then can it be answered.
    const ringing = await desk.call((call) => call.can.includes('answer') && call.party.number?.raw === number);
    expect(await desk.bridge.request.answer({ call: ringing.id })).toMatchObject({ value: { outcome: 'confirmed' } });
    await caller.answered;
    const call = await desk.call(({ id, phase }) => id === ringing.id && phase === 'active');
    // SIP has answered a moment before Asterisk has both in one bridge: until then it moves nobody.
    await expect.poll(() => together(caller), { timeout: 10_000 }).not.toEqual([]);
    return { desk, caller, call };
  };
  /** Who is in one bridge with the customer, by AMI's truth; the customer's own channel is left out. */
  const together = async (caller: Scene['caller']): Promise<readonly string[]> => {
    const channels = await running().truth.channels();
    const bridge = channels.find(({ Uniqueid }) => Uniqueid === caller.uniqueid)?.['BridgeId'] ?? '';
    return channels.flatMap(({ Uniqueid, BridgeId, Channel = '' }) =>
      bridge !== '' && BridgeId === bridge && Uniqueid !== caller.uniqueid ? Channel : [],
    );
  };
  return {
    get pbx() {
      return running();
    },
    starting,
    sit,
    sitWith,
    /** Resolves when the PBX would ring that extension, and is not about to forget it for a moment, as Asterisk 16 does. */
    canBeRung,
    answered,
    /** A desk with a customer on the line. */
    inCall: async (): Promise<Scene> => answered(await sit()),
    /** Our own channels, by AMI's truth. */
    async ours(extension = '1001'): Promise<readonly string[]> {
      const channels = await running().truth.channels();
      return channels.flatMap(({ Channel = '' }) => (Channel.startsWith(`PJSIP/${extension}-`) ? Channel : []));
    },
    with: ({ caller }: Scene) => together(caller),
    /** Resolves once that phone is in one bridge with somebody: until then Asterisk moves nobody from it. */
    async isBridged(extension: string): Promise<void> {
      const others = async () => {
        const channels = await running().truth.channels();
        const mine = channels.find(({ Channel = '' }) => Channel.startsWith(`PJSIP/${extension}-`));
        const bridge = mine?.['BridgeId'] ?? '';
        return channels.filter((each) => each !== mine && bridge !== '' && each['BridgeId'] === bridge);
      };
      await expect.poll(others, { timeout: 10_000 }).not.toEqual([]);
    },
    /** Resolves once the customer is in one bridge with my only leg: one whose place was taken goes a moment later. */
    isWithMe(scene: Scene): Promise<void> {
      return expect
        .poll(async () => [await this.with(scene), await this.ours()], { timeout: 10_000 })
        .toSatisfy(([there, mine]: readonly string[][]) => mine?.length === 1 && there?.join() === mine.join());
    },
  };
}
