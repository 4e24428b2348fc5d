import { t } from '../i18n/texts.ts';
import { timeOfDay } from './format.ts';

const day = 86_400_000;
const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** When something was, as one says it: `10:42` today, `Wed 14:20` within a week, `28 Feb`, `28 Feb 2025`. */
export function dayAndTime(at: number, now: number): string {
  const days = Math.round((midnight(now) - midnight(at)) / day);
  if (days === 0) return timeOfDay(at);
  if (days > 0 && days < 7) return `${weekday(at)} ${timeOfDay(at)}`;
  if (days < 0 && days > -7) return `${weekday(at)} ${timeOfDay(at)}`;
  const date = new Date(at);
  const year = date.getFullYear() === new Date(now).getFullYear() ? '' : ` ${date.getFullYear()}`;
  return `${t.dayOfMonth(String(date.getDate()), t.months[date.getMonth()] ?? '')}${year}`;
}

const weekday = (at: number): string => t.weekdays[new Date(at).getDay()] ?? '';
