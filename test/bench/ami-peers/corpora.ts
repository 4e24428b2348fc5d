import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Busy hours with every class of event but no bridges, and calls that are queued, bridged, parked and transferred. */
export const corpora = { firehose: 'firehose-22', calls: 'calls-22' } as const;

/** The event that ends every flood. */
export const last = 'BenchEnd';
const ending = Buffer.from(`Event: ${last}\r\n\r\n`);

export interface Flood {
  /** Events only: answers to nobody's questions help no one. */
  readonly once: Buffer;
  readonly passes: number;
  readonly blocks: number;
}

/** A recording as a flood, `passes` times over. */
export function floodOf(capture: string, passes: number): Flood {
  const text = gunzipSync(readFileSync(new URL(`../../captures/${capture}.ami.gz`, import.meta.url))).toString(
    'latin1',
  );
  return flood(
    text.split('\r\n\r\n').filter((block) => block.startsWith('Event: ')),
    passes,
  );
}

/** 100,000 events as fast as they come: a hundredth of them of a call. */
export function hundredThousand(): Flood {
  const noise = `Event: Newexten\r\nPrivilege: dialplan,all\r\nChannel: PJSIP/1001-0000002a\r\nAppData: ${'x'.repeat(300)}`;
  const hundred = [...Array.from({ length: 99 }, () => noise), 'Event: Hangup\r\nUniqueid: 1'];
  return flood(Array.from({ length: 100 }, () => hundred).flat(), 10);
}

function flood(blocks: readonly string[], passes: number): Flood {
  const once = Buffer.from(`${blocks.join('\r\n\r\n')}\r\n\r\n`, 'latin1');
  return { once, passes, blocks: blocks.length * passes };
}

/** As large as Node reads from a socket at once. */
const read = 65_536;

/** The whole of it, as a socket would hand it out. */
export function* readsOf({ once, passes }: Flood): Generator<Buffer> {
  for (let pass = 0; pass < passes; pass += 1) {
    for (let at = 0; at < once.length; at += read) yield once.subarray(at, at + read);
  }
  yield ending;
}
