import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from '../../base/log.ts';
import type { Base, Today } from '../../queues/today.ts';

/** What the PBX does not keep for this agent, and a desk that starts again wants to know. */
export interface Noted {
  /** When I said I would be back, ms since 1970. */
  readonly backAt: number | null;
  readonly today: Today | null;
}

const nothing: Noted = { backAt: null, today: null };

/** A small file in the profile's folder. Written whole and at once: a crash leaves what stood there before. */
export class AgentNotes {
  readonly #path: string | null;
  readonly #log: Logger;
  #noted: Noted;

  /** `folder` null: it is forgotten with this desk. */
  constructor(folder: string | null, log: Logger) {
    this.#path = folder === null ? null : join(folder, 'agent.json');
    this.#log = log;
    this.#noted = this.#path === null ? nothing : read(this.#path, log);
  }

  get noted(): Noted {
    return this.#noted;
  }

  note(change: Partial<Noted>): void {
    this.#noted = { ...this.#noted, ...change };
    if (this.#path === null) return;
    try {
      writeFileSync(`${this.#path}.next`, JSON.stringify(this.#noted), { mode: 0o600 });
      renameSync(`${this.#path}.next`, this.#path);
    } catch (error) {
      this.#log.warn('what the agent planned could not be noted', { error: String(error) });
    }
  }
}

function read(path: string, log: Logger): Noted {
  try {
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const { backAt, today } = isRecord(found) ? found : {};
    return { backAt: isTime(backAt) ? backAt : null, today: isToday(today) ? today : null };
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing) log.warn('what the agent planned cannot be read', { error: String(error) });
    return nothing;
  }
}

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value > 0;
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isBase = (value: unknown): value is Base =>
  isRecord(value) && ['since', 'completed', 'abandoned', 'well'].every((name) => Number.isFinite(value[name]));
const isToday = (value: unknown): value is Today =>
  isRecord(value) &&
  typeof value['day'] === 'string' &&
  isRecord(value['bases']) &&
  Object.values(value['bases']).every(isBase);
