import type { Uniqueid } from '../base/ids.ts';
import type { FromPbx, Person } from './pbx.ts';

/** What became of a parked call. Comes by a road of its own, before or after the bridge events it belongs to. */
export interface ParkedFact extends FromPbx {
  readonly kind: 'parked';
  readonly what: 'parked' | 'retrieved' | 'timed-out' | 'gave-up';
  readonly lot: string;
  /** Null where only the parking bridge was seen (ARI). */
  readonly slot: string | null;
  readonly parkee: Uniqueid;
  readonly party: Person;
  readonly retriever: Uniqueid | null;
  /** The dial string that is called back, as in `PJSIP/2001`; null: not told. */
  readonly by: string | null;
  /** Seconds until it comes back; null: not told. */
  readonly timeoutSeconds: number | null;
}
