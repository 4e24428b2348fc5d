import type { DeskView } from '../../preload/contract/views.ts';
import type { ViewChange } from '../../preload/contract/wire.ts';
import { type Disposable, DisposableStore } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/emitter.ts';

export interface Viewed {
  readonly view: DeskView;
  readonly onDidChangeView: Event<DeskView>;
}

/**
 * What is another in a view than in the one before. A page that has that one is told no more: when somebody begins to ring
 * the queues, the keys and thirty rows of the day are neither written, carried nor read again.
 */
export class ViewChanges implements Disposable {
  readonly #open = new DisposableStore();
  readonly #changes = this.#open.add(new Emitter<ViewChange>());
  readonly onDidChange = this.#changes.event;
  #today: DeskView['today'];
  #texts: ReadonlyMap<string, string>;

  constructor({ view, onDidChangeView }: Viewed) {
    this.#today = view.today;
    this.#texts = textsOf(view, new Map());
    this.#open.add(onDidChangeView((next) => this.#changes.emit(this.#changeTo(next))));
  }

  dispose(): void {
    this.#open.dispose();
  }

  #changeTo(view: DeskView): ViewChange {
    const before = this.#texts;
    // Rows are replaced and never written to: the day is not read through to find that it is the same.
    const sameDay = isSame(this.#today, view.today) ? before.get('today') : undefined;
    const texts = textsOf(view, new Map(sameDay === undefined ? [] : [['today', sameDay]]));
    this.#texts = texts;
    this.#today = view.today;
    const parts = Object.entries(view).filter(([name]) => texts.get(name) !== before.get(name));
    return {
      kind: 'change',
      parts: Object.fromEntries(parts),
      gone: [...before.keys()].filter((name) => !texts.has(name)),
    };
  }
}

/** Each part as it would be written; a part that is undefined is none. */
function textsOf(view: DeskView, known: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [name, part] of Object.entries(view)) {
    if (part !== undefined) texts.set(name, known.get(name) ?? JSON.stringify(part));
  }
  return texts;
}

const isSame = (rows: readonly unknown[], others: readonly unknown[]): boolean =>
  rows.length === others.length && rows.every((row, at) => row === others[at]);
