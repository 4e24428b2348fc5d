import type { CallView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { Icon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { leftText, partyWithNumber } from './party-text.ts';

/** Whom a colleague asks me about; once that caller has hung up, that. */
export function CardAbout({ call }: { readonly call: CallView }) {
  const about = call.about ?? null;
  if (about === null) return null;
  if (about.left) {
    return (
      <Notice>
        <bdi>{leftText(call)}</bdi>
      </Notice>
    );
  }
  return (
    <p className="also">
      <Icon name="link" />
      <bdi>{t.consult.about(partyWithNumber(about.party))}</bdi>
    </p>
  );
}
