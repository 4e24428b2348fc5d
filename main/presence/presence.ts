/** What the PBX says of one extension: by its hint and its mailbox. */
export interface Extension {
  readonly extension: string;
  readonly kind: 'colleague' | 'queue' | 'conference' | 'parking';
  readonly state: 'free' | 'ringing' | 'busy' | 'offline' | 'unknown';
  /** Since when; null: it was so when we first looked. */
  readonly since: number | null;
  /** The devices of the hint, as in PJSIP/1001. */
  readonly devices: readonly string[];
  /** When it was last told of, by our clock. */
  readonly heardAt: number;
}

/** One hint of the dialplan; `status` is AMI's bit mask. */
export interface Hinted {
  readonly extension: string;
  readonly hint: string;
  readonly status: number;
}

export interface PresenceState {
  readonly extensions: ReadonlyMap<string, Extension>;
  /** Names of mailboxes' owners, by mailbox number. */
  readonly names: ReadonlyMap<string, string>;
}

export type PresenceFact =
  | ({ readonly kind: 'extension'; readonly at: number } & Hinted)
  /** All hints there are; asked for at `since`: what was heard from then on is newer. */
  | {
      readonly kind: 'extensions-listed';
      readonly at: number;
      readonly since: number;
      readonly extensions: readonly Hinted[];
    }
  /** Of all mailboxes. */
  | { readonly kind: 'names-listed'; readonly names: ReadonlyMap<string, string> }
  | { readonly kind: 'presence-lost' };

export const unknownPresence: PresenceState = { extensions: new Map(), names: new Map() };

/** Who is free, ringing, on a call or away. */
export function reducePresence(state: PresenceState, fact: PresenceFact): PresenceState {
  switch (fact.kind) {
    case 'extension':
      return onExtension(state, fact);
    case 'extensions-listed':
      return { ...state, extensions: listed(state, fact) };
    case 'names-listed':
      return { ...state, names: fact.names };
    case 'presence-lost':
      return { ...state, extensions: new Map([...state.extensions].map(([key, each]) => [key, unknown(each)])) };
  }
}

function onExtension(state: PresenceState, fact: PresenceFact & { kind: 'extension' }): PresenceState {
  const { extension, at } = fact;
  if (isPattern(extension)) return state;
  const extensions = new Map(state.extensions);
  if (isRemoved(fact)) extensions.delete(extension);
  else extensions.set(extension, extensionOf(fact, at, { known: extensions.get(extension), changedAt: at }));
  return { ...state, extensions };
}

/** Thousands at once: they are put into one new map, not each into one of its own. */
function listed(
  state: PresenceState,
  { at, since, extensions }: PresenceFact & { kind: 'extensions-listed' },
): PresenceState['extensions'] {
  const next = new Map<string, Extension>();
  for (const hinted of extensions) {
    if (isPattern(hinted.extension) || isRemoved(hinted)) continue;
    const known = state.extensions.get(hinted.extension);
    // How long it has been so is not in a list.
    next.set(hinted.extension, extensionOf(hinted, at, { known, changedAt: null }));
  }
  for (const [extension, known] of state.extensions) {
    if (known.heardAt >= since && known.state !== 'unknown') next.set(extension, known);
  }
  return next;
}

/** A pattern such as _7XX is nobody. */
const isPattern = (extension: string): boolean => extension.startsWith('_');
/** -2 and -1 say that the hint is gone (pbx.c, AST_EXTENSION_REMOVED). */
const isRemoved = ({ status }: Hinted): boolean => status < 0;

function extensionOf(
  { extension, hint, status }: Hinted,
  heardAt: number,
  { known, changedAt }: { readonly known: Extension | undefined; readonly changedAt: number | null },
): Extension {
  const state = stateOf(status);
  const since = known?.state === state ? known.since : changedAt;
  return { extension, kind: kindOf(hint), state, since, devices: hint.split(/[&,]/), heardAt };
}

/** Bits of AMI's ExtensionStatus: 1 in use, 2 busy, 4 unavailable, 8 ringing, 16 on hold (pbx.h). */
function stateOf(status: number): Extension['state'] {
  if ((status & (1 | 2 | 16)) !== 0) return 'busy';
  if ((status & 8) !== 0) return 'ringing';
  return (status & 4) !== 0 ? 'offline' : 'free';
}

function kindOf(hint: string): Extension['kind'] {
  const [, technology = ''] = /^([a-z]+):/i.exec(hint) ?? [];
  switch (technology.toLowerCase()) {
    case 'queue':
      return 'queue';
    case 'confbridge':
    case 'meetme':
      return 'conference';
    case 'park':
      return 'parking';
    default:
      return 'colleague';
  }
}

const unknown = (extension: Extension): Extension => ({ ...extension, state: 'unknown', since: null });

/** What the PBX calls them, where a queue of theirs may know; null: it does not say. */
export function nameOf({ names }: PresenceState, extension: Extension, byQueue: string | null): string | null {
  if (extension.kind === 'queue') return /^queue:([^_]+)/i.exec(extension.devices[0] ?? '')?.[1] ?? null;
  return names.get(extension.extension) ?? byQueue;
}
