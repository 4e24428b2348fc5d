import type { CallContext } from '../../../preload/contract/context.ts';
import type { CallNote, Party } from '../../../preload/contract/views.ts';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import type { Call, CallKey } from '../../calls/call.ts';
import { callStack, findCall } from '../../calls/select-calls.ts';
import { type CallsState, emptyCalls } from '../../calls/state.ts';
import type { Contact } from '../../directory/contact.ts';
import type { ContactDirectory } from '../../directory/open-directory.ts';
import type { History } from '../../history/open-history.ts';
import type { HttpLookup } from '../../lookup/http-lookup.ts';
import type { CallValues } from '../../lookup/template.ts';
import type { Settings } from '../../settings/schema.ts';
import { callValues } from './call-values.ts';
import { CallerContext } from './caller-context.ts';
import { HistoryKeeper } from './history-keeper.ts';
import type { LinkKeeper } from './link-keeper.ts';

/** The directory and the history, where the profile has a folder for them. */
export interface Stores {
  readonly directory: ContactDirectory;
  readonly history: History;
}

export interface CallersOptions {
  readonly stores: Stores | null;
  readonly country: string;
  /** Mine. */
  readonly agent: string;
  readonly clock: Clock;
  readonly noteOf: (call: Call) => CallNote | null;
  readonly endedAs: (call: Call) => string | null;
  readonly settings: Settings;
  /** Null: no web service is set up. */
  readonly lookup: HttpLookup | null;
  readonly links: LinkKeeper;
  /** Whether a call is one with somebody, and so a row of the history. */
  readonly isKept: (call: Call) => boolean;
}

/** Who is calling, as far as this desk has kept anything of them. */
export class Callers implements Disposable {
  readonly #open = new DisposableStore();
  readonly #context: CallerContext;
  readonly #keeper: HistoryKeeper | null;

  readonly #links: LinkKeeper;
  readonly #isKept: (call: Call) => boolean;
  #state: CallsState = emptyCalls;

  constructor({ stores, country, agent, clock, noteOf, endedAs, settings, lookup, links, isKept }: CallersOptions) {
    this.#links = links;
    this.#isKept = isKept;
    this.#context = this.#open.add(
      new CallerContext({
        ...{ directory: stores?.directory ?? null, history: stores?.history ?? null, country, agent },
        rowOf: (key) => this.#keeper?.rowOf(key) ?? '',
        linksOf: (call) => links.offered(call, this.#state),
        look: lookup === null ? null : (key) => lookup.look(this.#valuesOf(key, settings)),
      }),
    );
    this.#keeper =
      stores === null
        ? null
        : this.#open.add(
            new HistoryKeeper({
              ...{ history: stores.history, country, agent, clock, noteOf, endedAs },
              personOf: (key) => this.#context.personOf(key),
            }),
          );
    this.onDidChange = this.#context.onDidChange;
  }

  /** More is known of a caller. */
  readonly onDidChange: CallerContext['onDidChange'];

  see(state: CallsState): void {
    this.#state = state;
    const calls = this.#kept();
    this.#keeper?.name(calls);
    this.#context.see(calls);
    this.#links.see(state);
  }

  /** Writes what was seen into the history: when it has been shown, so that no caller is shown later for it. */
  keep(): void {
    const { records } = this.#state;
    this.#keeper?.write(this.#kept(), (key) => records.get(key)?.absorbed ?? []);
  }

  #kept(): readonly Call[] {
    return callStack(this.#state).filter((call) => this.#isKept(call));
  }

  contextOf(call: Call): CallContext | null {
    return this.#context.of(call);
  }

  /** The row of a call in the history; empty: it has none. */
  rowOf(key: CallKey): string {
    return this.#keeper?.rowOf(key) ?? '';
  }

  personOf(key: CallKey): Contact | null {
    return this.#context.personOf(key);
  }

  #valuesOf(key: CallKey, settings: Settings): CallValues {
    const call = findCall(this.#state, key)?.call;
    return call === undefined ? noValues : callValues(call, this.#state, settings);
  }

  dispose(): void {
    this.#open.dispose();
  }
}

const noValues: CallValues = {
  e164: '',
  national: '',
  name: '',
  queue: '',
  did: '',
  uniqueid: '',
  linkedid: '',
  agent: '',
  vars: {},
};

/** By the name the desk's own directory has for the number: it is ours, and the caller did not choose it. */
export const namedBy = (party: Party, person: { readonly name: string } | null): Party =>
  person === null || person.name === '' ? party : { ...party, name: person.name };
