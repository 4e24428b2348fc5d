import type { CallView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { Icon } from '../ui/icons.tsx';
import { useNow } from './desk-context.ts';

/** How long it is told that a call came back, ms. */
const toldFor = 20_000;

/** A call whose audio was lost on our side: on its way back, or back, and after how long. */
export function CardRescue({ call }: { readonly call: CallView }) {
  const now = useNow();
  const rescue = call.rescue ?? null;
  if (rescue === null || (call.phase !== 'active' && call.phase !== 'held')) return null;
  if (rescue.state === 'under-way') return <p className="connecting">{t.call.rescuing}</p>;
  if (now - rescue.at > toldFor) return null;
  return (
    <p className="also" role="status">
      <Icon name="pulse" />
      {t.call.rescued((rescue.tookMs / 1000).toFixed(1))}
    </p>
  );
}
