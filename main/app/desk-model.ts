import type { AwayView } from '../../preload/contract/away.ts';
import type { LedgerLineView } from '../../preload/contract/ledger.ts';
import type { ShellView } from '../../preload/contract/shell.ts';
import type { DeskView, LinkName, PastCall, RehearsalKind } from '../../preload/contract/views.ts';
import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableStore } from '../base/disposable.ts';
import { Emitter } from '../base/emitter.ts';
import type { Hush } from '../base/hush.ts';
import type { CallKey } from '../calls/call.ts';
import type { Diagnostic } from '../calls/legs/pbx-state.ts';
import { reduceCalls, reduceEvent } from '../calls/reduce-calls.ts';
import { beginsToRing } from '../calls/select-calls.ts';
import { type CallsState, callsOf } from '../calls/state.ts';
import type { CallFact, PbxFact } from '../facts/fact.ts';
import type { LinkState } from '../net/link-failure.ts';
import { noPops, type PopState, reducePops } from '../pop/reduce-pops.ts';
import {
  type EndpointFact,
  type EndpointsLostFact,
  type EndpointsState,
  isReachable,
  noEndpoints,
  reduceEndpoints,
} from '../presence/endpoints.ts';
import type { Settings } from '../settings/schema.ts';
import {
  countsSettle,
  type MailboxFact,
  type MailboxState,
  reduceMailbox,
  unknownMailbox,
} from '../voicemail/mailbox.ts';
import type { Diversions } from './agent/diversions.ts';
import type { MyQueues } from './agent/my-queues.ts';
import type { Kept } from './context/kept.ts';
import { buildDeskView, type DeskSources, hintSettles, meansOf, pastCallOf } from './desk-view.ts';
import { ledgerOf } from './ledger-view.ts';
import type { Messages } from './messages/messages.ts';
import { Operations } from './operations.ts';
import { popSights } from './pop-sights.ts';
import type { Surroundings } from './transfers/surroundings.ts';

/** Rows of today kept in memory; the history of months has a store of its own. */
const todayKept = 200;

const lookAgainEvery = 60_000;

export interface DeskModelOptions {
  readonly settings: Settings;
  /** My phones, the softphone's first. */
  readonly endpoints?: readonly string[];
  readonly clock: Clock;
  readonly rehearsals: readonly RehearsalKind[];
  /** Pairs, parking and what they allow. */
  readonly surroundings: Surroundings;
  /** This agent in the queues; left out: nothing tells of them. */
  readonly queues?: Pick<MyQueues, 'view' | 'onDidChange'>;
  /** Do not disturb and forwarding; left out: nothing tells of them. */
  readonly diversions?: Pick<Diversions, 'view' | 'onDidChange' | 'isCode'>;
  /** What is kept of callers and calls; left out: nothing. */
  readonly kept?: Kept;
  /** What lies in mailboxes; left out: nobody asks. */
  readonly messages?: Messages;
  /** Calls of today from before; left out: none. */
  readonly today?: readonly PastCall[];
  /** Begins with each call that begins to ring; left out: the PBX is read on at once. */
  readonly hush?: Hush;
}

/** Where facts meet the model and the model becomes views. Holds state and does no I/O. */
export class DeskModel {
  readonly operations: Operations;
  readonly #options: DeskModelOptions;
  readonly #open = new DisposableStore();
  readonly #views = this.#open.add(new Emitter<DeskView>());
  readonly onDidChangeView = this.#views.event;
  readonly #startedAt: number;
  readonly #doubts = this.#open.add(new Emitter<void>());
  /** The model has a question to the PBX. */
  readonly onDidAsk = this.#doubts.event;
  readonly #diagnoses = this.#open.add(new Emitter<Diagnostic>());
  /** The PBX said what cannot be so: a forged hangup, a channel after its end. */
  readonly onDidDiagnose = this.#diagnoses.event;
  #calls: CallsState;
  #pops: PopState = noPops;
  #mailbox: MailboxState = unknownMailbox;
  #endpoints: EndpointsState = noEndpoints;
  #links: DeskSources['links'];
  #audio: DeskView['audio'] = { served: false, microphone: 'unknown' };
  #clockAhead: number | null = null;
  #today: readonly PastCall[] = [];
  #away: AwayView | null = null;
  #shell: ShellView = { globalKeys: [], dialAsked: null };
  readonly #visitsOf = new Map<CallKey, number>();
  #view: DeskView;
  #scheduled = false;
  /** Somebody began to ring: the next view is the one that says so. */
  #isFirstSign = false;
  #heldView: Disposable | null = null;
  #hintSettles: Disposable | null = null;
  #countsSettle: Disposable | null = null;
  #listedAt: number | null = null;

  constructor(options: DeskModelOptions) {
    this.#options = options;
    const { clock, settings, endpoints = [] } = options;
    this.#calls = callsOf(endpoints);
    this.#startedAt = clock.now();
    const idle: LinkState = { state: 'connecting', since: this.#startedAt, attempt: 0, failure: null };
    this.#links = { sip: idle, ami: settings.ami && idle, ari: settings.ari && idle };
    this.operations = new Operations(clock);
    this.#today = options.today ?? [];
    this.#view = this.#build(0);
    this.#open.add(this.operations.onDidChange(() => this.#changed()));
    this.#open.add(
      options.surroundings.onDidChange(() => {
        // Notes are written as they are typed.
        options.kept?.callers.see(this.#calls);
        this.#changed();
      }),
    );
    for (const part of [options.kept, options.messages, options.queues, options.diversions])
      if (part !== undefined) this.#open.add(part.onDidChange(() => this.#changed()));
    // Whether a call would ring here is looked at again though nothing was told.
    this.#open.add(clock.every(lookAgainEvery, () => this.#changed()));
    this.#open.add(clock.every(1000, () => this.apply({ kind: 'tick', at: clock.now() })));
  }

  get calls(): CallsState {
    return this.#calls;
  }

  get view(): DeskView {
    return this.#view;
  }

  get today(): readonly PastCall[] {
    return this.#today;
  }

  /** Whether the PBX has a contact of this phone, by ARI; null: nobody tells. */
  get reachable(): boolean | null {
    return isReachable(this.#endpoints, this.#options.endpoints?.[0] ?? '');
  }

  get means(): ReturnType<typeof meansOf> {
    return meansOf({ links: this.#links, audio: this.#audio });
  }

  /** When a road that is still there last listed all channels, ms since 1970; null: none has. */
  get listedAt(): number | null {
    return this.#listedAt;
  }

  apply(fact: CallFact): void {
    if (fact.kind === 'snapshot') this.#listedAt = fact.at;
    else if (fact.kind === 'source-lost') this.#listedAt = null;
    this.#become(reduceCalls(this.#calls, fact), fact.at);
  }

  /** What one event of the PBX says. */
  applyEvent(facts: readonly PbxFact[]): void {
    const last = facts.at(-1);
    if (last === undefined) return;
    this.#become(reduceEvent(this.#calls, facts), last.at);
  }

  /** All slots anew. */
  #become(calls: CallsState, at: number): void {
    const before = this.#calls;
    this.#calls = calls;
    if (this.#calls.pbx.asks !== before.pbx.asks) this.#doubts.emit();
    if (this.#calls.pbx.diagnostics !== before.pbx.diagnostics) this.#diagnose(before);
    // Most of what a PBX says is about others' calls, and changes nothing here.
    if (this.#calls.records === before.records) return;
    if (beginsToRing(before, calls)) this.#rings();
    this.#options.kept?.callers.see(this.#calls);
    this.#options.messages?.see([...this.#calls.records.values()].flatMap(({ call }) => call ?? []));
    this.#remember(before);
    this.#pops = reducePops(this.#pops, popSights(this.#calls), at);
    this.#changed();
  }

  /** Why a call is shown as it is. */
  ledger(call: CallKey): LedgerLineView[] {
    return ledgerOf(this.#calls, this.#pops, call, this.#options.settings.numbers.country);
  }

  applyMailbox(fact: MailboxFact): void {
    this.#mailbox = reduceMailbox(this.#mailbox, fact);
    this.#changed();
    if (this.#mailbox.differSince === null) return;
    this.#countsSettle?.dispose();
    this.#countsSettle = this.#options.clock.after(countsSettle, () => this.#changed());
  }

  /** Whether the PBX has a contact for a phone. */
  applyEndpoint(fact: EndpointFact | EndpointsLostFact): void {
    this.#endpoints = reduceEndpoints(this.#endpoints, fact);
    this.#changed();
  }

  setLink(name: LinkName, state: LinkState): void {
    this.#links = { ...this.#links, [name]: state };
    this.#changed();
    // What the PBX's hint says of us counts only then.
    if (name !== 'sip') return;
    this.#hintSettles?.dispose();
    this.#hintSettles = this.#options.clock.after(hintSettles, () => this.#changed());
  }

  setAudio(audio: Partial<DeskView['audio']>): void {
    this.#audio = { ...this.#audio, ...audio };
    this.#changed();
  }

  /** What the PBX's clock says now, ms since 1970. */
  setPbxTime(now: number): void {
    this.#clockAhead = this.#options.clock.now() - now;
    this.#changed();
  }

  setAway(away: AwayView | null): void {
    this.#away = away;
    this.#changed();
  }

  get shell(): ShellView {
    return this.#shell;
  }

  /** What the host around the pages does. */
  setShell(shell: Partial<ShellView>): void {
    this.#shell = { ...this.#shell, ...shell };
    this.#changed();
  }

  dispose(): void {
    this.#heldView?.dispose();
    this.#hintSettles?.dispose();
    this.#countsSettle?.dispose();
    this.#open.dispose();
  }

  #diagnose(before: CallsState): void {
    for (const found of this.#calls.pbx.diagnostics) {
      if (!before.pbx.diagnostics.includes(found)) this.#diagnoses.emit(found);
    }
  }

  /** A call leaves one row however often it ends; what is learnt of its end afterwards is written into it. */
  #remember(before: CallsState): void {
    const { country } = this.#options.settings.numbers;
    for (const [key, { call }] of this.#calls.records) {
      if (call?.phase !== 'ended' || before.records.get(key)?.call === call) continue;
      const { surroundings, kept, messages, diversions } = this.#options;
      // Listening to a mailbox or to a colleague is no call with anybody, nor is a feature code.
      if (messages?.heardBy(call) !== undefined || diversions?.isCode(call) === true) continue;
      if (surroundings.listenedTo(call) !== null) continue;
      const row = pastCallOf(call, country, surroundings.endedAs(call), kept?.callers.personOf(key) ?? null);
      const known = this.#today.findIndex((each) => each.id === row.id);
      const again = call.visits.length > (this.#visitsOf.get(key) ?? 0);
      this.#visitsOf.set(key, call.visits.length);
      this.#today =
        known >= 0 && !again
          ? this.#today.with(known, row)
          : [row, ...this.#today.filter((each) => each.id !== row.id)];
    }
    // A card that became part of another call has its row there.
    const absorbed = new Set<string>([...this.#calls.records.values()].flatMap((record) => record.absorbed));
    this.#today = this.#today.filter((row) => !absorbed.has(row.id)).slice(0, todayKept);
    for (const key of this.#visitsOf.keys()) {
      if (!this.#today.some((row) => row.id === (key as string))) this.#visitsOf.delete(key);
    }
  }

  /** Facts come in bursts (an answer is five of them): one view a turn is enough for any eye. */
  #changed(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const { hush } = this.#options;
    if (hush?.on === true && !this.#isFirstSign) this.#heldView = hush.onceOver(() => this.#show());
    else queueMicrotask(() => this.#show());
  }

  /** Whoever rings is shown first, and the rest of what is told of them in a view of its own. */
  #rings(): void {
    const { hush } = this.#options;
    if (hush === undefined || hush.on) return;
    this.#isFirstSign = true;
    hush.begin();
  }

  #show(): void {
    this.#scheduled = this.#isFirstSign = false;
    this.#view = this.#build(this.#view.revision + 1);
    this.#views.emit(this.#view);
    const { hush, kept } = this.#options;
    const keep = (): void => kept?.callers.keep();
    if (hush === undefined) keep();
    else hush.outside(keep);
  }

  #build(revision: number): DeskView {
    return buildDeskView({
      settings: this.#options.settings,
      calls: this.#calls,
      mailbox: this.#mailbox,
      reachable: this.reachable,
      links: this.#links,
      operations: this.operations,
      surroundings: this.#options.surroundings,
      kept: this.#options.kept ?? null,
      messages: this.#options.messages ?? null,
      queues: this.#options.queues?.view ?? null,
      diversions: this.#options.diversions?.view ?? null,
      away: this.#away,
      today: this.#today,
      audio: this.#audio,
      clockAhead: this.#clockAhead,
      shell: this.#shell,
      rehearsals: this.#options.rehearsals,
      startedAt: this.#startedAt,
      now: this.#options.clock.now(),
      revision,
    });
  }
}
