import type { ParkedCall } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { useNow } from './desk-context.ts';
import { pastDuration } from './format.ts';
import { secondsUntil, soonSeconds } from './parked.ts';

/** When a parked call comes back, in words. */
export function ParkedBack({ entry, to }: { readonly entry: ParkedCall; readonly to: 'you' | 'anybody' }) {
  const now = useNow();
  if (entry.returnsAt === null) return t.parked.backUnknown;
  const seconds = secondsUntil(entry.returnsAt, now);
  const words = to === 'you' ? t.parked.backToYou : t.parked.back;
  return (
    <span className={seconds <= soonSeconds ? 'park-back soon' : 'park-back'}>
      {seconds === 0 ? t.parked.backNow : words(pastDuration(seconds))}
    </span>
  );
}
