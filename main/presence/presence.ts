/** What the PBX says of one extension: by its hint and its mailbox. */
export interface Extension {
  readonly extension: string;
  readonly kind: 'colleague' | 'queue' | 'conference' | 'parking';
  readonly state: 'free' | 'ringing' | 'busy' | 'offline' | 'unknown';
  /** Since when; null: it was so when we first looked. */
  readonly since: number | null;
  /** The devices of the hint, as in PJSIP/1001. */
  readonly devices: readonly string[];
}

export interface PresenceState {
  readonly extensions: ReadonlyMap<string, Extension>;
  /** Names of mailboxes' owners, by mailbox number. */
  readonly names: ReadonlyMap<string, string>;
}

export type PresenceFact =
  | {
      readonly kind: 'extension';
      readonly at: number;
      readonly extension: string;
      readonly hint: string;
      /** AMI's bit mask. */
      readonly status: number;
      /** Part of a list: how long it has been so is not known. */
      readonly listed: boolean;
    }
  | { readonly kind: 'mailbox-name'; readonly mailbox: string; readonly name: string }
  | { readonly kind: 'presence-lost' };

export const unknownPresence: PresenceState = { extensions: new Map(), names: new Map() };

/** Who is free, ringing, on a call or away. */
export function reducePresence(state: PresenceState, fact: PresenceFact): PresenceState {
  switch (fact.kind) {
    case 'extension':
      return onExtension(state, fact);
    case 'mailbox-name':
      return { ...state, names: new Map(state.names).set(fact.mailbox, fact.name) };
    case 'presence-lost':
      return { ...state, extensions: new Map([...state.extensions].map(([key, each]) => [key, unknown(each)])) };
  }
}

function onExtension(state: PresenceState, fact: PresenceFact & { kind: 'extension' }): PresenceState {
  // A pattern such as _7XX is nobody; -2 and -1 say that the hint is gone (pbx.c, AST_EXTENSION_REMOVED).
  if (fact.extension.startsWith('_')) return state;
  const extensions = new Map(state.extensions);
  if (fact.status < 0) extensions.delete(fact.extension);
  else {
    const known = extensions.get(fact.extension);
    const now = stateOf(fact.status);
    extensions.set(fact.extension, {
      extension: fact.extension,
      kind: kindOf(fact.hint),
      state: now,
      since: known?.state === now ? known.since : fact.listed ? null : fact.at,
      devices: fact.hint.split(/[&,]/),
    });
  }
  return { ...state, extensions };
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
