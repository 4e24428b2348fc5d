import type { Cell } from './cell-run.ts';
import type { FaultName } from './faults.ts';
import type { PhaseName } from './phases.ts';

/** What has come of the customer, and of the card, when it is over. */
export interface Expected {
  /**
   * `kept`: with the agent as before, and what the agent wanted next works. `voicemail`: the PBX's patience was over
   * first, and the card says that the call is gone. `either`: which of these two is the PBX's to say. `lost`: the PBX lost
   * the call, and the card says so.
   */
  readonly customer: 'kept' | 'voicemail' | 'either' | 'lost';
  /** How long after the fault was over it may take, s. */
  readonly within: number;
  /** Why it can be no better. */
  readonly because?: string;
}

const kept = (within: number): Expected => ({ customer: 'kept', within });
const voicemail = (within: number): Expected => ({ customer: 'voicemail', within });
const either = (within: number, because: string): Expected => ({ customer: 'either', within, because });
const lost = (within: number): Expected => ({ customer: 'lost', within });

type Row = Readonly<Record<PhaseName, Expected>>;
const everywhere = (expected: Expected): Row => ({
  ring: expected,
  answer: expected,
  talk: expected,
  hold: expected,
  consult: expected,
  transfer: expected,
  park: expected,
});

/** Written down before it is tried. A page needs its time to start, and another address is noticed by a Ping only. */
const expected: Readonly<Record<FaultName, Row>> = {
  'wss cut': everywhere(kept(3)),
  // Asterisk rings for 20 s; whatever it has up, it keeps up.
  'half-open for 30 s': { ...everywhere(kept(4)), ring: voicemail(4), answer: voicemail(4) },
  '40 % packet loss': everywhere(kept(4)),
  '300 ms delay': everywhere(kept(3)),
  // A Ping every 5 s, an answer within 3 s, and then everything anew.
  'address change': everywhere(kept(13)),
  'TLS broken in mid-frame': everywhere(kept(3)),
  'page killed': everywhere(kept(4)),
  'main killed': everywhere(kept(4)),
  'PBX restart': everywhere(lost(4)),
  'PBX stopped for 20 s': {
    ...everywhere(kept(4)),
    ring: voicemail(4),
    answer: either(
      4,
      'our 200 and the end of the PBX’s patience (20 s) both wait for it when it goes on: it takes up one of them first. ' +
        'Card and PBX agree on which.',
    ),
  },
};

/** What happens to a call that a queue gave to the agent, where it differs: a queue goes on trying. */
const byQueue: Readonly<Partial<Record<FaultName, Row>>> = {
  'wss cut': expected['wss cut'],
  'page killed': expected['page killed'],
  'main killed': expected['main killed'],
  'PBX restart': expected['PBX restart'],
  // The queue's patience with one phone (15 s) is over, and 2 s later it rings it again.
  'PBX stopped for 20 s': { ...everywhere(kept(4)), ring: kept(8), answer: kept(8) },
};

/** Those that are played in a queue's call too. */
export const faultsByQueue = Object.keys(byQueue) as FaultName[];

export function expectedOf({ fault, phase, origin = 'direct' }: Cell): Expected {
  return (origin === 'queue' ? (byQueue[fault] ?? expected[fault]) : expected[fault])[phase];
}
