import type { Settings } from '../../settings/schema.ts';

/** These take effect in the open pages by themselves, or are the station's own business. */
const atOnce: ReadonlySet<string> = new Set(['look', 'audio', 'alerts', 'pops', 'provisioning']);

/** Whether the desk has to be made anew to live by `next`. */
export function needsNewDesk(now: Settings, next: Settings): boolean {
  const names = new Set([...Object.keys(now), ...Object.keys(next)]);
  return [...names].some((name) => !atOnce.has(name) && textOf(now, name) !== textOf(next, name));
}

function textOf(settings: Settings, name: string): string {
  const value: unknown = Object.entries(settings).find(([key]) => key === name)?.[1];
  if (name !== 'privacy') return JSON.stringify(value);
  // Where passwords are kept changes nothing for those in use.
  const { passwords: _passwords, ...rest } = settings.privacy;
  return JSON.stringify(rest);
}
