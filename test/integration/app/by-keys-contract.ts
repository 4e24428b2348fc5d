import { afterEach, describe, expect, it } from 'vitest';
import type { CallView } from '../../../preload/contract/views.ts';
import type { AsteriskVersion } from '../../pbx/install/lock-file.ts';
import { toneLevel } from '../../support/tone.ts';
import { KeyedDesk } from './keyed-desk.ts';
import { type Scene, soon, useDesk } from './use-desk.ts';

const rate = 8_000;
const ann = { name: 'Ann Client', number: '15551230001', via: 'sip', plays: 'silence' } as const;
const isCustomer = ({ party }: CallView): boolean => party.name === 'Ann Client';
const isColleague = ({ pair }: CallView): boolean => pair?.role === 'colleague';

/** Until a first Esc is no longer remembered, ms. */
const escForgotten = 1_600;

interface Moment {
  readonly moment: string;
  /** Keys up to the moment; one Esc follows. */
  readonly reach: (keyed: KeyedDesk) => Promise<void>;
  /** What the customer's card is after it. */
  readonly after: (call: CallView) => boolean;
  /** Back to an ordinary call, for the next row. */
  readonly back?: (keyed: KeyedDesk) => Promise<void>;
}

const isActive = ({ phase, pair }: CallView): boolean => phase === 'active' && pair === null;

const ask = async (keyed: KeyedDesk, dials: string, phase: CallView['phase']): Promise<void> => {
  await keyed.pick(dials);
  await keyed.press('Shift+Enter');
  await keyed.card((call) => isColleague(call) && call.phase === phase);
};

/** Each begins and ends with the customer talking to us and nobody else of ours. */
const moments: readonly Moment[] = [
  { moment: 'the picker is open and empty', reach: (keyed) => keyed.press('t'), after: isActive },
  { moment: 'a target is highlighted', reach: (keyed) => keyed.pick('3009'), after: isActive },
  {
    moment: 'a note is being typed',
    reach: async (keyed) => {
      await keyed.press('n');
      await keyed.type('late');
    },
    after: isActive,
  },
  { moment: 'digits are being sent', reach: (keyed) => keyed.press('d', '5'), after: isActive },
  { moment: 'the palette is open', reach: (keyed) => keyed.press('Control+k'), after: isActive },
  {
    moment: 'the call is on hold',
    reach: async (keyed) => {
      await keyed.press('h');
      await keyed.card((call) => isCustomer(call) && call.phase === 'held');
    },
    after: ({ phase }) => phase === 'held',
    back: async (keyed) => {
      await expect.poll(() => keyed.state.armed, { timeout: escForgotten * 2 }).toBeNull();
      await keyed.press('h');
    },
  },
  {
    moment: 'the target of a transfer rings',
    reach: async (keyed) => {
      await keyed.pick('3002');
      await keyed.press('Enter');
      await keyed.card(({ phase }) => phase === 'dialling');
    },
    after: ({ phase, pair }) => phase === 'held' && pair?.kind === 'transfer',
    back: async (keyed) => {
      await expect.poll(() => keyed.state.armed, { timeout: escForgotten * 2 }).toBeNull();
      await keyed.press('Control+z');
    },
  },
  { moment: 'the colleague who is asked rings', reach: (keyed) => ask(keyed, '3002', 'dialling'), after: isActive },
  { moment: 'the colleague who is asked talks', reach: (keyed) => ask(keyed, '3009', 'active'), after: isActive },
  {
    moment: 'the colleague waits and the caller talks',
    reach: async (keyed) => {
      await ask(keyed, '3009', 'active');
      await keyed.press('s');
      await keyed.card((call) => isCustomer(call) && call.phase === 'active');
    },
    after: isActive,
  },
];

/** What a person does at the desk key by key, with two and three desks and robots, and no browser. */
export function byKeysContract(version: AsteriskVersion): void {
  const lab = useDesk(version);
  let open: KeyedDesk[] = [];
  afterEach(() => {
    for (const keyed of open) keyed.dispose();
    open = [];
  });

  const sit = async (extension = '1001'): Promise<KeyedDesk> => {
    const keyed = new KeyedDesk(await lab.sit(extension));
    open.push(keyed);
    return keyed;
  };

  /** Answered by Enter. */
  async function answered(keyed: KeyedDesk, to = '1001'): Promise<Scene> {
    const caller = await lab.pbx.callIn({ ...ann, to });
    const ringing = await keyed.card(({ can }) => can.includes('answer'));
    await keyed.press('Enter');
    await caller.answered;
    const call = await keyed.card(({ id, phase }) => id === ringing.id && phase === 'active');
    return { desk: keyed.desk, caller, call };
  }

  const hears = ({ caller }: Scene, tone: number): boolean =>
    toneLevel(caller.heard().slice(-rate / 2), rate, tone) > -30;
  /** The phones that are with the customer, by AMI's truth. */
  const phonesWith = async (scene: Scene): Promise<readonly string[]> =>
    (await lab.with(scene)).map((channel) => channel.replace(/^PJSIP\/(\d+)-.*/, '$1'));
  const expectWith = (scene: Scene, ...phones: readonly string[]) =>
    expect.poll(() => phonesWith(scene), { timeout: 10_000 }).toEqual(phones);
  const channels = async (): Promise<number> => (await lab.pbx.truth.channels()).length;

  it('one Esc goes one step back and loses nobody, at each moment', { timeout: 120_000 }, async () => {
    const keyed = await sit();
    const scene = await answered(keyed);
    for (const { moment, reach, after, back } of moments) {
      // oxlint-disable-next-line no-await-in-loop -- one moment after the other, with the same caller
      await reach(keyed);
      // oxlint-disable-next-line no-await-in-loop -- as above
      await keyed.press('Escape');
      // oxlint-disable-next-line no-await-in-loop -- as above
      await keyed.card((call) => isCustomer(call) && after(call));
      // oxlint-disable-next-line no-await-in-loop -- as above
      await expectWith(scene, '1001');
      expect(keyed.state.layer, moment).toBe('none');
      // oxlint-disable-next-line no-await-in-loop -- as above
      await back?.(keyed);
      // oxlint-disable-next-line no-await-in-loop -- as above
      await keyed.card((call) => isCustomer(call) && isActive(call));
      // Of whoever was asked nothing is left.
      // oxlint-disable-next-line no-await-in-loop -- as above
      await expect.poll(channels, { message: moment, timeout: 10_000 }).toBe(2);
      // oxlint-disable-next-line no-await-in-loop -- as above
      await expectWith(scene, '1001');
    }
    await ask(keyed, '3009', 'active');
    await keyed.card(({ can }) => can.includes('conference'));
    await keyed.press('c');
    await keyed.card(({ members = [] }) => members.length === 3);
    await keyed.press('Escape');
    await expect.poll(async () => (await lab.with(scene)).length, soon).toBe(2);
  });

  it('Esc while the caller is being parked, and over the list, leaves them parked; Shift+P, Enter fetches them', async () => {
    const keyed = await sit();
    const scene = await answered(keyed);
    await keyed.press('p');
    keyed.pressNow('Escape');
    await keyed.desk.until(({ parked }) => parked?.length === 1);
    await keyed.press('Shift+P', 'Escape');
    expect(keyed.desk.view.parked).toHaveLength(1);
    await keyed.press('Shift+P', 'Enter');
    await expectWith(scene, '1001');
  });

  it('Esc after Enter has asked the PBX to connect the two takes nobody away', async () => {
    const keyed = await sit();
    const scene = await answered(keyed);
    await ask(keyed, '3009', 'active');
    await keyed.press('Enter');
    keyed.pressNow('Escape');
    keyed.pressNow('Escape');
    await keyed.desk.call(({ id, phase }) => id === scene.call.id && phase === 'ended');
    await expect.poll(() => lab.ours(), soon).toEqual([]);
    expect(await lab.with(scene)).toHaveLength(1);
    await expect.poll(() => hears(scene, 440), { timeout: 5_000 }).toBe(true);
  });

  it('Enter pressed twice sends the caller once', async () => {
    const keyed = await sit();
    const scene = await answered(keyed);
    await keyed.pick('3009');
    keyed.pressNow('Enter');
    keyed.pressNow('Enter');
    await keyed.desk.call(({ id, phase }) => id === scene.call.id && phase === 'ended');
    await expect.poll(() => lab.ours(), soon).toEqual([]);
    expect(await lab.with(scene)).toHaveLength(1);
    // The customer, both ends of the way to the robot, and the robot.
    expect((await lab.pbx.truth.channels()).filter(({ Channel = '' }) => Channel.endsWith(';2'))).toHaveLength(1);
  });

  it('Enter at the moment the target hangs up leaves the caller with one of the two', async () => {
    const keyed = await sit();
    const scene = await answered(keyed);
    await ask(keyed, '3009', 'active');
    const robot = (await lab.pbx.truth.channels()).find(({ Channel = '' }) => /^Local\/3009.*;2$/.test(Channel));
    keyed.pressNow('Enter');
    await lab.pbx.truth.action({ Action: 'Hangup', Channel: robot?.['Channel'] ?? '' });
    const settled = await keyed.desk.call(
      ({ id, phase, pair, operation }) =>
        id === scene.call.id && (phase === 'ended' || (pair === null && operation?.state !== 'running')),
    );
    // Either they were together for a moment, or the caller is still ours.
    if (settled.phase === 'ended') await expect.poll(() => lab.ours(), soon).toEqual([]);
    else await expectWith(scene, '1001');
  });

  describe('three desks', () => {
    it('a caller goes from Alice to Bob to Carol', { timeout: 60_000 }, async () => {
      const [alice, bob, carol] = [await sit(), await sit('1002'), await sit('1003')];
      const scene = await answered(alice);
      for (const [from, name, to, extension] of [
        [alice, 'bob', bob, '1002'],
        [bob, 'carol', carol, '1003'],
      ] as const) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        await from.pick(name);
        // oxlint-disable-next-line no-await-in-loop -- as above
        await from.press('Enter');
        // oxlint-disable-next-line no-await-in-loop -- as above
        await to.card(({ can }) => can.includes('answer'));
        // oxlint-disable-next-line no-await-in-loop -- as above
        await to.press('Enter');
        // oxlint-disable-next-line no-await-in-loop -- as above
        await to.card((call) => isCustomer(call) && call.phase === 'active');
        // oxlint-disable-next-line no-await-in-loop -- as above
        await expectWith(scene, extension);
        // oxlint-disable-next-line no-await-in-loop -- as above
        await from.desk.call((call) => isCustomer(call) && call.phase === 'ended' && call.reason === 'transferred');
      }
      await scene.caller.hangUp();
      await carol.desk.call((call) => call.phase === 'ended' && call.reason === 'they-hung-up');
    });

    it('Alice asks Bob, Carol picks it up and gets the caller', { timeout: 60_000 }, async () => {
      const [alice, bob, carol] = [await sit(), await sit('1002'), await sit('1003')];
      const scene = await answered(alice);
      await alice.pick('bob');
      await alice.press('Shift+Enter');
      await bob.card(({ can }) => can.includes('answer'));
      await carol.desk.until(({ ringingColleagues = [] }) => ringingColleagues.some(({ dials }) => dials === '1002'));
      await carol.press('/');
      await carol.type('bob');
      await expect.poll(() => carol.state.dial.targets?.[0]?.presence, { timeout: 10_000 }).toBe('ringing');
      await carol.press('Alt+Enter');
      await carol.card(({ phase }) => phase === 'active');
      await bob.desk.call(({ phase }) => phase === 'ended');
      await alice.card((call) => isColleague(call) && call.phase === 'active');
      await alice.press('Enter');
      await expectWith(scene, '1003');
      await alice.desk.call(({ id, phase }) => id === scene.call.id && phase === 'ended');
      await carol.card((call) => isCustomer(call) && call.phase === 'active');
    });

    it('of two who fetch one parked caller one gets them, and the other is told', { timeout: 60_000 }, async () => {
      const [alice, bob, carol] = [await sit(), await sit('1002'), await sit('1003')];
      const scene = await answered(alice);
      await alice.pick('bob');
      await alice.press('Control+Shift+Enter');
      await bob.desk.until(({ parked }) => parked?.[0]?.forMe === true);
      await carol.desk.until(({ parked }) => parked?.length === 1);
      await Promise.all([bob.press('Shift+P'), carol.press('Shift+P')]);
      await Promise.all([bob.press('Enter'), carol.press('Enter')]);
      // Who was told, and not who talks first: the announcement of an empty slot is answered as well.
      const wasTold = ({ state }: KeyedDesk): boolean => state.parkedList.refused !== null;
      await expect.poll(() => [bob, carol].filter(wasTold).length, { timeout: 15_000 }).toBe(1);
      const [winner, desk] = wasTold(carol) ? (['1002', bob.desk] as const) : (['1003', carol.desk] as const);
      await desk.call(({ phase }) => phase === 'active');
      await expectWith(scene, winner);
    });
  });
}
