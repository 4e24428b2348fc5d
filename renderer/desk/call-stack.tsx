import type { DeskView } from '../../preload/contract/views.ts';
import { t } from '../i18n/en.ts';
import { CallCard } from './call-card.tsx';
import { DeskNotices } from './desk-notices.tsx';
import type { DeskState } from './desk-state.ts';
import { TodayList } from './today-list.tsx';

/** The calls, what is wrong with the desk above them, and what was earlier today below. */
export function CallStack({ state, view }: { readonly state: DeskState; readonly view: DeskView }) {
  // A call that still has its card is not told twice.
  const earlier = view.today.filter((past) => !view.calls.some((call) => call.id === past.id));
  return (
    <section className="stack" aria-label={t.stack}>
      <DeskNotices state={state} view={view} />
      {view.calls.map((call, index) => (
        <CallCard key={call.id} call={call} place={index + 1} focused={call.id === state.focus.call} state={state} />
      ))}
      {view.calls.length === 0 && <NoCalls view={view} />}
      {earlier.length > 0 && <TodayList today={earlier} />}
    </section>
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
