import type { Person } from './pbx.ts';

/** How the call came to us. */
export type Origin =
  /** `did` is the number that was called, where the PBX told. */
  | { readonly kind: 'direct'; readonly did: string | null }
  | {
      readonly kind: 'queue';
      readonly queue: string;
      readonly waitedSeconds: number | null;
      /** Place in the queue when the caller joined, counted from 1. */
      readonly position: number | null;
      /** The number that was called to get into the queue, where the PBX told. */
      readonly did?: string | null;
    }
  | { readonly kind: 'transfer'; readonly how: 'blind' | 'attended'; readonly by: Person }
  /** Back from a parking slot: taken back by me, or returned because its time was over. */
  | { readonly kind: 'park'; readonly how: 'retrieved' | 'timed-out'; readonly slot: string | null }
  | { readonly kind: 'pickup'; readonly from: Person }
  /** The PBX rang my phone to have it dial. */
  | { readonly kind: 'click-to-dial' }
  | { readonly kind: 'dialled' };

const kinds: ReadonlySet<unknown> = new Set([
  'direct',
  'queue',
  'transfer',
  'park',
  'pickup',
  'click-to-dial',
  'dialled',
] satisfies Origin['kind'][]);
const isText = (value: unknown): boolean => value === null || typeof value === 'string';
const isNumber = (value: unknown): boolean => value === null || typeof value === 'number';
const isPerson = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  'number' in value &&
  typeof value.name === 'string' &&
  typeof value.number === 'string';

/** Whether what was read from a file is how a call came. */
export function isOrigin(value: unknown): value is Origin {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !kinds.has(value.kind)) return false;
  const { kind, did, queue, waitedSeconds, position, how, by, slot, from } = value as Record<string, unknown>;
  switch (kind as Origin['kind']) {
    case 'direct':
      return isText(did);
    case 'queue':
      return typeof queue === 'string' && isNumber(waitedSeconds) && isNumber(position) && isText(did ?? null);
    case 'transfer':
      return (how === 'blind' || how === 'attended') && isPerson(by);
    case 'park':
      return (how === 'retrieved' || how === 'timed-out') && isText(slot);
    case 'pickup':
      return isPerson(from);
    case 'click-to-dial':
    case 'dialled':
      return true;
  }
}
