import { ajamTransport } from '../../../main/ami/ajam-transport.ts';
import { askList } from '../../../main/ami/asks/ask.ts';
import { askChannels } from '../../../main/ami/asks/channels.ts';
import { askQueues } from '../../../main/ami/asks/queues.ts';
import { type AmiClient, createAmiClient } from '../../../main/ami/client.ts';
import { tcpTransport } from '../../../main/ami/tcp-transport.ts';
import { tlsTransport } from '../../../main/ami/tls-transport.ts';
import type { AmiTransport } from '../../../main/ami/transport.ts';
import { type AriClient, createAriClient } from '../../../main/ari/client.ts';
import type { LinkState } from '../../../main/net/link-failure.ts';
import { DeskBench } from '../../integration/app/desk-bench.ts';
import type { Pbx } from '../../pbx/pbx.ts';
import { isDown, isUp, linkThat, quiet } from '../../support/link-up.ts';
import { systemClock } from '../../support/system-clock.ts';

/** Who must be back after a restart: the manager on each road, ARI, and a desk with its softphone and its manager. */
interface Everybody {
  readonly ami: readonly AmiClient[];
  readonly ari: AriClient | null;
  readonly desk: DeskBench;
}

/** How long after the PBX let the first program log in, in ms. */
export interface Back {
  /** Every road was up again and told the channels and waiting callers that there are. */
  readonly exact: number;
  /** The softphone was registered. */
  readonly registered: number;
  /** What each road tried, and when: for who was late. */
  readonly roads: readonly string[];
}

/** Ids, sorted; waiting callers are AMI's alone. */
interface Told {
  readonly road: string;
  readonly channels: readonly string[];
  readonly waiting: readonly string[] | null;
}

/** In the order in which the managers are made. */
const roadNames = ['TCP', 'TLS', 'HTTPS'];
/** Calls that are there whenever somebody looks. */
const load = 10;
/** Long enough for any machine; how long it really took is what is measured. */
const patience = 40_000;

/** A PBX that is killed in the middle of its calls, over and over, and everybody who has to find that out and come back. */
export class RestartRun {
  readonly #pbx: Pbx;
  readonly #all: Everybody;
  #restarts = 0;
  #roads: { readonly at: number; readonly text: string }[] = [];

  constructor(pbx: Pbx, { ari }: { readonly ari: boolean }) {
    this.#pbx = pbx;
    const { https } = pbx.ports;
    const trust = { kind: 'ca', pem: pbx.caPem } as const;
    const roads: readonly AmiTransport[] = [
      tcpTransport({ host: '127.0.0.1', port: pbx.ports.ami }),
      tlsTransport({ host: 'localhost', port: pbx.ports.amiTls, trust }),
      ajamTransport({ url: `https://localhost:${https}/rawman`, trust, clock: systemClock }),
    ];
    const common = { clock: systemClock, random: Math.random, log: quiet };
    const { username = '', secret = '' } = pbx.accounts.ami['agent1001'] ?? {};
    const account = pbx.accounts.ari['agent1001'] ?? { username: '', secret: '' };
    this.#all = {
      ami: roads.map((transport) => createAmiClient({ ...common, transport, username, secret })),
      ari: ari
        ? createAriClient({
            ...{ ...common, url: `https://localhost:${https}/ari`, trust, app: 'restarts' },
            ...{ username: account.username, password: account.secret, sources: ['endpoint:PJSIP/1001'] },
          })
        : null,
      desk: new DeskBench(pbx, '1001'),
    };
    for (const [at, client] of this.#all.ami.entries()) {
      client.onDidChangeLink((link) => this.#tell(roadNames[at] ?? '', link));
    }
    this.#all.ari?.onDidChangeLink((link) => this.#tell('ARI', link));
    let phone = this.#all.desk.view.links.sip;
    this.#all.desk.onDidChangeView(({ links: { sip } }) => {
      if (sip.state === phone.state) return;
      phone = sip;
      this.#roads.push({ at: performance.now(), text: `softphone ${JSON.stringify(sip)}` });
    });
  }

  async begin(): Promise<void> {
    const { ami, ari, desk } = this.#all;
    for (const client of [...ami, ...(ari === null ? [] : [ari])]) client.start();
    desk.start();
    await Promise.all([this.#managers('up'), this.#phone('up')]);
    await this.#load();
  }

  /** Kills it and starts it. */
  async restart(): Promise<Back> {
    this.#restarts += 1;
    await this.#pbx.callIn({ to: '1001', name: 'Left Behind', number: '15551239999' });
    await this.#all.desk.call((call) => call.phase === 'ringing' && call.party.name === 'Left Behind', patience);
    await this.#pbx.down();
    await Promise.all([this.#managers('down'), this.#phone('down')]);
    this.#roads = [];
    await this.#pbx.start();
    const back = performance.now();
    const moment = (what: string) => void this.#roads.push({ at: performance.now(), text: what });
    const phone = this.#phone('up').then(() => performance.now() - back);
    await Promise.all([
      this.#load().then(() => moment('the calls are there')),
      this.#managers('up').then(() => moment('every manager is up')),
    ]);
    await this.#exact();
    const exact = performance.now() - back;
    const roads = this.#roads.map(({ at, text }) => `${Math.round(at - back)} ms: ${text}`);
    const registered = await phone;
    await this.#desk();
    return { exact, registered, roads };
  }

  #tell(road: string, link: LinkState): void {
    const why = link.state === 'down' ? ` (${link.failure.kind}: ${link.failure.detail})` : '';
    const next = link.state === 'down' && link.retryAt !== null ? `, again in ${link.retryAt - link.since} ms` : '';
    this.#roads.push({ at: performance.now(), text: `${road} ${link.state}${why}${next}` });
  }

  async end(): Promise<void> {
    const { ami, ari, desk } = this.#all;
    await Promise.all([...ami.map((client) => client.stop()), ari?.stop(), desk.stop()]);
    for (const client of [...ami, ...(ari === null ? [] : [ari])]) client.dispose();
  }

  async #load(): Promise<void> {
    const calls = Array.from({ length: load }, (_, at) => {
      const caller = { name: `Caller ${at}`, number: `1555124${String(at).padStart(4, '0')}` };
      return at < 3 ? this.#pbx.queueCall({ ...caller, queue: '501' }) : this.#pbx.callIn({ ...caller, to: '610' });
    });
    await Promise.all(calls);
  }

  async #managers(state: 'up' | 'down'): Promise<void> {
    const { ami, ari, desk } = this.#all;
    const isWished = state === 'up' ? isUp : isDown;
    await Promise.all([
      ...ami.map((client) => linkThat(client, isWished, patience)),
      ari === null ? null : linkThat(ari, isWished, patience),
      desk.until(({ links }) => (links.ami.state === 'up') === (state === 'up'), patience),
    ]);
  }

  async #phone(state: 'up' | 'down'): Promise<void> {
    await this.#all.desk.until(({ links }) => (links.sip.state === 'up') === (state === 'up'), patience);
  }

  /** Channels and waiting callers, told by each road, are those of the truth, which must not have changed meanwhile. */
  async #exact(): Promise<void> {
    for (let before = await this.#truth(); ; ) {
      const told = await this.#told();
      const truth = await this.#truth();
      if (JSON.stringify(truth) === JSON.stringify(before)) {
        if (truth.channels.length < 2 * load)
          throw new Error(`only ${truth.channels.length} channels are left of ${load} calls`);
        for (const { road, channels, waiting } of told) {
          same(`channels by ${road}`, channels, truth.channels);
          if (waiting !== null) same(`waiting callers by ${road}`, waiting, truth.waiting);
        }
        return;
      }
      before = truth;
    }
  }

  async #truth(): Promise<Pick<Told, 'channels'> & { readonly waiting: readonly string[] }> {
    const { truth } = this.#pbx;
    const channels = (await truth.channels()).map(({ Uniqueid = '' }) => Uniqueid).toSorted();
    const items = await truth.list({ Action: 'QueueStatus', Queue: 'sales' });
    const waiting = items.flatMap((item) => (item['Event'] === 'QueueEntry' ? (item['Uniqueid'] ?? '') : []));
    return { channels, waiting: waiting.toSorted() };
  }

  async #told(): Promise<readonly Told[]> {
    const { ami, ari } = this.#all;
    const byAmi = ami.map(async (client, at): Promise<Told> => {
      const [channels, queues] = await Promise.all([askList(client, askChannels()), askList(client, askQueues())]);
      const entries = queues.ok ? queues.value.flatMap((item) => (item.kind === 'entry' ? item.uniqueid : [])) : [];
      return {
        road: roadNames[at] ?? '',
        channels: channels.ok ? channels.value.map(({ uniqueid }) => uniqueid).toSorted() : [],
        waiting: entries.toSorted(),
      };
    });
    const told = await Promise.all(byAmi);
    if (ari === null) return told;
    const channels = await ari.channels();
    const ids = channels.ok ? channels.value.map(({ id }) => id).toSorted() : [];
    return [...told, { road: 'ARI', channels: ids, waiting: null }];
  }

  /** What rang when the PBX was killed rings no more, and who calls now pops once. */
  async #desk(): Promise<void> {
    const { desk } = this.#all;
    await desk.until(({ calls }) => calls.every(({ phase }) => phase === 'ended'), patience);
    const number = `1555125${String(this.#restarts).padStart(4, '0')}`;
    const caller = await this.#pbx.callIn({ to: '1001', name: 'Ann Client', number });
    await desk.call(({ phase, party }) => phase === 'ringing' && party.number?.raw === number, patience);
    await caller.hangUp();
    const { calls } = await desk.until((view) => view.calls.every(({ phase }) => phase === 'ended'), patience);
    const cards = calls.filter(({ party }) => party.number?.raw === number);
    if (cards.length > 1) throw new Error(`${cards.length} cards for one caller: ${JSON.stringify(cards)}`);
    await Promise.all(
      calls.filter(({ can }) => can.includes('dismiss')).map(({ id }) => desk.bridge.request.dismiss({ call: id })),
    );
  }
}

function same(what: string, told: readonly string[], truth: readonly string[]): void {
  if (told.join() !== truth.join()) throw new Error(`${what}: told ${told.join()}, in truth ${truth.join()}`);
}
