import type { Catalogue } from './catalogue.ts';
import { deAway } from './de-away.ts';
import { deCalls } from './de-calls.ts';
import { deContacts } from './de-contacts.ts';
import { deCrm } from './de-crm.ts';
import { deDesk } from './de-desk.ts';
import { deDiversions } from './de-diversions.ts';
import { deContact, deHistory } from './de-kept.ts';
import { deLedger } from './de-ledger.ts';
import { deLinks, deRing } from './de-links.ts';
import { deListening } from './de-listening.ts';
import { deMessages } from './de-messages.ts';
import { deConference, deConsult, deNote, deParked, dePickUp, deTransfer, deUnavailable } from './de-moves.ts';
import { deQueues } from './de-queues.ts';
import { deSaid } from './de-said.ts';
import { deSettings } from './de-settings.ts';
import { deSetup } from './de-setup.ts';

/** Every text a person can read on a page, in German. */
export const de: Catalogue = {
  ...deDesk,
  call: deCalls,
  link: deLinks,
  ring: deRing,
  ledger: deLedger,
  contact: deContact,
  history: deHistory,
  messages: deMessages,
  contacts: deContacts,
  crm: deCrm,
  weekdays: ['So', 'Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa'],
  months: ['Jan.', 'Feb.', 'März', 'Apr.', 'Mai', 'Juni', 'Juli', 'Aug.', 'Sep.', 'Okt.', 'Nov.', 'Dez.'],
  dayOfMonth: (day, month) => `${day}. ${month}`,
  said: deSaid,
  transfer: deTransfer,
  consult: deConsult,
  conference: deConference,
  unavailable: deUnavailable,
  pickUp: dePickUp,
  note: deNote,
  parked: deParked,
  queues: deQueues,
  diversions: deDiversions,
  away: deAway,
  listening: deListening,
  setup: deSetup,
  settings: deSettings,
};
