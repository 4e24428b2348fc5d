import type { DeskView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { capsOfDesk, type Keymap } from '../keys/keymap.ts';
import { deskEntry, type PaletteEntry } from './palette-entry.ts';
import type { QueueWish } from './queue-state.ts';

/** What can be done in the queues without opening them. */
export function queueEntries(keymap: Keymap, { queues: mine }: DeskView): readonly PaletteEntry[] {
  if (mine === undefined) return [];
  const open = deskEntry('queues', t.queues.palette, { type: 'queues', what: 'open' });
  const first = { ...open, icon: 'headphones', caps: capsOfDesk(keymap, 'queues') } as const;
  const queues = mine.queues ?? [];
  // What is missing stands where they are opened.
  if (mine.lack !== null || queues.length === 0) return [first];
  const places = queues.flatMap((queue) => queue.mine ?? []);
  const isPaused = places.some(({ pause }) => pause !== null);
  const pauses = mine.reasons.map((reason) =>
    entry(t.queues.palettePause(reason), { name: 'pause', queue: null, reason, back: '' }),
  );
  return [
    first,
    ...(isPaused ? [entry(t.queues.verbs.endPauseAll, { name: 'endPause', queue: null })] : []),
    ...(places.length > 0 && !isPaused ? pauses : []),
    ...queues.flatMap(({ name, mine: place }) => {
      if (place === null) return [entry(t.queues.paletteSignIn(name), { name: 'signIn', queue: name })];
      return place.dynamic ? [entry(t.queues.paletteSignOut(name), { name: 'signOut', queue: name })] : [];
    }),
  ];
}

function entry(label: string, wish: QueueWish): PaletteEntry {
  const words = `${label.charAt(0).toUpperCase()}${label.slice(1)}`;
  const id = `queue-${wish.name}-${wish.queue ?? ''}-${wish.name === 'pause' ? wish.reason : ''}`;
  return { ...deskEntry(id, words, { type: 'queues', what: 'do', wish }), icon: 'headphones' };
}
