import type { SeenCall } from '../../main/replay/story.ts';

/**
 * What one agent would have seen in each recorded session: written by hand from reading the recordings (and Asterisk's
 * own Status in `lists`), never from what the model says of them. Asterisk 16 and 22 do the same in all of them.
 */
export type GoldenCall = SeenCall;

export interface Golden {
  readonly capture: string;
  /** My phone. */
  readonly me: string;
  readonly calls: readonly GoldenCall[];
  /** What ARI alone can know, where that is less: it knows neither queues nor slots. */
  readonly ari?: readonly Partial<GoldenCall>[];
}

const ann = '+15551230001';

export const goldens: readonly Golden[] = [
  {
    capture: 'inbound-answered',
    me: 'PJSIP/2001',
    // Holds, takes back, and hangs up; the digits say nothing of the call.
    calls: [
      {
        steps: [`ringing ${ann}`, `active ${ann}`, `held ${ann}`, `active ${ann}`, `ended ${ann}`],
        origins: ['direct 2001'],
        reason: 'you-hung-up',
        pops: 1,
      },
    ],
  },
  {
    capture: 'inbound-webrtc',
    me: 'PJSIP/1001',
    calls: [
      {
        steps: [`ringing ${ann}`, `active ${ann}`, `ended ${ann}`],
        origins: ['direct 1001'],
        reason: 'you-hung-up',
        pops: 1,
      },
    ],
  },
  {
    capture: 'inbound-missed',
    me: 'PJSIP/2001',
    calls: [
      { steps: [`ringing ${ann}`, `ended ${ann}`], origins: ['direct 2001'], reason: 'they-gave-up', pops: 1 },
    ],
  },
  {
    capture: 'inbound-voicemail',
    me: 'PJSIP/1001',
    // Rung out: the caller lives on, in the mailbox.
    calls: [{ steps: [`ringing ${ann}`, `ended ${ann}`], origins: ['direct 1001'], reason: 'no-answer', pops: 1 }],
  },
  {
    capture: 'queue-call',
    me: 'PJSIP/1002',
    calls: [
      {
        steps: [`ringing ${ann}`, `active ${ann}`, `ended ${ann}`],
        origins: ['queue support'],
        reason: 'you-hung-up',
        pops: 1,
        rangToo: ['1001'],
      },
    ],
    ari: [{ origins: ['direct 500'] }],
  },
  {
    capture: 'queue-call',
    me: 'PJSIP/1001',
    calls: [
      {
        steps: [`ringing ${ann}`, `ended ${ann}`],
        origins: ['queue support'],
        reason: 'answered-elsewhere',
        pops: 1,
        rangToo: ['1002'],
      },
    ],
    ari: [{ origins: ['direct 500'] }],
  },
  { capture: 'queue-call', me: 'PJSIP/2001', calls: [] },
  ...(['blind-action', 'blind-refer'] as const).flatMap((capture): readonly Golden[] => [
    {
      capture,
      me: 'PJSIP/2001',
      calls: [
        {
          steps: [`ringing ${ann}`, `active ${ann}`, `ended ${ann}`],
          origins: ['direct 2001'],
          reason: 'transferred',
          pops: 1,
        },
      ],
    },
    {
      capture,
      me: 'PJSIP/2002',
      // The original caller, and who sent them.
      calls: [
        {
          steps: [`ringing ${ann}`, `active ${ann}`, `ended ${ann}`],
          origins: ['transfer blind 2001'],
          reason: 'they-hung-up',
          pops: 1,
        },
      ],
    },
  ]),
  {
    capture: 'atxfer-refer',
    me: 'PJSIP/2001',
    calls: [
      {
        steps: [`ringing ${ann}`, `active ${ann}`, `ended ${ann}`],
        origins: ['direct 2001'],
        reason: 'transferred',
        pops: 1,
      },
      // The consultation, by a line of its own.
      { steps: ['dialling 2002', 'active 2002', 'ended 2002'], origins: ['dialled'], reason: 'transferred', pops: 0 },
    ],
  },
  {
    capture: 'atxfer-refer',
    me: 'PJSIP/2002',
    // Rung by the colleague, left with the caller.
    calls: [
      {
        steps: ['ringing 2001', 'active 2001', `active ${ann}`, `ended ${ann}`],
        origins: ['direct 2002', 'transfer attended 2001'],
        reason: 'they-hung-up',
        pops: 1,
      },
    ],
  },
  {
    capture: 'atxfer-action',
    me: 'PJSIP/2001',
    // By feature code: the same leg holds the caller, then talks with the colleague.
    calls: [
      {
        steps: [`ringing ${ann}`, `active ${ann}`, `held ${ann}`, `active ${ann}`, 'active 2002', 'ended 2002'],
        origins: ['direct 2001'],
        reason: 'transferred',
        pops: 1,
        original: ann,
      },
    ],
  },
  {
    capture: 'atxfer-action',
    me: 'PJSIP/2002',
    calls: [
      {
        steps: ['ringing 2001', 'active 2001', `active ${ann}`, `ended ${ann}`],
        origins: ['direct 2002', 'transfer attended 2001'],
        reason: 'they-hung-up',
        pops: 1,
      },
    ],
  },
  {
    capture: 'park-retrieve',
    me: 'PJSIP/2001',
    calls: [
      {
        steps: [`ringing ${ann}`, `active ${ann}`, `ended ${ann}`],
        origins: ['direct 2001'],
        reason: 'parked',
        pops: 1,
      },
      // Parked by a transfer to 700: parked says more than transferred.
      {
        steps: [`ringing ${ann}`, `active ${ann}`, `ended ${ann}`],
        origins: ['direct 2001'],
        reason: 'parked',
        pops: 1,
      },
    ],
  },
  {
    capture: 'park-retrieve',
    me: 'PJSIP/2002',
    calls: [
      {
        steps: ['dialling 703', 'active 703', `active ${ann}`, `ended ${ann}`],
        origins: ['dialled', 'park retrieved 703'],
        reason: 'you-hung-up',
        pops: 0,
      },
      // An empty slot: the PBX answers to say so.
      { steps: ['dialling 701', 'active 701', 'ended 701'], origins: ['dialled'], reason: 'you-hung-up', pops: 0 },
    ],
    ari: [{ origins: ['dialled'] }],
  },
  {
    capture: 'click-to-dial',
    me: 'PJSIP/2001',
    calls: [
      { steps: ['ringing 2002', 'active 2002', 'ended 2002'], origins: ['click-to-dial'], reason: 'they-hung-up', pops: 1 },
      // The phone turns it down (cause 21); the next one rings out.
      { steps: ['ringing ', 'ended '], origins: ['click-to-dial'], reason: 'you-declined', pops: 1 },
      { steps: ['ringing ', 'ended '], origins: ['click-to-dial'], reason: 'no-answer', pops: 1 },
    ],
  },
  {
    capture: 'click-to-dial',
    me: 'PJSIP/2002',
    // Whoever clicked gave 2002 as the caller's number too.
    calls: [{ steps: ['ringing 2002', 'active 2002', 'ended 2002'], origins: ['direct'], reason: 'they-hung-up', pops: 1 }],
  },
  {
    capture: 'confbridge',
    me: 'PJSIP/2001',
    calls: [{ steps: ['dialling 800', 'active 800', 'ended 800'], origins: ['dialled'], reason: 'they-hung-up', pops: 0 }],
  },
  {
    capture: 'confbridge',
    me: 'PJSIP/2002',
    calls: [{ steps: ['dialling 801', 'active 801', 'ended 801'], origins: ['dialled'], reason: 'you-hung-up', pops: 0 }],
  },
  {
    capture: 'monitor-mute',
    me: 'PJSIP/2001',
    calls: [
      {
        steps: [`ringing ${ann}`, `active ${ann}`, `ended ${ann}`],
        origins: ['direct 2001'],
        reason: 'they-hung-up',
        pops: 1,
      },
    ],
  },
  {
    capture: 'lists',
    me: 'PJSIP/2001',
    calls: [
      {
        steps: [`ringing ${ann}`, `active ${ann}`, `ended ${ann}`],
        origins: ['direct 2001'],
        reason: 'they-hung-up',
        pops: 1,
      },
    ],
  },
  {
    capture: 'lists',
    me: 'PJSIP/1001',
    // The queue gives up ringing while its caller waits on.
    calls: [{ steps: [`ringing ${ann}`, `ended ${ann}`], origins: ['queue support'], reason: 'no-answer', pops: 1 }],
    ari: [{ origins: ['direct 500'] }],
  },
  // Nobody's phone rings in these, whatever goes on.
  ...['stasis', 'userevent-vars', 'register-presence', 'least-privilege', 'least-privilege-desk', 'least-privilege-viewer'].flatMap((capture): readonly Golden[] =>
    ['PJSIP/1001', 'PJSIP/2001'].map((me) => ({ capture, me, calls: [] })),
  ),
];
