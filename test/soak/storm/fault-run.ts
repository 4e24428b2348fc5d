import { setTimeout as delay } from 'node:timers/promises';
import type { SipDialog } from '../../../main/sip/phone.ts';
import { PhoneBench } from '../../integration/sip/phone-bench.ts';
import type { Pbx, SipInboundCall } from '../../pbx/pbx.ts';
import { MemoryJournal } from '../../support/memory-journal.ts';
import { moreThan, openNow } from '../restarts/left-open.ts';

export interface FaultRunOptions {
  readonly pbx: Pbx;
  /** 0 to 1, from a seed: the same seed does the same things. */
  readonly random: () => number;
  readonly log: (line: string) => void;
  /** Asked before each; gets what there has been so far. */
  readonly goesOn: (sofar: { readonly faults: number; readonly calls: number }) => boolean;
}

export interface FaultFigures {
  readonly faults: number;
  readonly calls: number;
  readonly rescued: number;
  readonly by: Readonly<Record<string, number>>;
  /** Open in this process at the end, with nobody on the line, beyond what was open after the first faults; by kind. */
  readonly leaked: readonly string[];
}

/** So many callers at once are enough to meet each other. */
const mostCalls = 3;
/** As likely as two other things: a fifth of what happens has to be somebody who calls. */
const comings = [1, 2] as const;
/** So often a caller may find the contact gone, one time after another. */
const mostTries = 3;
/** After so many everything has been there once that stays open. */
const settledAfter = 50;

/** SIP.js keeps a transaction for 32 s (RFC 3261, timers B to J), ms. */
const timersRunOut = 33_000;

/** A desk is exact within this time after the last thing that happened to it, ms. */
const settlesWithin = 12_000;
/** A process that was given no processor for all that time has not looked: so often it does at least. */
const leastLooks = 100;

/** So long the PBX lists no channel of a call before that is believed, ms: one that is taken up gets another. */
const goneAfter = 1_000;

/**
 * A softphone to which everything happens that can: its connection breaks, its page goes, it dies and is started again,
 * the PBX hangs for a moment, callers come and go meanwhile. After each fault what it tells must be what AMI sees: no
 * call that is not there, no channel that nobody owns.
 */
export class FaultRun {
  readonly #options: FaultRunOptions;
  #journal = new MemoryJournal();
  #bench: PhoneBench;
  readonly #callers = new Set<SipInboundCall>();
  readonly #by: Record<string, number> = {};
  #calls = 0;
  #rescued = 0;
  /** Calls the PBX lists no channel of, by the Call-ID that carries them, and since when. */
  #missing: ReadonlyMap<string, number> = new Map();

  constructor(options: FaultRunOptions) {
    this.#options = options;
    this.#bench = this.#start();
  }

  async run(): Promise<FaultFigures> {
    const { goesOn, log } = this.#options;
    let faults = 0;
    let settled = openNow();
    while (goesOn({ faults, calls: this.#calls })) {
      // oxlint-disable-next-line no-await-in-loop -- one thing after the other
      const what = await this.#somethingHappens();
      this.#by[what] = (this.#by[what] ?? 0) + 1;
      faults += 1;
      // oxlint-disable-next-line no-await-in-loop -- as above
      await this.#isExact(`${faults}: ${what}`);
      // oxlint-disable-next-line no-await-in-loop -- as above
      if (faults === settledAfter) settled = await this.#openAtRest();
      if (faults % 50 === 0) log(`${faults} faults, ${this.#calls} calls, ${this.#rescued} taken up again`);
    }
    const leaked = faults < settledAfter ? [] : moreThan(settled, await this.#openAtRest());
    await this.#everybodyGoes();
    await this.#bench.phone.stop(2_000);
    await this.#options.pbx.truth.noChannelsWithin(5_000);
    if (this.#journal.now.length > 0) throw new Error('the journal still holds calls');
    return { faults, calls: this.#calls, rescued: this.#rescued, by: this.#by, leaked };
  }

  async #everybodyGoes(): Promise<void> {
    await Promise.all([...this.#callers].map((caller) => caller.hangUp()));
    await this.#isExact('everybody hung up');
    const held = this.#bench.media.open;
    if (held.length > 0) throw new Error(`the page still holds the audio of ${held.length} calls that are over`);
  }

  /** What this process holds while nobody is on the line, once the timers of the last calls have run out. */
  async #openAtRest(): Promise<ReadonlyMap<string, number>> {
    await this.#everybodyGoes();
    await delay(timersRunOut);
    return openNow();
  }

  #start(): PhoneBench {
    const bench = new PhoneBench(this.#options.pbx, '1001', { journal: this.#journal });
    bench.phone.start();
    return bench;
  }

  async #somethingHappens(): Promise<string> {
    const calls = this.#established();
    const choices: readonly (readonly [string, boolean, () => Promise<void>])[] = [
      ...comings.map(
        () => ['a caller comes and is answered', this.#callers.size < mostCalls, () => this.#answer()] as const,
      ),
      ['the connection breaks', true, async () => this.#bench.cut()],
      ['it dies and is started again', true, async () => this.#crash()],
      ['its page is another one', calls.length > 0, async () => this.#bench.media.reload()],
      ['it dies just as its page goes', calls.length > 0, async () => this.#crashWithPage()],
      ['the PBX hangs for a while', true, () => this.#pbxHangs()],
      ['a caller hangs up', this.#callers.size > 0, () => this.#callerGoes()],
      ['a caller hangs up while it is dead', this.#callers.size > 0, () => this.#callerGoesUnheard()],
      ['a call is held or resumed', calls.length > 0, () => this.#turnHold(calls)],
      ['a call is hung up', calls.length > 0, () => this.#hangUp(calls)],
      ['a call is hung up without a connection', calls.length > 0, () => this.#hangUpOffline(calls)],
    ];
    const possible = choices.filter(([, can]) => can);
    const [what, , run] = possible[Math.floor(this.#options.random() * possible.length)] ?? choices[1] ?? [];
    if (what === undefined || run === undefined) throw new Error('nothing can happen');
    await run();
    return what;
  }

  #established(): readonly SipDialog[] {
    const last = new Map(this.#bench.dialogs.map((dialog) => [dialog.callId, dialog]));
    return [...last.values()].filter(({ phase }) => phase === 'established');
  }

  async #answer(): Promise<void> {
    await this.#bench.until(() => this.#bench.phone.link.state === 'up', settlesWithin);
    const { caller, ringing } = await this.#somebodyRings();
    await this.#bench.phone.answer(ringing.callId);
    await caller.answered;
    this.#callers.add(caller);
    void caller.sipEnded.then(() => this.#callers.delete(caller));
  }

  /** A contact that is dropped as the call comes is none to ring: whoever called does so again. */
  async #somebodyRings(tries = 1): Promise<{ readonly caller: SipInboundCall; readonly ringing: SipDialog }> {
    await this.#isReachable();
    const known = new Set(this.#bench.dialogs.map(({ callId }) => callId));
    const number = `1555123${String(this.#calls).padStart(4, '0')}`;
    const caller = await this.#options.pbx.callIn({ to: '1001', name: 'Ann Client', number, via: 'sip' });
    this.#calls += 1;
    try {
      const ringing = await this.#bench.dialog(({ phase, callId }) => phase === 'incoming' && !known.has(callId));
      return { caller, ringing };
    } catch (error) {
      if (tries === mostTries) throw error;
    }
    await caller.hangUp();
    return this.#somebodyRings(tries + 1);
  }

  /**
   * Asterisk 16 drops the contacts of all when the WebSocket of one closes (res_pjsip_registrar.c), our last one's perhaps
   * after the next one has registered. A desk hears of it by its hint and registers again (main/app/watch-reach.ts).
   */
  async #isReachable(): Promise<void> {
    const deadline = performance.now() + settlesWithin;
    const isListed = async (): Promise<boolean> =>
      (await this.#options.pbx.cli('pjsip show contacts')).includes('1001/sip:');
    // oxlint-disable-next-line no-await-in-loop -- looks again until it is so
    while (!(await isListed())) {
      if (performance.now() > deadline) throw new Error('the PBX lists no contact of the phone');
      void this.#bench.phone.registerAgain();
      // oxlint-disable-next-line no-await-in-loop -- as above
      await delay(500);
    }
  }

  #crash(): void {
    this.#rescued += this.#established().length;
    this.#journal = this.#journal.found();
    this.#bench.cut();
    this.#bench.dispose();
    this.#bench = this.#start();
  }

  #crashWithPage(): void {
    this.#bench.media.reload();
    this.#crash();
  }

  async #pbxHangs(): Promise<void> {
    const { pbx, random } = this.#options;
    pbx.pause();
    await delay(200 + random() * 4_000);
    pbx.unpause();
  }

  async #callerGoes(): Promise<void> {
    await [...this.#callers][0]?.hangUp();
  }

  async #callerGoesUnheard(): Promise<void> {
    const [caller] = this.#callers;
    this.#journal = this.#journal.found();
    this.#bench.cut();
    this.#bench.dispose();
    await caller?.hangUp();
    this.#bench = this.#start();
  }

  async #turnHold([call]: readonly SipDialog[]): Promise<void> {
    if (call === undefined) return;
    const { phone } = this.#bench;
    // It may be refused: what counts is that it is told as it is.
    await (call.held ? phone.resume(call.callId) : phone.hold(call.callId));
  }

  async #hangUp([call]: readonly SipDialog[]): Promise<void> {
    if (call !== undefined) await this.#bench.phone.hangUp(call.callId);
  }

  async #hangUpOffline(calls: readonly SipDialog[]): Promise<void> {
    this.#bench.cut();
    await this.#hangUp(calls);
  }

  /** What is told is what is so: each dialog has its channel, and each channel its dialog. */
  async #isExact(after: string): Promise<void> {
    const deadline = performance.now() + settlesWithin;
    for (let looks = 1; ; looks++) {
      // oxlint-disable-next-line no-await-in-loop -- looks again until it is so
      const wrong = await this.#difference();
      if (wrong === null) return;
      if (performance.now() > deadline && looks > leastLooks) {
        throw new Error(`after fault ${after}: ${wrong}\n${this.#bench.logged.slice(-40).join('\n')}`);
      }
      // oxlint-disable-next-line no-await-in-loop -- as above
      await delay(50);
    }
  }

  async #difference(): Promise<string | null> {
    const { truth } = this.#options.pbx;
    if (this.#bench.phone.link.state !== 'up') return 'the line is not up';
    const mine = (await truth.channels()).filter((channel) => channel['Channel']?.startsWith('PJSIP/1001-'));
    const callIds = await Promise.all(mine.map(async (channel) => this.#callIdOf(channel['Channel'] ?? '')));
    const told = this.#established().map(({ callId }) => String(this.#bench.phone.carrierOf(callId)));
    const here = callIds.filter((callId) => callId !== null).toSorted();
    this.#tellsWhatIsGone(here);
    if (JSON.stringify(here) === JSON.stringify(told.toSorted())) return null;
    return `${here.length} channels and ${told.length} calls, not the same`;
  }

  /**
   * As a desk does that hears of its channels by AMI or ARI (main/app/watch-rings.ts). By SIP alone it can take 32 s: while
   * an INVITE transaction is open in the dialog, Asterisk keeps its BYE back (res_pjsip_session.c,
   * `ast_sip_session_terminate`), and PJSIP answers ours with 491.
   */
  #tellsWhatIsGone(here: readonly string[]): void {
    const now = performance.now();
    const { phone } = this.#bench;
    const gone = this.#established().filter(({ callId }) => !here.includes(String(phone.carrierOf(callId))));
    const before = this.#missing;
    this.#missing = new Map(
      gone.map(({ callId }) => {
        const carrier = String(phone.carrierOf(callId));
        return [carrier, before.get(carrier) ?? now];
      }),
    );
    for (const { callId } of gone) {
      if (now - (this.#missing.get(String(phone.carrierOf(callId))) ?? now) >= goneAfter) phone.channelGone(callId);
    }
  }

  async #callIdOf(Channel: string): Promise<string | null> {
    const asked = this.#options.pbx.truth.action({ Action: 'Getvar', Channel, Variable: 'CHANNEL(pjsip,call-id)' });
    return asked.then(({ Value }) => Value ?? null).catch(() => null);
  }
}
