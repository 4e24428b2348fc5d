/** Delays between attempts: doubling from `first` to `most` ms, each spread by ±`jitter` (0–1) so that desktops do not return in step. */
export interface BackoffPolicy {
  readonly first: number;
  readonly most: number;
  readonly jitter: number;
}

/** Delay in ms before attempt number `attempt` (0 is the first retry). `random` yields 0 ≤ n < 1. */
export function backoffDelay(policy: BackoffPolicy, attempt: number, random: () => number): number {
  const plain = Math.min(policy.most, policy.first * 2 ** Math.min(attempt, 30));
  return Math.round(plain * (1 + policy.jitter * (2 * random() - 1)));
}
