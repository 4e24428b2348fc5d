/** What the PBX says of one extension: by its hint, its queue memberships and its mailbox. */
export interface Extension {
  readonly extension: string;
  readonly kind: 'colleague' | 'queue' | 'conference' | 'parking';
  readonly state: 'free' | 'ringing' | 'busy' | 'offline' | 'unknown';
  /** Since when; null: it was so when we first looked. */
  readonly since: number | null;
  /** The devices of the hint, as in PJSIP/1001. */
  readonly devices: readonly string[];
}

export interface Member {
  readonly name: string | null;
  /** The queues where they do not take calls for now. */
  readonly pausedIn: ReadonlySet<string>;
}

export interface PresenceState {
  readonly extensions: ReadonlyMap<string, Extension>;
  /** Queue members by device. */
  readonly members: ReadonlyMap<string, Member>;
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
  | {
      readonly kind: 'member';
      readonly queue: string;
      readonly device: string;
      readonly name: string | null;
      readonly paused: boolean;
    }
  | { readonly kind: 'member-gone'; readonly queue: string; readonly device: string }
  | { readonly kind: 'mailbox-name'; readonly mailbox: string; readonly name: string }
  | { readonly kind: 'presence-lost' };

export const unknownPresence: PresenceState = { extensions: new Map(), members: new Map(), names: new Map() };

/** Who is free, ringing, on a call or away. */
export function reducePresence(state: PresenceState, fact: PresenceFact): PresenceState {
  switch (fact.kind) {
    case 'extension':
      return onExtension(state, fact);
    case 'member': {
      const known = state.members.get(fact.device);
      const pausedIn = new Set(known?.pausedIn);
      if (fact.paused) pausedIn.add(fact.queue);
      else pausedIn.delete(fact.queue);
      const member = { name: fact.name ?? known?.name ?? null, pausedIn };
      return { ...state, members: new Map(state.members).set(fact.device, member) };
    }
    case 'member-gone': {
      const known = state.members.get(fact.device);
      if (known === undefined) return state;
      const pausedIn = new Set([...known.pausedIn].filter((queue) => queue !== fact.queue));
      return { ...state, members: new Map(state.members).set(fact.device, { ...known, pausedIn }) };
    }
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

/** Whether they asked their queues not to ring them. */
export const isPaused = ({ members }: PresenceState, { devices }: Extension): boolean =>
  devices.some((device) => (members.get(device)?.pausedIn.size ?? 0) > 0);

/** What the PBX calls them; null: it does not say. */
export function nameOf({ members, names }: PresenceState, extension: Extension): string | null {
  const byQueue = extension.devices.flatMap((device) => members.get(device)?.name ?? []).at(0);
  if (extension.kind === 'queue') return /^queue:([^_]+)/i.exec(extension.devices[0] ?? '')?.[1] ?? null;
  return names.get(extension.extension) ?? byQueue ?? null;
}
