import { type RehearsalKind, rehearsalKind } from '../../preload/contract/views.ts';
import type { Rehearsal } from '../app/offhook.ts';

/** The parent that started us for a demo, over Node's child channel. */
interface Parent {
  readonly send?: ((message: unknown) => boolean) | undefined;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/** In the demo (OFFHOOK_DEMO=1) the launcher holds the practice PBX: it is asked to place practice calls. Null otherwise. */
export function rehearsalByParent(parent: Parent, env: Readonly<Record<string, string | undefined>>): Rehearsal | null {
  const send = parent.send?.bind(parent);
  if (env['OFFHOOK_DEMO'] !== '1' || send === undefined) return null;
  const waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  let nextId = 1;
  parent.on('message', (message) => {
    if (!isAnswer(message)) return;
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'done') asked?.resolve();
    else asked?.reject(new Error(message.message ?? 'the practice PBX could not place that call'));
  });
  return {
    kinds: rehearsalKind.options,
    run: (what: RehearsalKind) => {
      const id = nextId++;
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      waiting.set(id, { resolve, reject });
      send({ kind: 'rehearse', what, id });
      return promise;
    },
  };
}

interface Answer {
  readonly kind: 'done' | 'failed';
  readonly id: number;
  readonly message?: string;
}

const isAnswer = (message: unknown): message is Answer =>
  typeof message === 'object' &&
  message !== null &&
  'kind' in message &&
  (message.kind === 'done' || message.kind === 'failed') &&
  'id' in message &&
  typeof message.id === 'number';
