import type { CallAction } from '../../preload/contract/views.ts';
import { type CallKey, type DeskCommand, type DeskKey, defaultKeymap, type Keymap } from './keymap.ts';

/** Why a key of the settings is not used. */
export interface KeyProblem {
  readonly name: string;
  readonly chord: string;
  readonly why: 'no-such-action' | 'taken' | 'reserved';
  /** What has that key; null where nothing does. */
  readonly by: string | null;
}

export interface Rebound {
  readonly keymap: Keymap;
  readonly problems: readonly KeyProblem[];
}

/** They share a key, and are never there together. */
const twins: ReadonlyMap<CallAction, CallAction> = new Map([
  ['resume', 'hold'],
  ['unmute', 'mute'],
  ['invite', 'transfer'],
  ['moveToPhone', 'bringHere'],
  ['mix', 'conference'],
  ['pauseRecording', 'record'],
  ['resumeRecording', 'record'],
]);

/** Typing them opens the dial line; Escape goes one step back, Enter is the highlighted row’s, whatever the settings say. */
const isReserved = (chord: string): boolean =>
  /^[0-9+*#]$/.test(chord) || ['Escape', 'Enter', ' ', 'Tab', 'ArrowUp', 'ArrowDown'].includes(chord);

/** In the picker somebody types: what types or edits a text cannot send a caller anywhere. Enter can, but no pick-up. */
const isReservedInPicker = (name: string, chord: string): boolean =>
  /^(?:Shift\+)?.$/u.test(chord) ||
  /^Ctrl\+[ACVXYZ]$/.test(chord) ||
  /^(?:Ctrl\+|Shift\+)*(?:Escape|Tab|Delete|Insert|Home|End|Arrow\w+)$/.test(chord) ||
  (name === pickUpName && chord === 'Enter');

const pickUpName = 'pickUp';
const isOfPicker = (name: string): boolean =>
  name === pickUpName || defaultKeymap.send.some((row) => row.name === name);

/**
 * The keys as the settings want them, action by action. One that is taken, is reserved or belongs to no action is left as
 * it was and told. What takes two presses goes on taking two: no caller is lost to a single stray key.
 */
export function rebind(wanted: Readonly<Record<string, string>>): Rebound {
  const named = Object.entries(wanted).map(([name, chord]) => ({ name, chord, problem: nameProblem(name, chord) }));
  const problems = named.flatMap(({ problem }) => problem ?? []);
  return settled(
    named.filter(({ problem }) => problem === null),
    problems,
  );
}

interface Wish {
  readonly name: string;
  readonly chord: string;
}

/** All at once, so that two may swap their keys; then without the first that clashes, until none does. */
function settled(wishes: readonly Wish[], problems: readonly KeyProblem[]): Rebound {
  const keymap = wishes.reduce((next, { name, chord }) => withKey(next, name, chord), defaultKeymap);
  for (const wish of wishes) {
    const by = takenBy(keymap, wish.name, wish.chord);
    if (by === null) continue;
    return settled(
      wishes.filter((each) => each !== wish),
      [...problems, { name: wish.name, chord: wish.chord, why: 'taken', by }],
    );
  }
  return { keymap, problems };
}

function nameProblem(name: string, chord: string): KeyProblem | null {
  if (isOfPicker(name)) return isReservedInPicker(name, chord) ? { name, chord, why: 'reserved', by: null } : null;
  const isCall = defaultKeymap.call.some((row) => row.action === name && !twins.has(row.action));
  // The row of digits is one key each.
  const isDesk = defaultKeymap.desk.some((row) => row.command === name && row.chords.length === 1);
  if (!isCall && !isDesk) return { name, chord, why: 'no-such-action', by: null };
  return isReserved(chord) ? { name, chord, why: 'reserved', by: null } : null;
}

/** Ringing, talking and what is over never share a card; a desk key works everywhere. */
function takenBy(keymap: Keymap, name: string, chord: string): string | null {
  const desk = keymap.desk.find((row) => row.command !== name && row.chords.includes(chord));
  if (desk !== undefined) return desk.command;
  const everywhere = keymap.desk.some((row) => row.command === name);
  if (isOfPicker(name) || everywhere) {
    const inPicker = pickerKeys(keymap).find((row) => row.name !== name && row.chord === chord);
    if (inPicker !== undefined) return inPicker.name;
  }
  // What acts on a call does so outside the picker.
  if (isOfPicker(name)) return null;
  const places = new Set(keymap.call.filter(({ action }) => groupOf(action) === name).map((row) => placeOf(row)));
  const call = keymap.call.find(
    (row) =>
      groupOf(row.action) !== name &&
      row.chords[0] === chord &&
      (everywhere || places.has(placeOf(row)) || chord.length > 1),
  );
  return call?.action ?? null;
}

const pickerKeys = ({ send, pickUp }: Keymap): readonly { readonly name: string; readonly chord: string }[] => [
  ...send,
  { name: pickUpName, chord: pickUp },
];

const groupOf = (action: CallAction): CallAction => twins.get(action) ?? action;

const placeOf = ({ where }: CallKey): 'ringing' | 'talking' | 'over' => {
  if (where === 'ringing') return 'ringing';
  return where === 'ended' ? 'over' : 'talking';
};

const withKey = (keymap: Keymap, name: string, chord: string): Keymap => ({
  ...keymap,
  call: keymap.call.map((row) => (groupOf(row.action) === name ? { ...row, chords: pressed(row, chord) } : row)),
  desk: keymap.desk.map((row): DeskKey => (row.command === (name as DeskCommand) ? { ...row, chords: [chord] } : row)),
  send: keymap.send.map((row) => (row.name === name ? { ...row, chord } : row)),
  pickUp: name === pickUpName ? chord : keymap.pickUp,
});

const pressed = ({ chords }: CallKey, chord: string): CallKey['chords'] =>
  chords.length === 2 ? [chord, chord] : [chord];
