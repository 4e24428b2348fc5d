import { AmiRights } from '../../../main/app/transfers/ami-rights.ts';
import { Arrangements } from '../../../main/app/transfers/arrangements.ts';
import { ConferenceRooms } from '../../../main/app/transfers/conference-rooms.ts';
import type { OtherPhone } from '../../../main/app/transfers/directory.ts';
import { Notes } from '../../../main/app/transfers/notes.ts';
import { ParkingLots } from '../../../main/app/transfers/parking-lots.ts';
import { Surroundings } from '../../../main/app/transfers/surroundings.ts';
import { createLogger } from '../../../main/base/log.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const log = createLogger(
  () => undefined,
  () => 0,
);

const notes = new Notes();

/** No pairs unless `arrangements` holds some, and a PBX that says nothing of parking. */
export const noSurroundings = (arrangements = new Arrangements(), otherPhone: OtherPhone | null = null): Surroundings =>
  new Surroundings({
    arrangements,
    lots: new ParkingLots({
      ami: null,
      endpoint: 'PJSIP/1001',
      country: 'US',
      clock: new FakeClock(0),
      log,
      notes,
      extension: '1001',
      isOffline: () => false,
    }),
    conferences: new ConferenceRooms({ ami: null, endpoint: 'PJSIP/1001', country: 'US' }),
    notes,
    rights: new AmiRights(null, log),
    listening: { of: () => null, offers: [] },
    directory: {
      ringing: [],
      mine: { reachable: null, pausedIn: [] },
      queueExtension: () => null,
      nameAt: () => null,
      otherPhone,
      onDidChange: () => ({ dispose: () => undefined }),
    },
    conferencePrefix: null,
    recordCode: null,
    country: 'US',
  });
