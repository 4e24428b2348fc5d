import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** As in the kernel's include/net/tcp_states.h: ESTABLISHED, and CLOSE_WAIT until the server lets go as well. */
const open = new Set(['01', '08']);

/** Connections that the server on that port of ours still holds (proc(5), /proc/net/tcp). */
function openConnections(port: number): number {
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const rows = ['tcp', 'tcp6'].flatMap((table) => readFileSync(`/proc/net/${table}`, 'utf8').split('\n').slice(1));
  return rows.filter((row) => {
    const [, address = '', , state = ''] = row.trim().split(/\s+/);
    return address.endsWith(local) && open.has(state);
  }).length;
}

/** Waits until it holds none any more, `ms` at most: on a busy machine the server may take its time to look. */
export async function connectionsClosed(port: number, ms: number): Promise<void> {
  const until = performance.now() + ms;
  // oxlint-disable-next-line no-await-in-loop -- looks again until they are gone
  while (openConnections(port) > 0 && performance.now() < until) await delay(20);
}
