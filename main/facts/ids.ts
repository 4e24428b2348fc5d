import type { Brand } from '../base/brand.ts';

/** The SIP Call-ID of one leg: ARI's `protocol_id`. Never shown and never logged while the dialog lives (it helps to take the call). */
export type DialogId = Brand<string, 'DialogId'>;
/** Asterisk's only stable name of a channel. */
export type Uniqueid = Brand<string, 'Uniqueid'>;
