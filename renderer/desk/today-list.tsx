import { memo } from 'react';
import type { PastCall } from '../../preload/contract/views.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import { keepFocus } from '../ui/hint.tsx';
import { Icon } from '../ui/icons.tsx';
import { useDesk } from './desk-context.ts';
import { pastDuration, timeOfDay } from './format.ts';
import { partyName } from './party-text.ts';

interface TodayListProps {
  readonly today: readonly PastCall[];
  /** Of the whole day; the list holds the last ones. */
  readonly count: number;
  /** The texts: in another language it is drawn anew. */
  readonly t: Catalogue;
}

/** Not drawn again while a call rings: the day as it was is most of what stands on the desk. */
export const TodayList = memo(function TodayList({ today, count, t }: TodayListProps) {
  return (
    <section className="today" aria-label={t.today}>
      <div className="section-head">
        <h2>{t.today}</h2>
        <span className="meta">{t.todayCount(count)}</span>
      </div>
      <ul>
        {today.map((call) => (
          <TodayRow key={call.id} call={call} t={t} />
        ))}
      </ul>
    </section>
  );
});

interface TodayRowProps {
  readonly call: PastCall;
  readonly t: Catalogue;
}

const TodayRow = memo(function TodayRow({ call, t }: TodayRowProps) {
  const desk = useDesk();
  const kind = call.direction === 'in' && call.talkSeconds === null ? 'missed' : call.direction;
  return (
    <li>
      <button
        type="button"
        className="today-row"
        onMouseDown={keepFocus}
        onClick={() => desk.act({ type: 'ledger', call: call.id })}
      >
        <Icon name={kind === 'missed' ? 'missed' : kind === 'in' ? 'incoming' : 'outgoing'} />
        <span className="hidden">{t.direction[kind]}</span>
        <span className="today-who">
          <bdi>{partyName(call.party)}</bdi>{' '}
          <span className="today-how">
            <bdi>{call.company ?? ''}</bdi> {t.call.endedShort[call.reason]}
          </span>
        </span>
        <span className="today-talk">{call.talkSeconds === null ? '' : pastDuration(call.talkSeconds)}</span>
        <time className="today-time" dateTime={new Date(call.startedAt).toISOString()}>
          {timeOfDay(call.startedAt)}
        </time>
      </button>
    </li>
  );
});
