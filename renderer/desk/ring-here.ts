import type { RingHere } from '../../preload/contract/ring-here.ts';
import type { DeskView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import type { AskingAct, DiversionWish, QueueAct } from './act.ts';

/** The reason, in a few words. */
export const ringWords = (ring: RingHere): string => {
  switch (ring.rings) {
    case 'yes':
      return t.ring.yes;
    case 'no':
    case 'unheard':
      return t.ring.reasons[ring.why];
    case 'not-from-queues':
      return t.ring.queues[ring.why](ring.queues.join(', '));
    case 'diverted':
      return ring.to === null ? t.ring.doNotDisturb : t.ring.forwarded(ring.to);
    case 'out-of-time':
      return t.ring.outOfTime(ring.minutes, ring.ahead);
  }
};

/** What the key does about it. */
export interface Mend {
  readonly label: string;
  /** `microphone`: it is asked for. */
  readonly act: AskingAct | QueueAct | 'microphone';
}

const tryAgain: AskingAct = { type: 'retry', links: ['sip'] };

/** How a key of this desk cures it; null: it cannot, or the PBX does not let it. */
export function mendOf({ ring, queues, diversions }: Pick<DeskView, 'ring' | 'queues' | 'diversions'>): Mend | null {
  switch (ring.rings) {
    case 'yes':
      return null;
    case 'no':
      return ring.why === 'no-page' ? null : { label: t.ring.mends.again, act: tryAgain };
    case 'unheard':
      return { label: t.ring.mends.microphone, act: 'microphone' };
    case 'not-from-queues': {
      const name = ring.why === 'paused' ? 'endPause' : 'signIn';
      const act: QueueAct = { type: 'queues', what: 'do', wish: { name, queue: null } };
      return queues === undefined || queues.lack !== null ? null : { label: t.ring.mends[ring.why], act };
    }
    case 'diverted': {
      const { what } = ring;
      const wish: DiversionWish = what === 'always' ? { what, to: null } : { what, on: false };
      if (diversions?.offers.includes(what) !== true) return null;
      return { label: t.ring.mends.diverted, act: { type: 'divert', wish } };
    }
    // The PBX's time comes with its answer to a registration.
    case 'out-of-time':
      return { label: t.ring.mends.clock, act: tryAgain };
  }
}

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
