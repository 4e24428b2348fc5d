import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableStore } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/emitter.ts';
import type { Logger } from '../base/log.ts';
import { StoreThread, threadFile } from '../store/store-thread.ts';
import type { HistoryStore, HistoryStoreData } from './history-store.ts';
import { SharedHistory } from './shared-history.ts';

/** All calls of this desk, in a thread of their own. */
export interface History extends Disposable {
  readonly store: Pick<StoreThread<HistoryStore>, 'ask'>;
  /** A colleague has written something. */
  readonly onDidRead: Event<void>;
  /** What nobody waits for is read from then on. */
  readonly begins: Promise<void>;
}

export interface HistoryOptions {
  /** The profile's folder. */
  readonly folder: string;
  /** Calls that began longer ago are forgotten; null: none. */
  readonly keepDays: number | null;
  /** Where colleagues' desks put their notes and find ours; null: nowhere. `desk`: by what ours is known there. */
  readonly shared: { readonly folder: string; readonly desk: string } | null;
  readonly clock: Clock;
  readonly log: Logger;
  /** What nobody waits for is read from then on. */
  readonly begins: Promise<void>;
}

const day = 86_400_000;

export function openHistory({ folder, keepDays, shared, clock, log, begins }: HistoryOptions): History {
  const open = new DisposableStore();
  const data: HistoryStoreData = { path: join(folder, 'history.db'), now: clock.now() };
  const store = open.add(
    new StoreThread<HistoryStore>(threadFile(import.meta.url, './history-thread.ts', 'history-thread'), data),
  );
  const makeReady = async (): Promise<void> => {
    const ready = await store.ask('ready', undefined);
    if (!ready.ok) log.error('the history cannot be opened: no call is kept', { why: ready.failure.detail });
    else if (ready.value.setAside !== null)
      log.error('the history was unusable and begins anew', { old: ready.value.setAside });
  };
  const forget = async (): Promise<void> => {
    if (keepDays === null) return;
    const forgotten = await store.ask('forget', clock.now() - keepDays * day);
    if (forgotten.ok && forgotten.value > 0) log.info('old calls were forgotten', { calls: forgotten.value });
  };
  void begins.then(async () => {
    await makeReady();
    await forget();
  });
  open.add(clock.every(day, () => void forget()));
  const read = open.add(new Emitter<void>());
  const asked = shared === null ? store : open.add(new SharedHistory({ store, ...shared, clock, log, read }));
  return { store: asked, onDidRead: read.event, begins, dispose: () => open.dispose() };
}
