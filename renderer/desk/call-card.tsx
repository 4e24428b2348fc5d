import { useEffect, useId, useRef } from 'react';
import type { CallView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { Caps, keepFocus } from '../ui/hint.tsx';
import { CardAbout } from './card-about.tsx';
import { CardFooter } from './card-footer.tsx';
import { CardMark, CardMarks } from './card-mark.tsx';
import { CardNotices } from './card-notices.tsx';
import { CardBadges, StateLine } from './card-state-line.tsx';
import { CardTimer } from './card-timer.tsx';
import { consultationOf } from './cards.ts';
import { useDesk } from './desk-context.ts';
import { type DeskState, paintTarget } from './desk-state.ts';
import { DigitsPanel } from './digits-panel.tsx';
import { LastNote } from './last-note.tsx';
import { MemberList } from './member-list.tsx';
import { CardNote } from './note-panel.tsx';
import { cardName, cardNumber, companyOf, partyName } from './party-text.ts';
import { QualityBar } from './quality-bar.tsx';
import { TransferLine } from './transfer-line.tsx';
import { usePainted } from './use-painted.ts';

interface CallCardProps {
  readonly call: CallView;
  readonly focused: boolean;
  /** From the top, beginning at 1. */
  readonly place: number;
  readonly state: DeskState;
}

/** One call. The focused one is larger and shows its keys; the others keep three lines. */
export function CallCard({ call, focused, place, state }: CallCardProps) {
  const desk = useDesk();
  const id = useId();
  const card = useRef<HTMLElement>(null);
  const takesKeys = usePainted(focused ? paintTarget(call.id, call.phase === 'ended') : null);
  useEffect(() => {
    if (!focused) return undefined;
    // In the frame that shows it, whose layout it needs: asked at once it is laid out before that frame is even begun.
    const frame = requestAnimationFrame(() => card.current?.scrollIntoView({ block: 'nearest' }));
    return () => cancelAnimationFrame(frame);
  }, [focused]);
  const calls = state.view?.calls ?? [];
  const consultation = consultationOf(calls, call);
  const armed = state.armed?.call === call.id ? state.armed.action : null;
  return (
    <article
      ref={card}
      className={focused ? 'card focused' : 'card'}
      data-phase={call.phase}
      data-consult={consultation?.colleague.id === call.id && call.phase !== 'held'}
      data-takes-keys={takesKeys}
      data-picked={state.transfer?.call === call.id}
      aria-labelledby={`${id}name`}
      aria-describedby={`${id}state`}
      aria-current={focused}
      onClick={focused ? undefined : () => desk.act({ type: 'focus-call', call: call.id })}
    >
      <div className="state-line">
        <StateLine id={`${id}state`} call={call} consultation={consultation} armed={armed} />
        <CardBadges call={call} />
        {!focused && place <= 9 && <FocusKey call={call} place={place} />}
        {call.phase === 'ringing' && <CardTimer call={call} />}
      </div>
      <div className="card-body">
        <Who call={call} id={`${id}name`} />
        {call.phase === 'ringing' && <LastNote call={call} />}
        {focused && <CardValues call={call} />}
        {call.phase === 'active' && call.quality !== null && focused && <QualityBar quality={call.quality} />}
        {call.phase === 'ended' && <p className="reason">{t.call.ended[call.reason]}</p>}
        <CardAbout call={call} />
        <TransferLine call={call} calls={calls} />
        <CardNote call={call.id} note={call.note ?? null} mode={state.layer === 'note' ? state.note : null} />
        {typeof call.disposition === 'string' && <CardMark mark={call.disposition} />}
        {state.layer === 'mark' && state.marking === call.id && <CardMarks marks={state.view?.dispositions ?? []} />}
        <MemberList call={call} focused={focused} />
        <CardNotices
          call={call}
          reachedBy={focused ? null : `Alt+${place}`}
          local={state.cardNotice?.call === call.id ? state.cardNotice.text : null}
        />
        {state.layer === 'digits' && state.digits?.call === call.id && <DigitsPanel mode={state.digits} />}
        {focused && <CardFooter call={call} />}
      </div>
    </article>
  );
}

function Who({ call, id }: { readonly call: CallView; readonly id: string }) {
  const number = cardNumber(call);
  const company = companyOf(call);
  const label =
    call.context?.people.length === 1 ? call.context.people[0]?.numbers.find(({ current }) => current)?.label : '';
  return (
    <div className="who">
      <h2 className="name" id={id}>
        <bdi>{cardName(call)}</bdi>
      </h2>
      {call.phase !== 'ringing' && <CardTimer call={call} />}
      {company !== null && (
        <p className="company">
          <bdi>{company}</bdi>
        </p>
      )}
      {number !== null && (
        <p className="number">
          <bdi>{number}</bdi>
          {label !== undefined && label !== '' && (
            <span className="number-kind">
              <bdi>{label}</bdi>
            </span>
          )}
        </p>
      )}
      {call.party.number === null && <p className="number none">{t.call.withheld}</p>}
    </div>
  );
}

/** In a narrow window, where the pane beside the calls is not there to show them. */
function CardValues({ call }: { readonly call: CallView }) {
  const values = Object.entries(call.values ?? {});
  if (values.length === 0) return null;
  return (
    <dl className="card-values">
      {values.map(([label, value]) => (
        <div key={label}>
          <dt>
            <bdi>{label}</bdi>
          </dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FocusKey({ call, place }: { readonly call: CallView; readonly place: number }) {
  const desk = useDesk();
  return (
    <button
      type="button"
      className="focus-key"
      onMouseDown={keepFocus}
      onClick={() => desk.act({ type: 'focus-call', call: call.id })}
    >
      <Caps caps={[`Alt+${place}`]} />
      <span className="hidden">{t.call.focusThis(partyName(call.party))}</span>
    </button>
  );
}
