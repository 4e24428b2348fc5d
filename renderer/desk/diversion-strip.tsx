import type { Diversions } from '../../preload/contract/diversions.ts';
import { t } from '../i18n/texts.ts';
import { Icon } from '../ui/icons.tsx';

/** Calls that do not come to me: a word in the strip for as long as it is so. */
export function DiversionSigns({ diversions }: { readonly diversions: Diversions }) {
  const { doNotDisturb, always, busy, noAnswer } = diversions;
  const { forwarded } = t.diversions;
  // What goes elsewhere anyhow is told alone.
  const words = [
    doNotDisturb ? t.diversions.doNotDisturb : null,
    always === null ? null : forwarded.always(always),
    always !== null || busy === null ? null : forwarded.busy(busy),
    always !== null || noAnswer === null ? null : forwarded.noAnswer(noAnswer),
  ].filter((word) => word !== null);
  if (words.length === 0) return null;
  return (
    <span className="diversions" role="status">
      <Icon name="transfer" />
      <bdi>{words.join(' · ')}</bdi>
    </span>
  );
}
