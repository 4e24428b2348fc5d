import { networkInterfaces } from 'node:os';
import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableStore } from '../base/disposable.ts';
import type { Event } from '../base/emitter.ts';
import type { Logger } from '../base/log.ts';
import type { LinkState } from '../net/link-failure.ts';

/** Whatever holds a connection that may be dead without anybody knowing. */
export interface Link {
  readonly link: LinkState;
  readonly onDidChangeLink: Event<LinkState>;
  /** Looks whether it is alive, or tries again now. */
  retry(): void;
}

export interface WatchWakeOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly links: readonly Link[];
  /** The addresses this computer has now; left out: the system is asked. */
  readonly addresses?: () => string;
  /** What the host knows of sleep and locks (Electron's powerMonitor); left out: it cannot tell. */
  readonly power?: Event<string>;
}

/** A second more is left for a connection that is dead to be found so, and made anew. */
const lookEvery = 500;
/** A tick that comes this much late did not wait for a busy moment: the computer slept, or its clock was set. */
const jump = 3_000;

/**
 * After sleep or on another network the old connections look alive, and would be found dead at their next keepalive
 * only. Each of these signs has all of them looked at within a second or two; and where one comes back the others do.
 */
export function watchWake(options: WatchWakeOptions): Disposable {
  const { clock, log, links, addresses = addressesNow, power } = options;
  const open = new DisposableStore();
  const lookAtAll = (why: string): void => {
    log.info('every connection is looked at', { why });
    // One that waits for a person waits on: somebody else has its place.
    for (const each of links) if (each.link.state !== 'down' || each.link.retryAt !== null) each.retry();
  };
  let lastTick = clock.now();
  let lastAddresses = addresses();
  open.add(
    clock.every(lookEvery, () => {
      const now = clock.now();
      const late = now - lastTick - lookEvery;
      lastTick = now;
      const current = addresses();
      const moved = current !== lastAddresses;
      lastAddresses = current;
      if (moved) lookAtAll('the network addresses changed');
      else if (Math.abs(late) >= jump) lookAtAll('the clock jumped');
    }),
  );
  // The PBX is there again: whoever waits for their next attempt need not.
  for (const each of links) {
    open.add(
      each.onDidChangeLink(({ state }) => {
        if (state === 'up') for (const other of links) if (isWaiting(other)) other.retry();
      }),
    );
  }
  if (power !== undefined) open.add(power((why) => lookAtAll(why)));
  return open;
}

const isWaiting = ({ link }: Link): boolean => link.state === 'down' && link.retryAt !== null;

/** Loopback and link-local ones say nothing of where we are. */
function addressesNow(): string {
  const all = Object.entries(networkInterfaces()).flatMap(([name, list = []]) =>
    list.filter((each) => !each.internal && !each.address.startsWith('fe80')).map((each) => `${name} ${each.address}`),
  );
  return all.toSorted().join(' ');
}
