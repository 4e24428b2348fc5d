import { watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableStore, toDisposable } from '../base/disposable.ts';

export interface WatchOptions {
  readonly folder: string;
  readonly clock: Clock;
  /** Whether a file of that name is one of those that are told. */
  readonly wanted: (name: string) => boolean;
  /** All of those in it, by full name; null: the folder is not there. */
  readonly onFiles: (files: readonly string[] | null) => void;
}

/** A file that is being written is let be until nothing has happened for so long, ms. */
const settles = 400;
/** Folders on servers send no events. */
const lookAgain = 60_000;

/** Tells what files are in a folder: now, after a change, and every minute. */
export function watchFolder({ folder, clock, wanted, onFiles }: WatchOptions): Disposable {
  const open = new DisposableStore();
  let soon: Disposable | null = null;
  let closed = false;
  let unwatch: Disposable | null = null;
  const look = async (): Promise<void> => {
    const names = await readdir(folder).catch(() => null);
    if (closed) return;
    if (names !== null) unwatch ??= open.add(eventsOf(folder, changed));
    onFiles(
      names === null
        ? null
        : names
            .filter(wanted)
            .toSorted()
            .map((name) => join(folder, name)),
    );
  };
  const changed = (): void => {
    soon?.dispose();
    soon = clock.after(settles, () => void look());
  };
  open.add(clock.every(lookAgain, () => void look()));
  open.add(
    toDisposable(() => {
      closed = true;
      soon?.dispose();
    }),
  );
  void look();
  return open;
}

function eventsOf(folder: string, changed: () => void): Disposable {
  try {
    const watcher = watch(folder, { persistent: false }, changed);
    // The folder was taken away: the minute's look goes on.
    watcher.on('error', () => watcher.close());
    return toDisposable(() => watcher.close());
  } catch {
    // Some file systems cannot be watched: the minute's look is enough.
    return toDisposable(() => undefined);
  }
}
