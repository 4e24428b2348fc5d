import { t } from '../i18n/texts.ts';
import type { Target } from '../search/target.ts';
import { firstName, partyName } from './party-text.ts';

export const targetName = (target: Target): string => partyName({ name: target.name, number: target.number });

/** What sending a caller there means, said before Enter. */
export function consequenceOf(target: Target, plain: boolean): string {
  const name = target.kind === 'colleague' ? firstName(target) : targetName(target);
  // Both matter where nobody comes back: that they are busy, and that Enter is final.
  const final = plain ? t.transfer.noUndo(name) : null;
  if (target.warning !== null) {
    const warning = t.transfer.warning[target.warning](name);
    return final === null ? warning : `${warning}. ${final}`;
  }
  if (final !== null) return final;
  switch (target.kind) {
    case 'colleague':
      return t.transfer.undoUntil(name);
    case 'queue':
      return t.transfer.undoUntilQueue(name);
    case 'contact':
    case 'recent':
      return t.transfer.undoUntil(name);
    case 'number':
      return t.transfer.undoUntilNumber;
    case 'conference':
    case 'parking':
      return t.transfer.noUndoRoom(name);
  }
}
