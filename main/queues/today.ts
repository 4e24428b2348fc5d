import type { NumbersTold } from './queue-facts.ts';

/** What the PBX had counted of a queue when this day was first looked at. */
export interface Base {
  /** When that was, ms since 1970. */
  readonly since: number;
  readonly completed: number;
  readonly abandoned: number;
  /** Calls that were served well. */
  readonly well: number;
}

/** The day as the agent has it: 2026-11-26. */
export interface Today {
  readonly day: string;
  readonly bases: Readonly<Record<string, Base>>;
}

export interface ServedToday {
  readonly since: number;
  readonly completed: number;
  readonly abandoned: number;
  /** Per cent of the completed calls were served well. */
  readonly percent: number;
  readonly withinSeconds: number;
}

/** AMI tells the share alone (app_queue.c, `callscompletedinsl`). */
const wellOf = ({ completed, servedWell }: NumbersTold): number => Math.round((completed * servedWell) / 100);

/**
 * The PBX counts since its counters were last reset, which may be weeks ago: what it had counted when the day was first
 * looked at is taken off. Counters that have fallen were reset, and count from then on.
 */
export function reduceToday(before: Today | null, told: readonly NumbersTold[], at: number): Today {
  const day = dayOf(at);
  const kept = before?.day === day ? before : { day, bases: {} };
  const changed = told.flatMap((numbers) => {
    const base = kept.bases[numbers.queue];
    const { completed, abandoned } = numbers;
    if (base === undefined)
      return [[numbers.queue, { since: at, completed, abandoned, well: wellOf(numbers) }] as const];
    const wasReset = completed < base.completed || abandoned < base.abandoned;
    return wasReset ? [[numbers.queue, { since: at, completed: 0, abandoned: 0, well: 0 }] as const] : [];
  });
  if (changed.length === 0 && kept === before) return before;
  return { day, bases: { ...kept.bases, ...Object.fromEntries(changed) } };
}

/** Null: nobody has looked at that queue today. */
export function servedToday(today: Today | null, numbers: NumbersTold): ServedToday | null {
  const base = today?.bases[numbers.queue];
  if (base === undefined) return null;
  const completed = Math.max(0, numbers.completed - base.completed);
  const well = Math.min(completed, Math.max(0, wellOf(numbers) - base.well));
  return {
    since: base.since,
    completed,
    abandoned: Math.max(0, numbers.abandoned - base.abandoned),
    percent: completed === 0 ? 0 : (well * 100) / completed,
    withinSeconds: numbers.servedWithinSeconds,
  };
}

function dayOf(at: number): string {
  const date = new Date(at);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
