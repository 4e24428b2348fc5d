import type { CallView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { capsOfCall } from '../keys/keymap.ts';
import { Icon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { CardRescue } from './card-rescue.tsx';
import { useNow } from './desk-context.ts';
import { refusedText, unconfirmedText } from './outcome-text.ts';
import { useKeymap } from './use-keymap.ts';

interface CardNoticesProps {
  readonly call: CallView;
  /** What brings the keyboard to this card, as in Alt+2; null: it is there. */
  readonly reachedBy: string | null;
  readonly local: string | null;
}

/** What went wrong with this call, or is still awaited, in words and on its own card. */
export function CardNotices({ call, reachedBy, local }: CardNoticesProps) {
  const keymap = useKeymap();
  const { operation } = call;
  const resumes = [reachedBy, ...capsOfCall(keymap, 'resume').slice(0, 1)].filter((cap) => cap !== null).join(' ');
  return (
    <>
      <CardRescue call={call} />
      {call.phase === 'active' && call.audio === 'connecting' && call.rescue?.state !== 'under-way' && (
        <p className="connecting appears-soon">{t.call.audioConnecting}</p>
      )}
      {call.phase === 'active' && call.audio === 'lost' && <Notice>{t.call.audioLost}</Notice>}
      {isLeftBehind(call) && <Notice>{t.call.leftBehind}</Notice>}
      {call.phase === 'ringing' && call.alsoRinging.length > 0 && (
        <p className="also">
          <Icon name="people" />
          <bdi>{t.call.alsoRinging(call.alsoRinging.join(', '))}</bdi>
        </p>
      )}
      {operation?.state === 'refused' && (
        <Notice>
          <bdi>{refusedText(call, operation, resumes)}</bdi>
        </Notice>
      )}
      {operation?.state === 'unconfirmed' && <Notice>{unconfirmedText(operation)}</Notice>}
      {operation?.state === 'running' && call.pair?.kind !== 'transfer' && <StillWaiting since={operation.since} />}
      {local !== null && <Notice>{local}</Notice>}
    </>
  );
}

/** It talks on this softphone's own channel, and no dialog of ours does: a crash lost the note of it. */
const isLeftBehind = ({ phase, device, can }: CallView): boolean =>
  phase === 'active' && device === 'softphone' && can.includes('bringHere');

/** How long the PBX may take before we say that we wait for it. */
const patienceMs = 4000;

function StillWaiting({ since }: { readonly since: number }) {
  return useNow() - since < patienceMs ? null : <Notice>{t.call.stillWaiting}</Notice>;
}
