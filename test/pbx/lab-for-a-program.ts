import { onGoodbye } from './goodbye.ts';
import { startPbx } from './pbx.ts';
import { type Rehearsal, Rehearsals } from './rehearsals.ts';

interface Asked {
  readonly kind: 'rehearse';
  readonly what: Rehearsal;
  readonly id: unknown;
}

/** The lab as a child of `npm start`: it talks over Node's IPC channel and ends when that closes. */
export async function labForAProgram(): Promise<void> {
  // Until there is a PBX its guard alone cleans up.
  const exit = (): never => process.exit(0);
  process.once('disconnect', exit);
  try {
    const pbx = await startPbx();
    onGoodbye(async () => pbx.stop());
    process.off('disconnect', exit);
    const rehearsals = new Rehearsals(pbx, '1001');
    process.on('message', (message) => void answer(rehearsals, message));
    tell({ kind: 'ready', profile: pbx.profileFor('1001') });
  } catch (error) {
    tell({ kind: 'unavailable', reason: wordsOf(error) });
    process.off('disconnect', exit);
    process.exitCode = 3;
    // What is still queued goes out first; without the channel nothing keeps us up.
    process.disconnect();
  }
}

async function answer(rehearsals: Rehearsals, message: unknown): Promise<void> {
  if (!isAsked(message)) return;
  try {
    await rehearsals.run(message.what);
    tell({ kind: 'done', id: message.id });
  } catch (error) {
    tell({ kind: 'failed', id: message.id, message: wordsOf(error) });
  }
}

function isAsked(message: unknown): message is Asked {
  if (typeof message !== 'object' || message === null) return false;
  const { kind, what } = message as Partial<Record<string, unknown>>;
  return kind === 'rehearse' && (what === 'inbound' || what === 'queue' || what === 'voicemail');
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function tell(message: object): void {
  if (process.connected) process.send?.(message);
}
