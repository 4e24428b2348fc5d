import type { Origin } from '../facts/origin.ts';
import type { PbxSource, Person } from '../facts/pbx.ts';
import type { CallKey, CallPhase } from './call.ts';
import type { EndedReason } from './ended-reason.ts';

/** Where a decision's ground was seen. */
export type Sight = PbxSource | 'sip' | 'desk';

/** One decision about a call. Data only: the words are the page's. */
export type Entry =
  /** The first sign of a leg or a dialog, and the call it made. */
  | { readonly kind: 'seen'; readonly sign: 'invite' | 'dialled' | 'channel'; readonly phone: string }
  /** A leg or a dialog was added to this call, and why that is the same call. */
  | {
      readonly kind: 'joined';
      readonly what: 'dialog' | 'channel';
      readonly rule: 'call-id' | 'same-caller' | 'linkedid' | 'bridge' | 'only-one-it-can-be' | 'first-it-can-be';
      readonly phone: string;
    }
  /** Two cards turned out to be one call. */
  | {
      readonly kind: 'merged';
      readonly rule: 'call-id' | 'same-caller' | 'linkedid' | 'bridge' | 'only-one-it-can-be';
    }
  /** A dialog was taken for this call's and is another's. */
  | { readonly kind: 'parted' }
  | { readonly kind: 'visit'; readonly number: number }
  | { readonly kind: 'phase'; readonly phase: CallPhase }
  | { readonly kind: 'party'; readonly from: Person; readonly to: Person }
  | { readonly kind: 'origin'; readonly origin: Origin }
  | { readonly kind: 'ended'; readonly reason: EndedReason }
  /** A hangup was told while the dialog lives: not believed, and asked about. */
  | { readonly kind: 'doubted' };

export interface LedgerLine {
  readonly at: number;
  readonly source: Sight;
  readonly entry: Entry;
}

export type Ledger = ReadonlyMap<CallKey, readonly LedgerLine[]>;

/** Lines kept of one call; of many, the first ones (how it came) and the last ones (how it is) stay. */
const linesKept = 80;
const firstKept = 20;

export function writeLine(ledger: Ledger, call: CallKey, line: LedgerLine): Ledger {
  const lines = [...(ledger.get(call) ?? []), line];
  const kept = lines.length <= linesKept ? lines : lines.toSpliced(firstKept, 1);
  return new Map(ledger).set(call, kept);
}

export function mergeLines(ledger: Ledger, into: CallKey, from: CallKey): Ledger {
  const lines = [...(ledger.get(into) ?? []), ...(ledger.get(from) ?? [])].toSorted((a, b) => a.at - b.at);
  const merged = new Map(ledger).set(into, lines.slice(-linesKept));
  merged.delete(from);
  return merged;
}
