import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** As in the kernel's include/net/tcp_states.h. */
const [established, closeWait] = ['01', '08'];
/** Bytes unread where only our end of the connection is: the FIN counts as one. */
const onlyTheEnd = 1;
/** How long the server may take to see that end, ms; one that is seen later is seen by nobody. */
const endSeenWithin = 300;

interface Held {
  /** Somebody still talks, or what was said has not been read. */
  readonly busy: number;
  /** Everything has been read but the end. */
  readonly ending: number;
}

/** Connections that the server on that port of ours still holds (proc(5), /proc/net/tcp). */
function heldBy(port: number): Held {
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const rows = ['tcp', 'tcp6'].flatMap((table) => readFileSync(`/proc/net/${table}`, 'utf8').split('\n').slice(1));
  let [busy, ending] = [0, 0];
  for (const row of rows) {
    const [, address = '', , state = '', queues = ''] = row.trim().split(/\s+/);
    if (!address.endsWith(local)) continue;
    const unread = Number.parseInt(queues.split(':')[1] ?? '0', 16);
    if (state === established || (state === closeWait && unread > onlyTheEnd)) busy += 1;
    else if (state === closeWait) ending += 1;
  }
  return { busy, ending };
}

/**
 * Waits until it holds none any more, `ms` at most: on a busy machine the server may take its time to look. A socket of a
 * WebSocket that said goodbye is kept by Asterisk for the 32 s of a SIP transaction (RFC 3261, 64*T1) and never read again.
 */
export async function connectionsClosed(port: number, ms: number): Promise<void> {
  const until = performance.now() + ms;
  let endingSince: number | null = null;
  for (;;) {
    const { busy, ending } = heldBy(port);
    const now = performance.now();
    if (busy + ending === 0 || now > until) return;
    endingSince = busy > 0 ? null : (endingSince ?? now);
    if (endingSince !== null && now - endingSince > endSeenWithin) return;
    // oxlint-disable-next-line no-await-in-loop -- looks again until they are gone
    await delay(20);
  }
}
