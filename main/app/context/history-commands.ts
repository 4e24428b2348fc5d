import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HistoryRow } from '../../../preload/contract/history.ts';
import type { Outcome, RequestInput, RequestOutput } from '../../../preload/contract/requests.ts';
import type { Clock } from '../../base/clock.ts';
import { Emitter } from '../../base/emitter.ts';
import { plainText } from '../../base/plain-text.ts';
import type { Result } from '../../base/result.ts';
import type { CallBack, KeptCall, MissedCaller } from '../../history/history-call.ts';
import type { History } from '../../history/open-history.ts';
import { readNumber } from '../../numbers/read-number.ts';
import { confirmed, refused } from '../refusals.ts';
import { dueOf } from './due.ts';

export interface HistoryCommandsOptions {
  readonly history: History | null;
  /** The profile's folder, where exports go. */
  readonly folder: string | null;
  readonly country: string;
  /** Mine. */
  readonly agent: string;
  readonly clock: Clock;
}

const rowsShown = 100;
/** More than any desk shows. */
const marksKept = 100;

/** What a person wants of the history. */
export class HistoryCommands {
  readonly #options: HistoryCommandsOptions;
  readonly #changed = new Emitter<void>();
  /** The list of call-backs is another one. */
  readonly onDidChange = this.#changed.event;
  #callBacks: readonly CallBack[] = [];
  /** By row, of calls that were marked since the start. */
  readonly #marks = new Map<string, string | null>();

  constructor(options: HistoryCommandsOptions) {
    this.#options = options;
    void options.history?.begins.then(() => this.#readCallBacks());
  }

  /** What is still to be done, the earliest first. */
  get callBacks() {
    const { country } = this.#options;
    return this.#callBacks.map(({ id, name, number, note, due }) => ({
      ...{ id, note, due },
      party: { name: name === '' ? null : name, number: readNumber(number, country) },
    }));
  }

  async list({ show, text, before }: RequestInput<'history'>): Promise<RequestOutput<'history'>> {
    const { history } = this.#options;
    if (history === null) return { rows: [] };
    const query = { text, before, most: rowsShown };
    if (show === 'missed') {
      const found = await history.store.ask('missed', query);
      return { rows: found.ok ? found.value.map((each) => this.#missedRow(each)) : [] };
    }
    const found = await history.store.ask('list', query);
    return { rows: found.ok ? found.value.map((each) => this.#row(each)) : [] };
  }

  async note({ row, text }: RequestInput<'historyNote'>): Promise<Outcome> {
    return this.#ask((history) => history.store.ask('note', { id: row, text: plainText(text, 300) }));
  }

  async disposition({ row, code }: RequestInput<'setDisposition'>): Promise<Outcome> {
    const outcome = await this.#ask((history) => history.store.ask('disposition', { id: row, code }));
    if (outcome.outcome !== 'confirmed') return outcome;
    this.#marks.set(row, code);
    for (const old of [...this.#marks.keys()].slice(0, -marksKept)) this.#marks.delete(old);
    this.#changed.emit();
    return outcome;
  }

  /** How a call of the desk was marked. */
  markOf(row: string): string | null {
    return this.#marks.get(row) ?? null;
  }

  /** `when` as people say it: `15:30`, `in 20 min`, `tomorrow 9`. */
  async plan({ name, number, note, when }: RequestInput<'planCallBack'>): Promise<RequestOutput<'planCallBack'>> {
    const due = dueOf(when, this.#options.clock.now());
    if (due === null) return refused('bad-target', when);
    const outcome = await this.#ask((history) =>
      history.store.ask('addCallBack', {
        name: plainText(name, 120),
        number: plainText(number, 60),
        note: plainText(note, 300),
        due,
      }),
    );
    await this.#readCallBacks();
    return outcome.outcome === 'confirmed' ? { outcome: 'planned', due } : outcome;
  }

  async callBackDone({ id }: RequestInput<'callBackDone'>): Promise<Outcome> {
    const at = this.#options.clock.now();
    const outcome = await this.#ask((history) => history.store.ask('callBackDone', { id, at }));
    await this.#readCallBacks();
    return outcome;
  }

  async export(): Promise<RequestOutput<'exportHistory'>> {
    const { history, folder, clock } = this.#options;
    if (history === null || folder === null) return refused('not-now');
    const text = await history.store.ask('export', undefined);
    if (!text.ok) return refused('internal', text.failure.detail);
    const stamp = new Date(clock.now()).toISOString().replaceAll(':', '-').slice(0, 19);
    return saveExport(folder, `history-${stamp}.csv`, text.value);
  }

  async #ask(ask: (history: History) => Promise<Result<unknown, { readonly detail: string }>>): Promise<Outcome> {
    const { history } = this.#options;
    if (history === null) return refused('not-now');
    const answer = await ask(history);
    return answer.ok ? confirmed : refused('internal', answer.failure.detail);
  }

  async #readCallBacks(): Promise<void> {
    const found = await this.#options.history?.store.ask('callBacks', undefined);
    if (found?.ok !== true) return;
    this.#callBacks = found.value;
    this.#changed.emit();
  }

  #row(call: KeptCall): HistoryRow {
    const { agent, country } = this.#options;
    const { id, direction, name, number, company, queue, startedAt, answeredAt, endedAt, note, disposition } = call;
    return {
      ...{ id, direction, company, queue, startedAt, note, disposition, times: 1, settled: null },
      party: { name: name === '' ? null : name, number: readNumber(number, country) },
      talkSeconds:
        answeredAt === null || endedAt === null ? null : Math.max(0, Math.round((endedAt - answeredAt) / 1000)),
      missed: direction === 'in' && answeredAt === null && endedAt !== null,
      by: call.agent === agent ? null : call.agent,
    };
  }

  #missedRow({ last, times, settled }: MissedCaller): HistoryRow {
    const by = settled?.by === this.#options.agent ? null : (settled?.by ?? null);
    return { ...this.#row(last), times, settled: settled === null ? null : { ...settled, by } };
  }
}

/** Writes a file that only its owner can read into the profile's exports, and says where it is. */
export async function saveExport(folder: string, name: string, text: string): Promise<RequestOutput<'exportHistory'>> {
  const place = join(folder, 'exports');
  const file = join(place, name);
  try {
    await mkdir(place, { recursive: true, mode: 0o700 });
    await writeFile(file, text, { mode: 0o600 });
    await chmod(file, 0o600);
    return { outcome: 'saved', file };
  } catch (error) {
    return refused('cannot-write', error instanceof Error ? error.message : String(error));
  }
}
