const two = (value: number): string => String(value).padStart(2, '0');

export const secondsBetween = (from: number, to: number): number => Math.max(0, Math.floor((to - from) / 1000));

/** A running timer: `mm:ss`, then `h:mm:ss`. It does not change width within the hour. */
export function timer(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return hours === 0 ? rest : `${hours}:${rest}`;
}

/** A past duration: `m:ss`, then `h:mm:ss`. */
export const pastDuration = (seconds: number): string =>
  seconds < 3600 ? `${Math.floor(seconds / 60)}:${two(seconds % 60)}` : timer(seconds);

export function timeOfDay(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

export const exactTimeOfDay = (at: number): string => `${timeOfDay(at)}:${two(new Date(at).getSeconds())}`;

/** To the millisecond, for what is looked at closely. */
export const preciseTimeOfDay = (at: number): string =>
  `${exactTimeOfDay(at)}.${String(new Date(at).getMilliseconds()).padStart(3, '0')}`;
