import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { AmiDecoder } from '../../main/ami/codec/decoder.ts';
import type { AmiMessage } from '../../main/ami/codec/message.ts';
import { queueStateFact, queuesListed } from '../../main/app/translate/queue-state-facts.ts';
import type { QueueFact } from '../../main/queues/queue-facts.ts';

/** What a recorded manager session says of queues, one second a fact; its QueueStatus lists as lists. */
export function readQueues(capture: string): readonly QueueFact[] {
  const facts: QueueFact[] = [];
  const listing = new Map<string, AmiMessage[]>();
  const take = (message: AmiMessage): void => {
    const at = (facts.length + 1) * 1_000;
    const id = message.get('ActionID') ?? '';
    if (message.kind === 'response') listing.set(id, []);
    else if (message.name === 'QueueStatusComplete')
      facts.push(queuesListed(listing.get(id) ?? [], { at, since: at, only: null }));
    else if (listing.has(id)) listing.get(id)?.push(message);
    else {
      const fact = queueStateFact(message, at);
      if (fact !== null) facts.push(fact);
    }
  };
  const decoder = new AmiDecoder({ onBanner: () => undefined, onForeign: () => undefined, onMessage: take });
  decoder.push(gunzipSync(readFileSync(new URL(`${capture}.ami.gz`, import.meta.url))));
  return facts;
}
