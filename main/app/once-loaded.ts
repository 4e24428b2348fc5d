import { queueStatus } from '../ami/actions.ts';
import type { AmiClient } from '../ami/client.ts';

/** About no queue at all, so that the answer is short. */
const probe = queueStatus({ queue: 'offhook-none' });

/**
 * Takes a snapshot, and once more if the PBX was still starting up: it lets managers in before its dialplan, its
 * voicemail and its queues are loaded, and until then lists are short or unknown. Queues come last of these
 * (AST_MODPRI_DEVSTATE_CONSUMER, apps/app_queue.c), so whoever knows them is complete.
 */
export async function onceLoaded(ami: Pick<AmiClient, 'list'>, take: () => Promise<void>): Promise<void> {
  // Asked before the snapshot: what it tells was true then.
  const [asked] = await Promise.all([ami.list(probe), take()]);
  if (asked.ok || asked.failure.kind !== 'unknown-action') return;
  const loaded = await ami.list(probe, { onceLoaded: true });
  if (loaded.ok) await take();
}
