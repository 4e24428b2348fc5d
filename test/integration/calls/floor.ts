import { deepStrictEqual } from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { LedgerLineView } from '../../../preload/contract/ledger.ts';
import type { CallView } from '../../../preload/contract/views.ts';
import type { Pbx, SipInboundCall } from '../../pbx/pbx.ts';
import { personAt } from '../../pbx/people.ts';
import type { AmiMessage } from '../../pbx/truth/ami-wire.ts';
import { DeskBench } from '../app/desk-bench.ts';
import { numberOf, Timeline, type Told } from './timeline.ts';

export type Who = 'alice' | 'bob' | 'carol';

/** One agent: the desk, everything it has shown, and the phones that are theirs by AMI's truth. */
export interface Seat {
  readonly extension: string;
  readonly desk: DeskBench;
  readonly timeline: Timeline;
  readonly phones: readonly string[];
}

export interface Customer extends SipInboundCall {
  readonly number: string;
  readonly name: string;
}

export const customerName = 'Ann Client';
/** A busy machine may take its time. */
const patience = 10_000;

const confirmed = { ok: true, value: { outcome: 'confirmed' } };

/** Living calls of each agent, as `ringing +15551230001`; whoever is not named has none. */
export type Scene = Partial<Record<Who, readonly string[]>>;

export const everybody: readonly Who[] = ['alice', 'bob', 'carol'];

/** Three agents at work on one PBX. Alice has a desk phone, too. */
export class Floor {
  readonly pbx: Pbx;
  readonly seats: Readonly<Record<Who, Seat>>;
  /** Where in truth's events the present story began. */
  #since = 0;
  #numbers = 0;

  private constructor(pbx: Pbx, seats: Readonly<Record<Who, Seat>>) {
    this.pbx = pbx;
    this.seats = seats;
  }

  static async open(pbx: Pbx): Promise<Floor> {
    const sit = async (extension: string, otherPhones: readonly string[] = []): Promise<Seat> => {
      const agent = { name: personAt(extension).name, extension, otherPhones };
      const desk = new DeskBench(pbx, extension, { agent, dialplan: { park: '730' } });
      desk.start();
      await desk.up();
      return { extension, desk, timeline: new Timeline(desk), phones: [`PJSIP/${extension}`, ...otherPhones] };
    };
    const [alice, bob, carol] = await Promise.all([sit('1001', ['PJSIP/2001']), sit('1002'), sit('1003')]);
    return new Floor(pbx, { alice, bob, carol });
  }

  async close(): Promise<void> {
    await Promise.all(everybody.map((who) => this.seats[who].desk.stop()));
  }

  /** How many have called so far. */
  get customers(): number {
    return this.#numbers;
  }

  /** Nobody is on the phone and no card is left: the next story begins. */
  async begin(): Promise<void> {
    await this.clearLines();
    this.#since = this.pbx.truth.mark();
    await Promise.all(everybody.map((who) => this.#clear(this.seats[who])));
  }

  async clearLines(): Promise<void> {
    const { truth } = this.pbx;
    const hangUps = (await truth.channels()).map((channel) =>
      truth.action({ Action: 'Hangup', Channel: channel['Channel'] ?? '' }).catch(() => 'gone already'),
    );
    await Promise.all(hangUps);
    await truth.noChannelsWithin(5_000);
  }

  async #clear({ desk, timeline }: Seat): Promise<void> {
    const { calls } = await desk.until((view) => view.calls.every(({ phase }) => phase === 'ended'));
    await Promise.all(calls.map(({ id }) => desk.bridge.request.dismiss({ call: id })));
    await desk.until((view) => view.calls.length === 0);
    timeline.restart();
  }

  /** Somebody nobody has heard of yet calls. */
  async customer(to: string, name = customerName): Promise<Customer> {
    const number = `+1555${String(1_230_000 + ++this.#numbers)}`;
    const call = await this.pbx.callIn({ to, name, number, via: 'sip', plays: 'silence' });
    return Object.assign(call, { number, name });
  }

  /** Answers what rings, once the INVITE is here; gives the call. */
  async answer(who: Who, number?: string): Promise<CallView> {
    const { desk } = this.seats[who];
    const ringing = await desk.call(
      (call) => call.can.includes('answer') && (number === undefined || numberOf(call) === number),
      patience,
    );
    deepStrictEqual(await desk.bridge.request.answer({ call: ringing.id }), confirmed);
    // The card may turn out to be another one's call just then.
    const same = (call: CallView) => call.id === ringing.id || (number !== undefined && numberOf(call) === number);
    return desk.call((call) => same(call) && call.phase === 'active', patience);
  }

  /** Waits until every desk shows just that, and the PBX itself says the same. */
  async now(scene: Scene): Promise<void> {
    await this.#agree(everybody, scene);
  }

  /** The same for one desk, whatever the others do. */
  async at(who: Who, calls: readonly string[]): Promise<void> {
    await this.#agree([who], { [who]: calls });
  }

  async #agree(agents: readonly Who[], scene: Scene): Promise<void> {
    const wanted = agents.map((who) => [who, (scene[who] ?? []).toSorted()]);
    await untilEqual(
      async () => {
        const channels = await this.pbx.truth.channels();
        const shown = agents.map((who) => [who, this.#shown(who)]);
        const truth = agents.map((who) => [who, this.#truth(channels, who, scene[who] ?? [])]);
        return { shown, truth };
      },
      { shown: wanted, truth: wanted },
    );
  }

  /** What each agent has been shown, once nothing is going on any more; and nothing that may never be shown. */
  async told(): Promise<Readonly<Record<Who, readonly Told[]>>> {
    await this.now({});
    const [alice = [], bob = [], carol = []] = await Promise.all(everybody.map(this.#toldBy));
    return { alice, bob, carol };
  }

  #toldBy = async (who: Who): Promise<readonly Told[]> => {
    const { timeline } = this.seats[who];
    const told = await timeline.told();
    deepStrictEqual([who, ...timeline.faults], [who]);
    return told;
  };

  /**
   * Waits until that, and nothing else, has been shown. AMI may tell why something ended after it has ended; what should
   * never have been shown does not go away by waiting. `read`: how what was told is to be compared.
   */
  async hasTold(
    wanted: Partial<Record<Who, readonly Told[]>>,
    read: (told: readonly Told[]) => readonly Told[] = (told) => told,
  ): Promise<void> {
    const all = { alice: [], bob: [], carol: [], ...wanted };
    await untilEqual(async () => {
      const { alice, bob, carol } = await this.told();
      return { alice: read(alice), bob: read(bob), carol: read(carol) };
    }, all);
  }

  /** The same for one desk on which nothing is going on any more, whatever the others do. */
  async hasToldAt(who: Who, wanted: readonly Told[], read: (told: readonly Told[]) => readonly Told[]): Promise<void> {
    await untilEqual(async () => {
      await this.at(who, []);
      return read(await this.#toldBy(who));
    }, wanted);
  }

  /** Waits until every desk shows the parked calls the PBX has. */
  async parkedAgree(): Promise<void> {
    await untilEqual(
      async () => {
        const slots = (await this.pbx.truth.list({ Action: 'ParkedCalls' })).map((row) => row['ParkingSpace'] ?? '');
        const shown = everybody.map((who) => this.seats[who].desk.view.parked?.map(({ slot }) => slot).toSorted());
        return shown.map((each) => isDeepStrictEqual(each, slots.toSorted()) || { shown: each, slots });
      },
      everybody.map(() => true as const),
    );
  }

  /** Waits until all three have been told that the other two ring as well. */
  async allKnowWhoRings(): Promise<void> {
    await Promise.all(
      everybody.map((who) =>
        this.seats[who].desk.call((call) => call.phase === 'ringing' && call.alsoRinging.length === 2, patience),
      ),
    );
  }

  /** Waits until the PBX has told an agent's desk that these phones ring, one channel each, for the one call there is. */
  async knowsThatRing(who: Who, ...phones: readonly string[]): Promise<void> {
    const { desk } = this.seats[who];
    const { id } = await desk.call((call) => call.phase === 'ringing', patience);
    const told = async (): Promise<readonly string[]> => {
      const reply = await desk.bridge.request.ledger({ call: id });
      if (!reply.ok) throw new Error(reply.error.message);
      const phoneOf = ({ entry }: LedgerLineView): readonly string[] =>
        (entry.kind === 'joined' && entry.what === 'channel') || (entry.kind === 'seen' && entry.sign === 'channel')
          ? [entry.phone]
          : [];
      return reply.value.flatMap(phoneOf).toSorted();
    };
    await untilEqual(told, phones.toSorted());
  }

  /** The channels that are theirs, by AMI's truth. */
  async channelsOf(who: Who): Promise<readonly string[]> {
    return (await this.pbx.truth.channels()).flatMap(({ Channel = '' }) => (this.#isOf(who, Channel) ? [Channel] : []));
  }

  /** Who is in one bridge with the customer, by AMI's truth. */
  async talksWith({ uniqueid }: Customer): Promise<readonly string[]> {
    const channels = await this.pbx.truth.channels();
    const bridge = channels.find(({ Uniqueid }) => Uniqueid === uniqueid)?.['BridgeId'] ?? '';
    return channels.flatMap(({ Uniqueid, BridgeId, Channel = '' }) =>
      bridge !== '' && BridgeId === bridge && Uniqueid !== uniqueid ? [Channel.replace(/-[^-]*$/, '')] : [],
    );
  }

  /** Both are in one bridge: only then can the PBX send one of them on. */
  async untilTogether(customer: Customer, who: Who): Promise<void> {
    const deadline = performance.now() + patience;
    // oxlint-disable-next-line no-await-in-loop -- asks again until it is so
    while (!(await this.talksWith(customer)).some((phone) => this.seats[who].phones.includes(phone))) {
      if (performance.now() > deadline) throw new Error(`${customer.name} and ${who} do not come together`);
      // oxlint-disable-next-line no-await-in-loop -- as above
      await delay(15);
    }
  }

  nameOf(who: Who): string {
    return personAt(this.seats[who].extension).name;
  }

  #shown(who: Who): readonly string[] {
    const living = this.seats[who].desk.view.calls.filter(({ phase }) => phase !== 'ended');
    return living.map((call) => `${call.phase} ${numberOf(call)}`).toSorted();
  }

  /** The same read from the channels; a number the PBX does not know is taken as it is wished. */
  #truth(channels: readonly AmiMessage[], who: Who, wished: readonly string[]): readonly string[] {
    const own = channels.filter(({ Channel = '' }) => this.#isOf(who, Channel));
    const said = own.map((channel) => {
      const phase = this.#phaseOf(channel);
      const number = channel['ConnectedLineNum'] ?? '';
      const isKnown = phase !== 'dialling' && number !== '' && number !== '<unknown>';
      return isKnown ? `${phase} ${number}` : (wished.find((each) => each.startsWith(`${phase} `)) ?? `${phase} ?`);
    });
    // Two phones of one agent that ring for one caller are one call.
    return [...new Set(said)].toSorted();
  }

  #isOf = (who: Who, channel: string): boolean =>
    this.seats[who].phones.some((phone) => channel.startsWith(`${phone}-`));

  #phaseOf({ ChannelStateDesc, Uniqueid }: AmiMessage): string {
    if (ChannelStateDesc === 'Ringing') return 'ringing';
    if (ChannelStateDesc !== 'Up') return 'dialling';
    const holds = this.pbx.truth
      .since(this.#since)
      .filter((event) => event['Uniqueid'] === Uniqueid && /^(Hold|Unhold)$/.test(event['Event'] ?? ''));
    return holds.at(-1)?.['Event'] === 'Hold' ? 'held' : 'active';
  }
}

/** Asks until it is so. */
async function untilEqual(read: () => Promise<unknown>, wanted: unknown): Promise<void> {
  const deadline = performance.now() + patience;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- asks again until it is so
    const found = await read();
    if (isDeepStrictEqual(found, wanted)) return;
    if (performance.now() > deadline) deepStrictEqual(found, wanted);
    // oxlint-disable-next-line no-await-in-loop -- as above
    await delay(15);
  }
}
