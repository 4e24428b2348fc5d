import { enAway } from './en-away.ts';
import { enCalls } from './en-calls.ts';
import { enContacts } from './en-contacts.ts';
import { enCrm } from './en-crm.ts';
import { enDesk } from './en-desk.ts';
import { enDiversions } from './en-diversions.ts';
import { enContact, enHistory } from './en-kept.ts';
import { enLedger } from './en-ledger.ts';
import { enLinks, enRing } from './en-links.ts';
import { enListening } from './en-listening.ts';
import { enMessages } from './en-messages.ts';
import { enConference, enConsult, enNote, enParked, enPickUp, enTransfer, enUnavailable } from './en-moves.ts';
import { enQueues } from './en-queues.ts';
import { enSettings } from './en-settings.ts';
import { enSetup } from './en-setup.ts';

/** Every text a person can read on a page, in English, in one table. Another language is an object of the same type. */
export const en = {
  ...enDesk,
  call: enCalls,
  link: enLinks,
  ring: enRing,
  ledger: enLedger,
  contact: enContact,
  history: enHistory,
  messages: enMessages,
  contacts: enContacts,
  crm: enCrm,
  weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as readonly string[],
  months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as readonly string[],
  dayOfMonth: (day: string, month: string) => `${day} ${month}`,
  /** Main's own sentences by their English words, where they are other ones here. */
  said: {} as Readonly<Record<string, string>>,
  transfer: enTransfer,
  consult: enConsult,
  conference: enConference,
  unavailable: enUnavailable,
  pickUp: enPickUp,
  note: enNote,
  parked: enParked,
  queues: enQueues,
  diversions: enDiversions,
  away: enAway,
  listening: enListening,
  setup: enSetup,
  settings: enSettings,
} as const;
