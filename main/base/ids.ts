import type { Brand } from './brand.ts';

/**
 * The SIP Call-ID of one dialog; ARI calls it `protocol_id`. Never shown, never logged while the dialog lives: with both
 * tags it takes the call.
 */
export type SipCallId = Brand<string, 'SipCallId'>;

/** Asterisk's only stable name of a channel. */
export type Uniqueid = Brand<string, 'Uniqueid'>;
