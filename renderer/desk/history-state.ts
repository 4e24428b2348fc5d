import type { HistoryRow } from '../../preload/contract/history.ts';

export const historyShows = ['all', 'missed', 'callBacks'] as const;
export type HistoryShow = (typeof historyShows)[number];

/** What is typed or chosen for a row, or for all of them. */
export type HistoryField =
  | { readonly kind: 'search' }
  | { readonly kind: 'note' | 'when'; readonly row: HistoryRow; readonly text: string }
  | { readonly kind: 'mark'; readonly row: HistoryRow };

export interface HistoryState {
  readonly show: HistoryShow;
  /** What is looked for. */
  readonly text: string;
  /** null while they are asked for. */
  readonly rows: readonly HistoryRow[] | null;
  readonly selected: number;
  readonly field: HistoryField | null;
  /** What came of the last thing that was done. */
  readonly message: string | null;
}

export const noHistory: HistoryState = { show: 'all', text: '', rows: null, selected: 0, field: null, message: null };
