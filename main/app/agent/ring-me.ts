import type { Outcome } from '../../../preload/contract/requests.ts';
import type { Logger } from '../../base/log.ts';
import type { SipPhone } from '../../sip/phone.ts';
import { refused } from '../refusals.ts';

/** How asking the PBX to ring my phone went. `no-contact`: it knows of nowhere to ring. */
export type Rung =
  | { readonly kind: 'under-way' }
  | { readonly kind: 'no-contact' }
  | { readonly kind: 'refused'; readonly outcome: Outcome };

export interface RingMeOptions {
  readonly phone: Pick<SipPhone, 'registerAgain' | 'ringsAt'>;
  /** The softphone's, as in PJSIP/1014. */
  readonly endpoint: string;
  readonly log: Logger;
}

/**
 * What the PBX is to ring: this softphone, and not a desk phone registered on the same account, which may come first there
 * (res_pjsip/location.c, `ast_sip_location_retrieve_contact_from_aor_list`).
 */
export const ringsMe = ({ endpoint, phone: { ringsAt } }: Pick<RingMeOptions, 'endpoint' | 'phone'>): string =>
  ringsAt === null ? endpoint : `${endpoint}/${ringsAt}`;

/**
 * Has `ask` ring my phone; null: that is under way. Where the PBX has lost our contact the phone registers anew and it is asked
 * once more: Asterisk 16 loses it with somebody else's WebSocket (`SipPhone.registerAgain`), and a key may be pressed before any
 * hint says so.
 */
export async function ringMe({ phone, log }: RingMeOptions, ask: () => Promise<Rung>): Promise<Outcome | null> {
  const first = await ask();
  if (first.kind !== 'no-contact') return outcomeOfRung(first);
  log.info('the PBX has nowhere to ring my phone: it registers anew');
  await phone.registerAgain();
  return outcomeOfRung(await ask());
}

function outcomeOfRung(rung: Rung): Outcome | null {
  if (rung.kind === 'refused') return rung.outcome;
  return rung.kind === 'no-contact' ? refused('own-phone-lost') : null;
}
