/** One message as the PBX lists it. Name and number are hostile text. */
export interface Message {
  /** As VoicemailMove and VoiceMailPlayMsg take it. */
  readonly id: string;
  /** INBOX, Urgent, Old, Work … */
  readonly folder: string;
  readonly name: string;
  readonly number: string;
  /** When it was left, ms since 1970; null: not told. */
  readonly at: number | null;
  readonly seconds: number | null;
}

/** New ones wait to be heard. */
export type Shelf = 'new' | 'heard';

/** Why a mailbox cannot be listed. */
export type NotListed = 'no-ami' | 'too-old' | 'no-right' | 'failed';

export type Listing =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'listed'; readonly messages: readonly Message[] }
  | { readonly kind: 'not-listed'; readonly why: NotListed };

/** What somebody wants of a message, until a list of the PBX shows it done. */
export type Wish = { readonly kind: 'delete' } | { readonly kind: 'move'; readonly to: Shelf };

export interface BoxState {
  readonly listing: Listing;
  readonly wishes: ReadonlyMap<string, Wish>;
}

export const unknownBox: BoxState = { listing: { kind: 'unknown' }, wishes: new Map() };

export type BoxFact =
  | { readonly kind: 'listed'; readonly messages: readonly Message[] }
  | { readonly kind: 'not-listed'; readonly why: NotListed }
  | { readonly kind: 'wished'; readonly id: string; readonly wish: Wish }
  /** Taken back, or the PBX did not do it. */
  | { readonly kind: 'unwished'; readonly id: string };

export function reduceBox(state: BoxState, fact: BoxFact): BoxState {
  switch (fact.kind) {
    case 'listed':
      return { listing: fact, wishes: openWishes(state.wishes, fact.messages) };
    case 'not-listed':
      return { ...state, listing: fact };
    case 'wished':
      return { ...state, wishes: new Map([...state.wishes, [fact.id, fact.wish]]) };
    case 'unwished':
      return { ...state, wishes: new Map([...state.wishes].filter(([id]) => id !== fact.id)) };
  }
}

/** Those that the PBX has not carried out: a message that is gone, or stands where it was to go, is no wish any more. */
function openWishes(wishes: BoxState['wishes'], messages: readonly Message[]): BoxState['wishes'] {
  const shelves = new Map(messages.map((message) => [message.id, shelfOf(message)] as const));
  return new Map(
    [...wishes].filter(([id, wish]) => {
      const shelf = shelves.get(id);
      return shelf !== undefined && (wish.kind === 'delete' || wish.to !== shelf);
    }),
  );
}

/** app_voicemail.c: what is new lies in INBOX and Urgent; a message that was heard goes to Old, and by hand elsewhere. */
const shelfOf = ({ folder }: Message): Shelf => (folder === 'INBOX' || folder === 'Urgent' ? 'new' : 'heard');

/** The folder a message goes to, as VoicemailMove takes it. */
export const folderOf = (shelf: Shelf): string => (shelf === 'new' ? 'INBOX' : 'Old');

export interface MessageSight extends Message {
  readonly shelf: Shelf;
  readonly urgent: boolean;
}

/** What there is to be seen: without those to be deleted, moved ones where they go; new before heard, urgent first, the newest first. */
export function messageSights({ listing, wishes }: BoxState): readonly MessageSight[] {
  if (listing.kind !== 'listed') return [];
  return listing.messages
    .flatMap((message) => {
      const wish = wishes.get(message.id);
      if (wish?.kind === 'delete') return [];
      return { ...message, shelf: wish?.to ?? shelfOf(message), urgent: message.folder === 'Urgent' };
    })
    .toSorted((a, b) => rank(a) - rank(b) || (b.at ?? 0) - (a.at ?? 0));
}

const rank = ({ shelf, urgent }: MessageSight): number => (shelf === 'heard' ? 2 : urgent ? 0 : 1);

/** The message itself, whatever is wished of it. */
export const messageOf = ({ listing }: BoxState, id: string): Message | null =>
  listing.kind === 'listed' ? (listing.messages.find((message) => message.id === id) ?? null) : null;

/** `"Ann Client" <+15550123>`, as app_voicemail keeps it; either part may be missing. */
export function callerOf(text: string): { readonly name: string; readonly number: string } {
  const found = /^\s*(?:"((?:[^"\\]|\\.)*)"|([^<]*?))\s*<([^>]*)>\s*$/.exec(text);
  if (found !== null) return { name: unescaped(found[1] ?? found[2] ?? '').trim(), number: (found[3] ?? '').trim() };
  const bare = text.trim();
  if (/^unknown(?: caller)?$/i.test(bare)) return { name: '', number: '' };
  return /^[+\d*#][\d\s().*#-]*$/.test(bare) ? { name: '', number: bare } : { name: bare, number: '' };
}

/** Asterisk escapes quotes and backslashes where it writes a name between quotes (callerid.c, `ast_callerid_merge`). */
const unescaped = (name: string): string => name.replace(/\\(.)/g, '$1');
