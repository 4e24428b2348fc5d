import { parentPort } from 'node:worker_threads';
import type { StoreAnswer, StoreQuestion, StoreTable } from './store-thread.ts';

/**
 * The other side of `StoreThread`, in its thread: answers what is asked, one after the other. What has to wait for
 * somebody else (a server) is answered when it is there, and holds nothing up.
 */
export function serveStore(handlers: StoreTable): void {
  const port = parentPort;
  if (port === null) throw new TypeError('a store is served in a thread of its own');
  port.on(
    'message',
    (question: StoreQuestion) => void answerOf(handlers, question).then((answer) => port.postMessage(answer)),
  );
}

async function answerOf(handlers: StoreTable, { id, name, input }: StoreQuestion): Promise<StoreAnswer> {
  try {
    const handler = handlers[name] as ((input: unknown) => unknown) | undefined;
    if (handler === undefined) return { id, ok: false, detail: `there is no ${name}` };
    return { id, ok: true, value: await handler(input) };
  } catch (error) {
    return { id, ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}
