import type { EndedReason } from '../ended-reason.ts';
import type { Restart } from '../legs/pbx-state.ts';

/** From when to when a call was, ms since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A PBX that shuts down hangs everybody up, and goes when they are gone (asterisk.c, can_safely_quit): within so long, ms. */
const goodbyes = 4_000;

/** What is said of those whom a PBX hangs up that goes, and of those whom one that comes back knows nothing of. */
const hungUp: ReadonlySet<EndedReason> = new Set(['they-hung-up', 'they-gave-up', 'no-answer', 'pbx-error']);
const unknown: ReadonlySet<EndedReason> = new Set(['connection-lost', 'gone-meanwhile']);

/** Whether a call that is over by then may have gone with the PBX's old life. */
export const isTouchedBy = (restart: Restart | null, endedAt: number): boolean =>
  restart !== null && endedAt >= restart.from - goodbyes;

/** Nobody hung up: the PBX went, and with it all its calls. `said`: what it looks like without that. */
export function isOfRestart(restart: Restart | null, said: EndedReason, { from, to }: Span): boolean {
  if (restart === null || !isTouchedBy(restart, to) || from >= restart.to) return false;
  // Hung up with the old life, or found gone in the new one.
  return unknown.has(said) || (hungUp.has(said) && (to <= restart.from + goodbyes || to >= restart.to));
}
