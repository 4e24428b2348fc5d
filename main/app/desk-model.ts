import type { DeskView, LinkName, PastCall, RehearsalKind } from '../../preload/contract/views.ts';
import type { Clock } from '../base/clock.ts';
import { DisposableStore } from '../base/disposable.ts';
import { Emitter } from '../base/emitter.ts';
import { reduceCalls } from '../calls/reduce-calls.ts';
import { type CallsState, emptyCalls } from '../calls/state.ts';
import type { CallFact } from '../facts/fact.ts';
import type { LinkState } from '../net/link-failure.ts';
import type { Settings } from '../settings/schema.ts';
import { type MailboxFact, type MailboxState, reduceMailbox, unknownMailbox } from '../voicemail/mailbox.ts';
import { buildDeskView, type DeskSources, meansOf, pastCallOf } from './desk-view.ts';
import { Operations } from './operations.ts';
import type { Surroundings } from './transfers/surroundings.ts';

/** Rows of today kept in memory; the history of months has a store of its own. */
const todayKept = 200;

export interface DeskModelOptions {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly rehearsals: readonly RehearsalKind[];
  /** Pairs, parking and what they allow. */
  readonly surroundings: Surroundings;
}

/** Where facts meet the model and the model becomes views. Holds state and does no I/O. */
export class DeskModel {
  readonly operations: Operations;
  readonly #options: DeskModelOptions;
  readonly #open = new DisposableStore();
  readonly #views = this.#open.add(new Emitter<DeskView>());
  readonly onDidChangeView = this.#views.event;
  readonly #startedAt: number;
  #calls: CallsState = emptyCalls;
  #mailbox: MailboxState = unknownMailbox;
  #links: DeskSources['links'];
  #audio: DeskView['audio'] = { served: false, microphone: 'unknown' };
  #today: readonly PastCall[] = [];
  #view: DeskView;
  #scheduled = false;

  constructor(options: DeskModelOptions) {
    this.#options = options;
    const { clock, settings } = options;
    this.#startedAt = clock.now();
    const idle: LinkState = { state: 'connecting', since: this.#startedAt, attempt: 0, failure: null };
    this.#links = { sip: idle, ami: settings.ami && idle, ari: settings.ari && idle };
    this.operations = new Operations(clock);
    this.#view = this.#build(0);
    this.#open.add(this.operations.onDidChange(() => this.#changed()));
    this.#open.add(options.surroundings.onDidChange(() => this.#changed()));
    this.#open.add(clock.every(1000, () => this.apply({ kind: 'tick', at: clock.now() })));
  }

  get calls(): CallsState {
    return this.#calls;
  }

  get view(): DeskView {
    return this.#view;
  }

  get means(): ReturnType<typeof meansOf> {
    return meansOf({ links: this.#links, audio: this.#audio });
  }

  apply(fact: CallFact): void {
    const before = this.#calls;
    this.#calls = reduceCalls(before, fact);
    if (this.#calls === before) return;
    if (fact.kind === 'dialog-ended') this.#remember(before);
    this.#changed();
  }

  applyMailbox(fact: MailboxFact): void {
    this.#mailbox = reduceMailbox(this.#mailbox, fact);
    this.#changed();
  }

  setLink(name: LinkName, state: LinkState): void {
    this.#links = { ...this.#links, [name]: state };
    this.#changed();
  }

  setAudio(audio: Partial<DeskView['audio']>): void {
    this.#audio = { ...this.#audio, ...audio };
    this.#changed();
  }

  dispose(): void {
    this.#open.dispose();
  }

  /** Each call that has just ended leaves one row. */
  #remember(before: CallsState): void {
    const { country } = this.#options.settings.numbers;
    for (const [dialog, call] of this.#calls.calls) {
      if (call.phase !== 'ended' || before.calls.get(dialog)?.phase === 'ended') continue;
      this.#today = [pastCallOf(call, country, this.#options.surroundings.endedAs(call)), ...this.#today].slice(
        0,
        todayKept,
      );
    }
  }

  /** Facts come in bursts (an answer is five of them): one view a turn is enough for any eye. */
  #changed(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#view = this.#build(this.#view.revision + 1);
      this.#views.emit(this.#view);
    });
  }

  #build(revision: number): DeskView {
    return buildDeskView({
      settings: this.#options.settings,
      calls: this.#calls,
      mailbox: this.#mailbox,
      links: this.#links,
      operations: this.operations,
      surroundings: this.#options.surroundings,
      today: this.#today,
      audio: this.#audio,
      rehearsals: this.#options.rehearsals,
      startedAt: this.#startedAt,
      revision,
    });
  }
}
