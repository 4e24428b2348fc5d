import type { SipDialog } from './phone.ts';

/** What a dialog has in every phase. */
export type SharedDialog = Pick<SipDialog, Exclude<keyof SipDialog, 'phase'>>;

/**
 * The one list of a dialog's fields: noted on disk as they are, or made anew when the call is taken up again. A field that
 * is added to the dialog and not decided on here does not compile.
 */
const fields = {
  callId: 'anew',
  carriers: 'anew',
  direction: 'noted',
  remote: 'noted',
  local: 'noted',
  startedAt: 'noted',
  answeredAt: 'noted',
  held: 'noted',
  heldByRemote: 'noted',
  muted: 'noted',
  codec: 'noted',
  media: 'anew',
  rescue: 'anew',
} as const satisfies Record<keyof SharedDialog, 'noted' | 'anew'>;

type Fields = typeof fields;
type Noted = { [Name in keyof Fields]: Fields[Name] extends 'noted' ? Name : never }[keyof Fields];
export type NotedDialog = Pick<SharedDialog, Noted>;

const all = Object.keys(fields) as (keyof SharedDialog)[];
const noted = all.filter((name): name is Noted => fields[name] === 'noted');

/** What stays the same from phase to phase. */
export const sharedOf = (dialog: SharedDialog): SharedDialog => only(dialog, all);

/** What a journal holds of it, and gives back. */
export const notedOf = (dialog: NotedDialog): NotedDialog => only(dialog, noted);

const only = <From, Name extends keyof From>(from: From, names: readonly Name[]): Pick<From, Name> =>
  Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<From, Name>;
