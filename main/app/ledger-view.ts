import type { LedgerLineView } from '../../preload/contract/ledger.ts';
import { plainText } from '../base/plain-text.ts';
import type { CallKey } from '../calls/call.ts';
import type { Entry } from '../calls/ledger.ts';
import type { CallsState } from '../calls/state.ts';
import type { PopEntry, PopState } from '../pop/reduce-pops.ts';
import { originOf, partyOf } from './shown-texts.ts';

/** A call's ledger as the page gets it: what the model decided and what the pop rules did, in order. */
export function ledgerOf(calls: CallsState, pops: PopState, call: CallKey, country: string): LedgerLineView[] {
  const model = (calls.ledger.get(call) ?? []).map(({ at, source, entry }) => ({
    at,
    source,
    entry: shownEntry(entry, country),
  }));
  const popped = pops.lines
    .filter((line) => line.call === call)
    .map(({ at, entry }) => ({ at, source: 'desk' as const, entry: shownEntry(entry, country) }));
  return [...model, ...popped].toSorted((a, b) => a.at - b.at);
}

function shownEntry(entry: Entry | PopEntry, country: string): LedgerLineView['entry'] {
  switch (entry.kind) {
    case 'party':
    case 're-keyed':
      return { kind: entry.kind, from: partyOf(entry.from, country), to: partyOf(entry.to, country) };
    case 'origin':
      return { kind: 'origin', origin: originOf(entry.origin, country) };
    case 'seen':
    case 'joined':
      return { ...entry, phone: plainText(entry.phone, 120) };
    case 'doubted':
    case 'ended':
    case 'merged':
    case 'not-popped':
    case 'parted':
    case 'phase':
    case 'pop-closed':
    case 'popped':
    case 'visit':
      return entry;
  }
}
