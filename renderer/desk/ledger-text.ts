import type { LedgerLineView } from '../../preload/contract/ledger.ts';
import type { Party } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { originText, partyWithNumber } from './party-text.ts';

/** One decision in a sentence an administrator can act on. Names in it are callers' text. */
export function ledgerText(entry: LedgerLineView['entry']): string {
  switch (entry.kind) {
    case 'seen':
      return t.ledger.seen(entry.sign, entry.phone);
    case 'joined':
      return t.ledger.joined(entry.what, entry.rule, entry.phone);
    case 'merged':
      return t.ledger.merged(entry.rule);
    case 'parted':
      return t.ledger.parted;
    case 'visit':
      return t.ledger.visit(entry.number);
    case 'phase':
      return t.ledger.phase(t.call.phases[entry.phase]);
    case 'party':
      return isUnknown(entry.from)
        ? t.ledger.partyLearnt(partyWithNumber(entry.to))
        : t.ledger.party(partyWithNumber(entry.from), partyWithNumber(entry.to));
    case 'origin':
      return t.ledger.origin(originText(entry.origin));
    case 'ended':
      return t.ledger.ended(t.call.ended[entry.reason]);
    case 'doubted':
      return t.ledger.doubted;
    case 'popped':
      return t.ledger.popped;
    case 'not-popped':
      return t.ledger.notPopped(entry.why);
    case 're-keyed':
      return t.ledger.rekeyed(partyWithNumber(entry.from), partyWithNumber(entry.to));
    case 'pop-closed':
      return t.ledger.popClosed(entry.why);
  }
}

const isUnknown = ({ name, number }: Party): boolean => name === null && (number === null || number.raw === '');
