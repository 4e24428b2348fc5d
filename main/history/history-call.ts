/** One call as it is kept. Texts are hostile. Times are ms since 1970. */
export interface HistoryCall {
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly name: string;
  /** As the PBX wrote it. */
  readonly number: string;
  /** What the same caller has in common however the number was written; null: they hid it. */
  readonly who: string | null;
  readonly company: string;
  readonly queue: string | null;
  readonly did: string | null;
  readonly agent: string;
  readonly startedAt: number;
  readonly answeredAt: number | null;
  /** null: it goes on, or Offhook died in it. */
  readonly endedAt: number | null;
  /** How it ended, in the desk's words; null as above. */
  readonly reason: string | null;
}

export interface KeptCall extends HistoryCall {
  readonly note: string;
  readonly disposition: string | null;
}

/** All missed calls of one caller, the last one speaking for them. */
export interface MissedCaller {
  readonly last: KeptCall;
  readonly times: number;
  /** When somebody spoke with them since, and who called whom; null: nobody has. */
  readonly settled: { readonly at: number; readonly by: string; readonly direction: 'in' | 'out' } | null;
}

export interface CallBack {
  readonly id: number;
  readonly name: string;
  readonly number: string;
  readonly note: string;
  readonly due: number;
}

export interface HistoryQuery {
  /** Words that stand in name, number, company or note; empty: all. */
  readonly text: string;
  /** Only calls that began before; null: from now on back. */
  readonly before: number | null;
  readonly most: number;
}
