import { amiEventsRead } from './ami-facts.ts';
import { conferenceEventsRead } from './conference-facts.ts';
import { deviceEventsRead } from './device-facts.ts';
import { parkingEventsRead } from './parking-facts.ts';
import { presenceEventsRead } from './presence-facts.ts';
import { queueEventsRead } from './queue-state-facts.ts';

/** Every AMI event anything here reads: a client may drop all others unread, and a manager.conf filter may keep them back. */
export const eventsRead: readonly string[] = [
  ...new Set([
    ...amiEventsRead,
    ...conferenceEventsRead,
    ...deviceEventsRead,
    ...parkingEventsRead,
    ...presenceEventsRead,
    ...queueEventsRead,
    // Of legs the desk has begun itself (main/app/agent/chan-spy.ts).
    'OriginateResponse',
  ]),
];
