import type { QueueView } from '../../preload/contract/queues.ts';

/** What is typed or chosen there. `queue`: where; null: everywhere. */
export type QueueField =
  | { readonly kind: 'reason'; readonly queue: string | null }
  | { readonly kind: 'other'; readonly queue: string | null; readonly text: string }
  | { readonly kind: 'back'; readonly queue: string | null; readonly reason: string; readonly text: string }
  | { readonly kind: 'penalty'; readonly queue: string; readonly text: string };

export interface QueuesState {
  /** By name, so that a list that changes leaves the choice where it was. */
  readonly selected: string | null;
  /** Who works and waits in each; null while it is asked for. */
  readonly everybody: readonly QueueView[] | null;
  readonly field: QueueField | null;
  /** What came of the last thing that was done, or that it is under way. */
  readonly message: string | null;
}

export const noQueues: QueuesState = { selected: null, everybody: null, field: null, message: null };

/** What is asked of main. */
export type QueueWish =
  | { readonly name: 'signIn' | 'signOut' | 'endPause'; readonly queue: string | null }
  | { readonly name: 'pause'; readonly queue: string | null; readonly reason: string; readonly back: string }
  | { readonly name: 'setPenalty'; readonly queue: string; readonly penalty: number };
