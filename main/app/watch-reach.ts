import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableStore } from '../base/disposable.ts';
import type { Logger } from '../base/log.ts';
import type { SipPhone } from '../sip/phone.ts';
import type { Surroundings } from './transfers/surroundings.ts';

export interface WatchReachOptions {
  readonly phone: Pick<SipPhone, 'link' | 'registerAgain'>;
  /** What the PBX's hint says of my extension, by AMI. */
  readonly surroundings: Pick<Surroundings, 'onDidChange'> & { readonly mine: { readonly reachable: boolean | null } };
  /** What the PBX says of my phone itself, by ARI; null: nothing. */
  readonly endpoint: () => boolean | null;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A hint is behind a registration by as much. */
const settled = 1_000;
/** A PBX that goes on saying so is not asked more often than this. */
const again = 5_000;

/**
 * Registered by our own count, and nobody by the PBX's: a call would not ring here, and nobody would know until the next
 * REGISTER. It is sent at once. Whoever took our place would be reachable, so nobody is put out by this.
 */
export function watchReach({ phone, surroundings, endpoint, clock, log }: WatchReachOptions): Disposable {
  let last = Number.NEGATIVE_INFINITY;
  const look = (): void => {
    const { link } = phone;
    const now = clock.now();
    const isLost = surroundings.mine.reachable === false || endpoint() === false;
    if (!isLost || link.state !== 'up' || now - link.since < settled || now - last < again) return;
    last = now;
    log.info('the PBX has lost our registration: it is made anew');
    void phone.registerAgain();
  };
  const open = new DisposableStore();
  open.add(surroundings.onDidChange(look));
  // What was said in the first second of a link is looked at again, and what ARI says is looked at here.
  open.add(clock.every(settled, look));
  return open;
}
