import type { AmiMessage, Pbx } from '../../pbx/pbx.ts';

/** The queue a call comes by, and its number. */
export const queue = { name: 'support', number: '500' } as const;

/** What the PBX's queue says of its calls and of the agent, as it is: nothing of it is ours. */
export interface QueueSays {
  readonly completed: number;
  readonly abandoned: number;
  /** Calls the queue puts down to the agent. */
  readonly taken: number;
  /** By the queue's own account; null: Asterisk 16 does not tell. */
  readonly inCall: boolean | null;
  /** Whether the queue would ring the agent now: their device is not in use. */
  readonly isFree: boolean;
  readonly isPaused: boolean;
}

/** Counts begin at nothing. */
export async function resetQueue({ truth }: Pbx): Promise<void> {
  await truth.action({ Action: 'QueueReset', Queue: queue.name });
}

export async function queueSays({ truth }: Pbx): Promise<QueueSays> {
  const rows = await truth.list({ Action: 'QueueStatus', Queue: queue.name });
  const counts = rows.find(({ Event }) => Event === 'QueueParams') ?? {};
  const agent = rows.find(({ Event, Location }) => Event === 'QueueMember' && Location === 'PJSIP/1001');
  if (agent === undefined) throw new Error('the agent is in the queue no more');
  return {
    completed: number(counts, 'Completed'),
    abandoned: number(counts, 'Abandoned'),
    taken: number(agent, 'CallsTaken'),
    inCall: agent['InCall'] === undefined ? null : agent['InCall'] === '1',
    // AST_DEVICE_NOT_INUSE
    isFree: agent['Status'] === '1',
    isPaused: agent['Paused'] === '1',
  };
}

const number = (row: AmiMessage, name: string): number => Number(row[name] ?? Number.NaN);

/** For the document. */
export function queueWords({ completed, abandoned, taken, inCall, isFree, isPaused }: QueueSays): string {
  const counts = `${completed} completed, ${abandoned} abandoned, ${taken} taken by the agent`;
  const agent = `agent ${isFree ? 'free' : 'in use'}${inCall === true ? ', in its call' : ''}${isPaused ? ', paused' : ''}`;
  return `${counts}; ${agent}`;
}
