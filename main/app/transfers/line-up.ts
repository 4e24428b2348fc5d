import type { Clock } from '../../base/clock.ts';
import { DisposableStore } from '../../base/disposable.ts';
import type { SipPhone } from '../../sip/phone.ts';

/** Whether the phone line is up, now or within `within` ms (Infinity: for as long as it takes). */
export function lineIsUp(
  phone: Pick<SipPhone, 'link' | 'onDidChangeLink'>,
  clock: Clock,
  within: number,
): Promise<boolean> {
  if (phone.link.state === 'up') return Promise.resolve(true);
  return new Promise((resolve) => {
    const open = new DisposableStore();
    const settle = (isUp: boolean): void => {
      open.dispose();
      resolve(isUp);
    };
    open.add(phone.onDidChangeLink((link) => (link.state === 'up' ? settle(true) : undefined)));
    if (Number.isFinite(within)) open.add(clock.after(within, () => settle(false)));
  });
}
