import type { RingHere } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';

/** The reason, in a few words. */
export const ringWords = (ring: RingHere): string => {
  switch (ring.rings) {
    case 'yes':
      return t.ring.yes;
    case 'no':
    case 'unheard':
      return t.ring.reasons[ring.why];
    case 'not-from-queues':
      return t.ring.paused(ring.queues.join(', '));
    case 'out-of-time':
      return t.ring.outOfTime(ring.minutes, ring.ahead);
  }
};

/** Whether a key of this desk cures it: a pause is ended where it was begun. */
export const canMend = (ring: RingHere): boolean =>
  ring.rings === 'unheard' || (ring.rings === 'no' && ring.why !== 'no-page');

/** Mostly over before anybody has read it. */
export const isPassing = (ring: RingHere): boolean =>
  ring.rings === 'no' && (ring.why === 'connecting' || ring.why === 'no-page');

/** Asks for the microphone: what the browser says is heard by whoever holds the audio. */
export async function askForMicrophone(): Promise<string | null> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    for (const track of stream.getTracks()) track.stop();
    return null;
  } catch (error) {
    return error instanceof DOMException && error.name === 'NotFoundError' ? t.ring.stillMissing : t.ring.stillBlocked;
  }
}
