import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import type { Call, CallKey } from '../../calls/call.ts';
import type { CallsState } from '../../calls/state.ts';
import { HttpLookup } from '../../lookup/http-lookup.ts';
import type { OffhookOptions } from '../offhook.ts';
import type { RequestHandlers } from '../serve-page.ts';
import type { Surroundings } from '../transfers/surroundings.ts';
import { Callers, type Stores } from './callers.ts';
import { ContactCommands } from './contact-commands.ts';
import { HistoryCommands } from './history-commands.ts';
import { LinkKeeper } from './link-keeper.ts';

/** The page is told when the next call-back is due, though nothing else happens. */
const looksEvery = 15_000;

/** What this desk keeps: people, calls, and who is to be called back. */
export class Kept implements Disposable {
  readonly callers: Callers;
  readonly #open = new DisposableStore();
  readonly #changed = this.#open.add(new Emitter<void>());
  readonly onDidChange = this.#changed.event;
  readonly #history: HistoryCommands;
  readonly #links: LinkKeeper;
  readonly #marks: boolean;
  readonly #contacts: ContactCommands;

  constructor(
    options: OffhookOptions,
    stores: Stores | null,
    surroundings: Pick<Surroundings, 'noteOf' | 'endedAs'>,
    isKept: (call: Call) => boolean = () => true,
  ) {
    const { settings, folder, clock } = options;
    this.#marks = settings.history.dispositions.length > 0;
    const mine = { country: settings.numbers.country, agent: settings.agent.name, clock };
    this.#links = new LinkKeeper({ settings, opener: options.opener ?? null, log: options.log.child('links') });
    this.callers = this.#open.add(
      new Callers({
        ...{ ...mine, stores, settings, links: this.#links, isKept },
        lookup: lookupOf(options),
        noteOf: (call) => surroundings.noteOf(call),
        endedAs: (call) => surroundings.endedAs(call),
      }),
    );
    this.#contacts = new ContactCommands({ directory: stores?.directory ?? null, folder, clock });
    this.#history = new HistoryCommands({ ...mine, history: stores?.history ?? null, folder });
    this.#open.add(this.callers.onDidChange(() => this.#changed.emit()));
    this.#open.add(this.#history.onDidChange(() => this.#changed.emit()));
    this.#open.add(clock.every(looksEvery, () => this.callBacks.length > 0 && this.#changed.emit()));
  }

  get callBacks() {
    return this.#history.callBacks;
  }

  /** How a call that is over was marked; null: it was not. */
  markOf(key: CallKey): string | null {
    return this.#history.markOf(this.callers.rowOf(key));
  }

  /** Whether a call can be marked: it has a row in the history, and the settings name marks. */
  canMark(key: CallKey): boolean {
    return this.#marks && this.callers.rowOf(key) !== '';
  }

  /** What a page may ask of it. */
  handlers(calls: () => CallsState) {
    const history = this.#history;
    return {
      openLink: ({ call, label }) => this.#links.open(call as string as CallKey, label, calls()),
      tryLink: ({ label }) => this.#links.tryOut(label),
      previewLink: (link) => this.#links.preview(link),
      history: (query) => history.list(query),
      historyRowOf: ({ call }) => ({ row: this.callers.rowOf(call as string as CallKey) || null }),
      historyNote: (note) => history.note(note),
      setDisposition: (wish) => history.disposition(wish),
      exportHistory: () => history.export(),
      planCallBack: (wish) => history.plan(wish),
      callBackDone: (which) => history.callBackDone(which),
      ...this.#contacts.handlers(),
    } satisfies Partial<RequestHandlers>;
  }

  dispose(): void {
    this.#open.dispose();
  }
}

const lookupOf = ({ settings, secrets, clock, log }: OffhookOptions): HttpLookup | null =>
  settings.lookup === null
    ? null
    : new HttpLookup({
        settings: settings.lookup,
        secret: secrets.lookupSecret ?? null,
        clock,
        log: log.child('lookup'),
      });
