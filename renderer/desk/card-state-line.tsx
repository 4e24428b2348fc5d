import type { CallAction, CallView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { Icon, type IconName } from '../ui/icons.tsx';
import { isInConference } from './card-actions.ts';
import type { Consultation } from './cards.ts';
import { firstName, originText } from './party-text.ts';
import { Timer } from './timer.tsx';

const icons: Readonly<Record<CallView['phase'], IconName>> = {
  ringing: 'phone',
  dialling: 'outgoing',
  active: 'phone',
  held: 'pause',
  ended: 'ended',
};

interface StateLineProps {
  readonly id: string;
  readonly call: CallView;
  readonly consultation: Consultation | null;
  readonly armed: CallAction | null;
}

/** The state's icon, its word, and how the call came; what is under way takes the last one's place. */
export function StateLine({ id, call, consultation, armed }: StateLineProps) {
  const asked = consultation?.colleague === call && call.phase !== 'held';
  return (
    <p className="state" id={id}>
      <Icon name={asked ? 'people' : icons[call.phase]} />
      <span className="state-word">{asked ? t.consult.word : t.call.phases[call.phase]}</span>{' '}
      <Aside call={call} consultation={consultation} armed={armed} />
    </p>
  );
}

function Aside({ call, consultation, armed }: Omit<StateLineProps, 'id'>) {
  const silenced = call.phase === 'ringing' && call.silenced && `${t.call.silenced}, `;
  if (armed === 'decline' || armed === 'hangUp') {
    return (
      <span className="armed">
        {silenced}
        {t.call.againTo(armed)}
      </span>
    );
  }
  // A transfer under way has a line of its own.
  if (call.operation?.state === 'running' && call.pair?.kind !== 'transfer') {
    return <span className="running appears-soon">{t.call.running[call.operation.action]}</span>;
  }
  return (
    <span className="origin">
      {silenced}
      {call.phase === 'ended' && call.answeredAt !== null && (
        <>
          {t.call.wrapUp} <Timer className="wrap-up" since={call.endedAt} />{' '}
        </>
      )}
      <bdi>{call.phase === 'dialling' ? t.call.progress[call.progress] : how(call, consultation)}</bdi>
    </span>
  );
}

/** Who hears whom in a consultation; otherwise how the call came. */
function how(call: CallView, consultation: Consultation | null): string {
  if (call.message !== undefined) return t.messages.origin[call.message === null ? 'mailbox' : 'message'];
  if (call.listening !== undefined) return t.listening.card[call.listening.how];
  if (consultation?.colleague !== call) return isInConference(call) ? t.conference.word : originText(call.origin);
  if (call.pair?.mixed === true) return t.consult.mixed;
  const colleague = firstName(call.party);
  return call.phase === 'held'
    ? t.consult.swapped(colleague)
    : t.consult.between(colleague, firstName(consultation.customer.party));
}

export function CardBadges({ call }: { readonly call: CallView }) {
  const muted = (call.phase === 'active' || call.phase === 'held') && call.muted;
  return (
    <>
      {call.phase === 'active' && call.heldByThem && (
        <span className="badge">
          <Icon name="pause" />
          {t.call.heldByThem}
        </span>
      )}
      {muted && (
        <span className="badge">
          <Icon name="micOff" />
          {t.call.muted}
        </span>
      )}
      <RecordingBadge recording={call.phase === 'ended' ? 'off' : (call.recording ?? 'off')} />
    </>
  );
}

/** Whether what is said now is kept, as the PBX tells. */
function RecordingBadge({ recording }: { readonly recording: NonNullable<CallView['recording']> }) {
  if (recording === 'off') return null;
  return (
    <span className="badge recording" data-recording={recording}>
      <Icon name={recording === 'on' ? 'record' : recording === 'paused' ? 'pause' : 'triangle'} />
      <span aria-hidden="true">{t.call.recording[recording]}</span>
      <span className="hidden">{t.call.recordingMeans[recording]}</span>
    </span>
  );
}
