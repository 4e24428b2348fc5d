import { enCalls } from './en-calls.ts';
import { enDesk } from './en-desk.ts';
import { enLedger } from './en-ledger.ts';

import { enLinks, enRing } from './en-links.ts';
import { enConference, enConsult, enNote, enParked, enPickUp, enTransfer, enUnavailable } from './en-moves.ts';

/** Every string a person can read, in one table. Another language is another object of this type. */
export const t = {
  ...enDesk,
  call: enCalls,
  link: enLinks,
  ring: enRing,
  ledger: enLedger,
  transfer: enTransfer,
  consult: enConsult,
  conference: enConference,
  unavailable: enUnavailable,
  pickUp: enPickUp,
  note: enNote,
  parked: enParked,
} as const;
