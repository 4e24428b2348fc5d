import type { Pause, QueueSummary } from '../../preload/contract/my-queues.ts';
import { t } from '../i18n/texts.ts';
import { secondsBetween, timeOfDay, timer } from './format.ts';

const shown = ['free', 'ringing', 'busy', 'paused', 'away'] as const;

/** `1 free · 2 on calls · 1 paused`; who is not there is named, who is nowhere is not. */
export const agentsText = (agents: QueueSummary['agents']): string =>
  shown
    .filter((doing) => agents[doing] > 0 || doing === 'free')
    .map((doing) => `${agents[doing]} ${t.queues.agents[doing]}`)
    .join(' · ');

/** app_queue's own word for a missed call is nobody's reason. */
export const reasonOf = ({ reason, by }: Pause): string | null =>
  by === 'missed-call' ? t.queues.autoPause : reason === '' ? null : reason;

/** `Paused: Lunch 04:12, by you`. */
export function pauseText(pause: Pause, now: number): string {
  const since = pause.since === null ? '' : ` ${timer(secondsBetween(pause.since, now))}`;
  const by = pause.by === null || pause.by === 'missed-call' ? '' : `, ${t.queues.by[pause.by]}`;
  return `${t.queues.paused(reasonOf(pause))}${since}${by}`;
}

export const backText = (backAt: number, now: number): string =>
  backAt > now ? t.queues.backAt(timeOfDay(backAt)) : t.queues.backSince(timeOfDay(backAt));
