import type { CallView, DeskView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { CallCard } from './call-card.tsx';
import { cardsOf, consultationOf } from './cards.ts';
import { ConsultPair } from './consult-pair.tsx';
import { DeskNotices } from './desk-notices.tsx';
import type { DeskState } from './desk-state.ts';
import { ParkResult } from './park-result.tsx';
import { ownParked, parkResultOf } from './parked.ts';
import { ParkedCard } from './parked-card.tsx';
import { TodayList } from './today-list.tsx';

/** The calls, what is wrong with the desk above them, and what was earlier today below. */
export function CallStack({ state, view }: { readonly state: DeskState; readonly view: DeskView }) {
  const earlier = withoutCards(view);
  const cards = cardsOf(view);
  const waiting = ownParked(state);
  const keyShown = cards.some((call) => parkResultOf(state, call) !== null);
  return (
    <section className="stack" aria-label={t.stack}>
      <DeskNotices state={state} view={view} />
      {cards.map((call) => (
        <StackItem key={call.id} call={call} cards={cards} state={state} />
      ))}
      {waiting.map((entry, index) => (
        <ParkedCard key={entry.slot} entry={entry} withKey={index === 0 && !keyShown} />
      ))}
      {cards.length + waiting.length === 0 && <NoCalls view={view} />}
      {earlier.length > 0 && <TodayList today={earlier} count={view.todayCount} t={t} />}
    </section>
  );
}

/** A call that still has its card is not told twice. The very list where there is none, so that it need not be drawn. */
function withoutCards({ today, calls }: DeskView): DeskView['today'] {
  const hasCard = (past: { readonly id: string }) => calls.some((call) => call.id === past.id);
  return today.some(hasCard) ? today.filter((past) => !hasCard(past)) : today;
}

interface StackItemProps {
  readonly call: CallView;
  readonly cards: readonly CallView[];
  readonly state: DeskState;
}

/** A card; the two of a consultation are one item, drawn at the colleague's place. */
function StackItem({ call, cards, state }: StackItemProps) {
  const consultation = consultationOf(cards, call);
  if (consultation === null) return <Card call={call} cards={cards} state={state} />;
  const { colleague, customer } = consultation;
  if (call === customer) return null;
  return (
    <ConsultPair
      colleague={colleague}
      customer={customer}
      colleagueCard={<Card call={colleague} cards={cards} state={state} />}
      customerCard={<Card call={customer} cards={cards} state={state} />}
    />
  );
}

function Card({ call, cards, state }: StackItemProps) {
  const focused = call.id === state.focus.call;
  const result = parkResultOf(state, call);
  if (result === null) return <CallCard call={call} place={cards.indexOf(call) + 1} focused={focused} state={state} />;
  const notice = state.cardNotice?.call === call.id ? state.cardNotice.text : null;
  return (
    <ParkResult
      call={call}
      result={result}
      focused={focused}
      notice={notice}
      mode={state.layer === 'note' ? state.note : null}
    />
  );
}

function NoCalls({ view }: { readonly view: DeskView }) {
  return (
    <div className="empty">
      <p className="empty-title">{t.noCalls}</p>
      <p>{view.links.sip.state === 'up' ? t.noCallsHint : t.offlineHint}</p>
      {view.rehearsals.length > 0 && <p>{t.noCallsRehearse}</p>}
    </div>
  );
}
