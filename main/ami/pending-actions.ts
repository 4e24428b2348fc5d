import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import { failed, type Result, success } from '../base/result.ts';
import type { AmiMessage } from './codec/message.ts';
import { type AmiRefusal, refusalOf } from './refusal.ts';

export type AmiAnswer = Result<AmiMessage, AmiRefusal>;
export type AmiList = Result<readonly AmiMessage[], AmiRefusal>;

type Pending = { readonly deadline: Disposable } & (
  | { readonly kind: 'answer'; readonly settle: (answer: AmiAnswer) => void }
  | {
      readonly kind: 'list';
      readonly settle: (list: AmiList) => void;
      readonly items: AmiMessage[];
      readonly onItem: OnItem | null;
    }
);

type OnItem = (item: AmiMessage) => void;

/** These lists say `Response: Error` when they are empty (apps/app_confbridge.c; main/db.c, `manager_dbget`). */
const emptyLists: ReadonlySet<string> = new Set(['No active conferences.', 'Database entry not found']);

/** The actions that wait for an answer, by ActionID. */
export class PendingActions {
  readonly #clock: Clock;
  readonly #pending = new Map<string, Pending>();
  #lists = 0;
  #answered = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether a list may be under way: its items carry the names of any events. */
  get listing(): boolean {
    return this.#lists > 0;
  }

  /** How many were answered, refusals included, so far. */
  get answered(): number {
    return this.#answered;
  }

  answer(id: string, within: number): Promise<AmiAnswer> {
    return new Promise((settle) => {
      this.#pending.set(id, { kind: 'answer', settle, deadline: this.#deadline(id, within) });
    });
  }

  /** With `onItem` the items go there as they come, and the list at the end is empty. */
  list(id: string, within: number, onItem: OnItem | null = null): Promise<AmiList> {
    this.#lists += 1;
    return new Promise((settle) => {
      this.#pending.set(id, { kind: 'list', settle, items: [], onItem, deadline: this.#deadline(id, within) });
    });
  }

  onResponse(response: AmiMessage): void {
    const id = response.get('ActionID');
    const pending = id === undefined ? undefined : this.#pending.get(id);
    if (id === undefined || pending === undefined) return;
    const refused = response.name === 'Error' ? refusalOf(response.get('Message') ?? '') : null;
    if (pending.kind === 'answer') {
      // A Command that the CLI does not know is an Error, too, but its output tells why.
      const answer = refused === null || response.get('Output') !== undefined ? success(response) : failed(refused);
      this.#forget(id, pending);
      pending.settle(answer);
      return;
    }
    if (refused !== null) {
      this.#forget(id, pending);
      pending.settle(refused.kind === 'error' && emptyLists.has(refused.message) ? success([]) : failed(refused));
    } else if (response.get('EventList')?.toLowerCase() !== 'start') {
      // Success without `EventList: start`: there is nothing to list (VoicemailUsersList, VoicemailUserStatus).
      this.#forget(id, pending);
      pending.settle(success(pending.items));
    }
  }

  /** Takes an event that belongs to a list; false: it is a live one. */
  onEvent(event: AmiMessage): boolean {
    if (this.#lists === 0) return false;
    const id = event.get('ActionID');
    const pending = id === undefined ? undefined : this.#pending.get(id);
    if (id === undefined || pending?.kind !== 'list') return false;
    if (event.get('EventList')?.toLowerCase() === 'complete') {
      this.#forget(id, pending);
      pending.settle(success(pending.items));
    } else if (pending.onItem !== null) pending.onItem(event);
    else pending.items.push(event);
    return true;
  }

  /** Ends every action that still waits. */
  end(refusal: AmiRefusal): void {
    for (const [id, pending] of this.#pending) {
      this.#forget(id, pending);
      pending.settle(failed(refusal));
    }
  }

  #deadline(id: string, within: number): Disposable {
    return this.#clock.after(within, () => {
      const pending = this.#pending.get(id);
      if (pending === undefined) return;
      this.#forget(id, pending);
      pending.settle(failed({ kind: 'timeout' }));
    });
  }

  #forget(id: string, pending: Pending): void {
    pending.deadline.dispose();
    this.#pending.delete(id);
    this.#answered += 1;
    if (pending.kind === 'list') this.#lists -= 1;
  }
}
