import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright';
import { Desk } from '../../e2e/support/desk-page.ts';
import { heardInPage } from '../../e2e/support/hearing.ts';
import { type Host, startHost } from '../../e2e/support/host.ts';
import type { Goodbyes } from '../../pbx/goodbyes.ts';
import type { Pbx, SipInboundCall } from '../../pbx/pbx.ts';
import { Ear } from '../../support/ear.ts';
import { Road } from '../../support/relay/road.ts';
import { Eye } from './eye.ts';
import { queue, resetQueue } from './queue-says.ts';

/** What the agent's microphone hears, and what a customer sounds like, Hz. */
export const voice = 1_000;
export const customerTone = 440;

export const ann = { name: 'Ann Client', number: '+12125550142' } as const;

export interface StageParts {
  readonly pbx: Pbx;
  readonly browser: Browser;
  readonly random: () => number;
  /** Of the stages before. */
  readonly goodbyes: Goodbyes;
}

/** How the customer comes: straight to the agent, or by a queue. */
export type Origin = 'direct' | 'queue';

/** One desk behind a road of its own, in a real browser, and the one customer who calls it. */
export class Stage {
  readonly pbx: Pbx;
  readonly road: Road;
  readonly eye: Eye;
  readonly #dials: string;
  readonly #goodbyes: Goodbyes;
  #host: Host;
  #page: Page;
  #caller: SipInboundCall | null = null;
  #ear: Ear | null = null;

  static async open(parts: StageParts, origin: Origin = 'direct'): Promise<Stage> {
    const { pbx, browser, random, goodbyes } = parts;
    const road = await Road.open(pbx, random);
    const host = await startHost(road.profile(pbx.profileFor('1001')));
    const page = await openPage(await browser.newContext({ viewport: { width: 420, height: 760 } }), host);
    const stage = new Stage({ pbx, goodbyes, road, host, page, origin });
    await stage.ringsHere(40_000);
    if (origin === 'queue') await resetQueue(pbx);
    return stage;
  }

  private constructor(parts: {
    readonly pbx: Pbx;
    readonly goodbyes: Goodbyes;
    readonly road: Road;
    readonly host: Host;
    readonly page: Page;
    readonly origin: Origin;
  }) {
    this.pbx = parts.pbx;
    this.#goodbyes = parts.goodbyes;
    this.road = parts.road;
    this.#host = parts.host;
    this.#page = parts.page;
    this.#dials = parts.origin === 'queue' ? queue.number : '1001';
    this.eye = new Eye(() => this.#page);
  }

  get desk(): Desk {
    return new Desk(this.#page, this.#host);
  }

  get caller(): SipInboundCall {
    if (this.#caller === null) throw new Error('nobody has called yet');
    return this.#caller;
  }

  get ear(): Ear {
    if (this.#ear === null) throw new Error('nobody has called yet');
    return this.#ear;
  }

  get log(): string {
    return this.#host.log();
  }

  async callIn(): Promise<void> {
    await this.#goodbyes.nobodyIsLetGo();
    await this.#hasContact();
    this.#caller = await this.pbx.callIn({ to: this.#dials, ...ann, via: 'sip' });
    this.#ear = new Ear(this.#caller, voice);
    // A card ignores keys until it has been seen for 300 ms.
    await this.#page.locator('article[data-phase="ringing"][data-takes-keys="true"]').waitFor({ timeout: 30_000 });
  }

  /** The PBX has where to ring us: after it let go of somebody else's socket the desk registers anew by itself. */
  async #hasContact(): Promise<void> {
    const until = performance.now() + 20_000;
    // oxlint-disable-next-line no-await-in-loop -- asks again until it is so
    while (!(await this.pbx.cli('pjsip show contacts')).includes('1001/sip:')) {
      if (performance.now() > until) throw new Error('the PBX has no contact of 1001');
      // oxlint-disable-next-line no-await-in-loop -- as above
      await delay(50);
    }
  }

  /** The strip's own word: a call would ring here now. */
  ringsHere(timeout: number): Promise<void> {
    return this.#page.getByRole('img', { name: 'Calls ring here' }).waitFor({ timeout });
  }

  /** The page goes, as a crash, and another one comes. */
  async killPage(): Promise<void> {
    // The next one is in the same window, which alone may come in.
    const window = this.#page.context();
    await this.#page.close();
    this.#page = await openPage(window, this.#host);
  }

  /** SIGKILL; the page lives on and finds the next main. */
  async killMain(): Promise<void> {
    await this.#host.kill();
    this.#host = await this.#host.again();
  }

  /** Whether the agent hears the customer, or whoever else sounds like that; looked at for about a second. */
  async agentHears(): Promise<boolean> {
    return (await heardInPage(this.#page, customerTone)) > -40;
  }

  /** Whether the customer has hung up, or was. */
  async isCustomerGone(): Promise<boolean> {
    return Promise.race([this.caller.sipEnded.then(() => true), delay(0, false)]);
  }

  async close(): Promise<void> {
    this.eye.close();
    this.#ear?.close();
    await this.#page.context().close();
    await this.#goodbyes.during(() => this.#host.stop());
    this.road.close();
    // A PBX that was restarted knows nothing of them.
    for (const caller of this.pbx.sipCallers) caller.abandon();
    const channels = await this.pbx.truth.channels();
    const ends = channels.map(({ Channel = '' }) =>
      this.pbx.truth.action({ Action: 'Hangup', Channel }).catch(() => 'gone already'),
    );
    await Promise.all(ends);
    await this.pbx.truth.noChannelsWithin(20_000);
  }
}

async function openPage(window: BrowserContext, host: Host): Promise<Page> {
  const page = await window.newPage();
  await page.goto(host.address, { waitUntil: 'commit' });
  return page;
}
