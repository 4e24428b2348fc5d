import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableStore } from '../base/disposable.ts';
import type { Emitter } from '../base/emitter.ts';
import type { Logger } from '../base/log.ts';
import type { StoreThread } from '../store/store-thread.ts';
import { watchFolder } from '../store/watch-folder.ts';
import type { HistoryStore } from './history-store.ts';
import { isSharedFile, sharedFile } from './shared-notes.ts';

export interface SharedHistoryOptions {
  readonly store: Pick<StoreThread<HistoryStore>, 'ask'>;
  readonly folder: string;
  readonly desk: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Colleagues' notes were read. */
  readonly read: Emitter<void>;
}

/** A note is saved at each letter; colleagues get it when somebody stops typing, ms. */
const settles = 2000;
const shares: ReadonlySet<string> = new Set<keyof HistoryStore>(['note', 'disposition', 'absorb', 'lost', 'forget']);

/** The history, told to colleagues as it is written, and theirs read as they write it. */
export class SharedHistory implements Disposable {
  readonly #options: SharedHistoryOptions;
  readonly #open = new DisposableStore();
  readonly #own: string;
  #soon: Disposable | null = null;
  /** Why the folder could not be written the last time: it is said once. */
  #trouble: string | null = null;

  constructor(options: SharedHistoryOptions) {
    this.#options = options;
    const { folder, desk, clock, store, read } = options;
    this.#own = sharedFile(folder, desk);
    const onFiles = async (files: readonly string[] | null): Promise<void> => {
      // A server that is away for a while takes no notes along.
      if (files === null) return;
      const found = await store.ask('readShared', { files, own: this.#own });
      if (found.ok && found.value > 0) read.emit();
    };
    this.#open.add(watchFolder({ folder, clock, wanted: isSharedFile, onFiles: (files) => void onFiles(files) }));
    this.#shareSoon();
  }

  readonly ask: StoreThread<HistoryStore>['ask'] = async (name, input) => {
    const answer = await this.#options.store.ask(name, input);
    const ended = name === 'put' && typeof input === 'object' && 'endedAt' in input && input.endedAt !== null;
    if (answer.ok && (ended || shares.has(name))) this.#shareSoon();
    return answer;
  };

  dispose(): void {
    this.#soon?.dispose();
    this.#open.dispose();
  }

  #shareSoon(): void {
    this.#soon?.dispose();
    this.#soon = this.#options.clock.after(settles, () => void this.#share());
  }

  async #share(): Promise<void> {
    const { store, clock, log } = this.#options;
    const done = await store.ask('share', { file: this.#own, now: clock.now() });
    const trouble = !done.ok ? done.failure.detail : done.value.ok ? null : done.value.failure;
    if (trouble !== null && trouble !== this.#trouble)
      log.warn('notes cannot be put where colleagues find them', { why: trouble });
    this.#trouble = trouble;
  }
}
