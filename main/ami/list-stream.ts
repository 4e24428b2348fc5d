import type { AmiMessage } from './codec/message.ts';
import type { AmiList } from './pending-actions.ts';
import type { AmiRefusal } from './refusal.ts';

/** A list did not come to its end; what was handed out before is a part of it. */
export class AmiListError extends Error {
  override readonly name = 'AmiListError';
  readonly refusal: AmiRefusal;

  constructor(refusal: AmiRefusal) {
    super(refusal.kind === 'error' ? refusal.message : refusal.kind);
    this.refusal = refusal;
  }
}

/** Items as they come, and the end when it has come. Whoever stops early is given no more, and nothing is left over. */
export async function* streamList(
  send: (onItem: (item: AmiMessage) => void) => Promise<AmiList>,
): AsyncGenerator<AmiMessage, void, undefined> {
  const waiting: AmiMessage[] = [];
  let wake: () => void = () => undefined;
  let outcome: AmiList | null = null;
  let wanted = true;
  void send((item) => {
    if (!wanted) return;
    waiting.push(item);
    wake();
  }).then((end) => {
    outcome = end;
    wake();
  });
  // Asked through a function: the compiler cannot see that it changes.
  const ended = (): AmiList | null => outcome;
  try {
    for (;;) {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) yield item;
      const end = ended();
      if (end?.ok === false) throw new AmiListError(end.failure);
      if (end !== null) return;
      // oxlint-disable-next-line no-await-in-loop -- until there is something
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    wanted = false;
    waiting.length = 0;
  }
}
