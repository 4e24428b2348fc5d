import { enCalls } from './en-calls.ts';
import { enDesk } from './en-desk.ts';
import { enLedger } from './en-ledger.ts';
import { enLinks } from './en-links.ts';
import { enConsult, enParked, enTransfer } from './en-moves.ts';

/** Every string a person can read, in one table. Another language is another object of this type. */
export const t = {
  ...enDesk,
  call: enCalls,
  link: enLinks,
  ledger: enLedger,
  transfer: enTransfer,
  consult: enConsult,
  parked: enParked,
} as const;
