/**
 * Keeps a key that was meant for something else from acting on a call that has just appeared under it: the card must
 * have been painted for 300 ms, and if somebody was typing when it appeared, a pause in the typing must come first.
 */
export interface Guard {
  /** What is guarded: the focused card in its present shape. */
  readonly target: string | null;
  readonly paintedAt: number | null;
  /** The person chose it, or it has taken a key before. */
  readonly trusted: boolean;
  readonly typing: boolean;
  readonly lastKeyAt: number | null;
}

const quietMs = 300;

export const openGuard: Guard = { target: null, paintedAt: null, trusted: false, typing: false, lastKeyAt: null };

/** The focus moved, or the focused call ended: by the person's choice (`trusted`) or by itself. */
export const guardTarget = (guard: Guard, target: string | null, trusted: boolean): Guard =>
  target === guard.target
    ? { ...guard, trusted: guard.trusted || trusted }
    : { ...guard, target, trusted, paintedAt: null, typing: false };

export function guardPainted(guard: Guard, target: string, at: number): Guard {
  if (target !== guard.target || guard.paintedAt !== null) return guard;
  const typing = guard.lastKeyAt !== null && at - guard.lastKeyAt < quietMs;
  return { ...guard, paintedAt: at, typing };
}

export function takesKey(guard: Guard, at: number): boolean {
  if (guard.trusted) return true;
  if (guard.paintedAt === null || at - guard.paintedAt < quietMs) return false;
  return !guard.typing || guard.lastKeyAt === null || at - guard.lastKeyAt >= quietMs;
}

/** Notes a key, whether or not it acted. */
export const guardKey = (guard: Guard, at: number): Guard => ({
  ...guard,
  trusted: takesKey(guard, at),
  lastKeyAt: at,
});
