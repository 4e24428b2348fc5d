import type { CallView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { Icon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { transferLegOf } from './cards.ts';
import { shortWithNumber } from './party-text.ts';

/** A transfer under way, on the card of the caller it is about. */
export function TransferLine({ call, calls }: { readonly call: CallView; readonly calls: readonly CallView[] }) {
  const leg = call.phase === 'ended' ? null : transferLegOf(calls, call);
  if (leg === null) return null;
  const target = shortWithNumber(leg.party);
  if (leg.phase === 'ended') {
    return (
      <Notice>
        <bdi>{t.transfer.failed(target, t.call.ended[leg.reason])}</bdi>
      </Notice>
    );
  }
  const progress = leg.phase === 'dialling' ? leg.progress : 'answered';
  return (
    <p className="moving">
      <Icon name="transfer" />
      <bdi>{t.transfer.under(target, t.transfer.progress[progress])}</bdi>
    </p>
  );
}
