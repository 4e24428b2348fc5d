import type { CallAction, CallView } from '../../preload/contract/views.ts';

/** Which calls have a card, in which order, and what two calls that belong together can do for each other. */

export function partnerOf(calls: readonly CallView[], call: CallView): CallView | null {
  const { pair } = call;
  return pair === null ? null : (calls.find((each) => each.id === pair.with) ?? null);
}

/** The leg to the target of a transfer under way: the customer's card tells of it. */
export const isTransferLeg = (calls: readonly CallView[], call: CallView): boolean =>
  call.pair?.kind === 'transfer' && call.pair.role === 'colleague' && partnerOf(calls, call) !== null;

/** The transfer a customer's call is in. */
export function transferLegOf(calls: readonly CallView[], customer: CallView): CallView | null {
  const leg = customer.pair?.kind === 'transfer' && customer.pair.role === 'customer' && partnerOf(calls, customer);
  return leg || (calls.find((each) => each.pair?.with === customer.id && isTransferLeg(calls, each)) ?? null);
}

export interface Consultation {
  readonly colleague: CallView;
  readonly customer: CallView;
}

export function consultationOf(calls: readonly CallView[], call: CallView): Consultation | null {
  const other = partnerOf(calls, call);
  if (call.pair?.kind !== 'consult' || other === null) return null;
  if (call.phase === 'ended' || other.phase === 'ended') return null;
  return call.pair.role === 'colleague' ? { colleague: call, customer: other } : { colleague: other, customer: call };
}

/** From top to bottom. The two calls of a consultation stand together, the colleague's first. */
export function cardsOf(view: { readonly calls: readonly CallView[] } | null): readonly CallView[] {
  const calls = view?.calls ?? [];
  const cards: CallView[] = [];
  for (const call of calls) {
    if (isTransferLeg(calls, call) || cards.includes(call)) continue;
    const consultation = consultationOf(calls, call);
    if (consultation === null) cards.push(call);
    else cards.push(consultation.colleague, consultation.customer);
  }
  return cards;
}

const ofThePair: readonly CallAction[] = ['complete', 'swap', 'conference', 'mix', 'cancelConsult', 'takeBack'];

/** The call an action is asked of: this one, or for what concerns both, the one it belongs with. */
export function holderOf(calls: readonly CallView[], call: CallView, action: CallAction): CallView | null {
  if (call.can.includes(action)) return call;
  const partner = ofThePair.includes(action) ? partnerOf(calls, call) : null;
  return partner?.can.includes(action) === true ? partner : null;
}

/** Everything a key can do while this call is focused. */
export function canOf(calls: readonly CallView[], call: CallView): readonly CallAction[] {
  const shared = ofThePair.filter((action) => !call.can.includes(action) && holderOf(calls, call, action) !== null);
  return [...call.can, ...shared];
}

/** The caller Ctrl+Z takes back: the focused one, else the one that was moved last. */
export function takeBackOf(calls: readonly CallView[], focused: CallView | null): CallView | null {
  const own = focused === null ? null : holderOf(calls, focused, 'takeBack');
  if (own !== null) return own;
  const moved = calls.filter((call) => call.can.includes('takeBack'));
  return moved.toSorted((a, b) => b.since - a.since)[0] ?? null;
}
