import { useLayoutEffect, useRef } from 'react';
import type { CallBackView, HistoryRow } from '../../preload/contract/history.ts';
import type { DeskView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { keepFocus } from '../ui/hint.tsx';
import { Icon } from '../ui/icons.tsx';
import { useDesk, useNow } from './desk-context.ts';
import { pastDuration } from './format.ts';
import { HistoryFieldLine } from './history-field.tsx';
import { HistoryFoot } from './history-foot.tsx';
import { type HistoryState, historyShows } from './history-state.ts';
import { partyName } from './party-text.ts';
import { dayAndTime } from './past-day.ts';

interface HistoryProps {
  readonly history: HistoryState;
  readonly view: DeskView;
}

/** All calls of this desk, who was missed, and who is to be called back; by keyboard. */
export function HistoryLayer({ history, view }: HistoryProps) {
  const list = useRef<HTMLDivElement>(null);
  const typing = history.field !== null && history.field.kind !== 'mark';
  useLayoutEffect(() => {
    if (!typing) list.current?.focus({ preventScroll: true });
  }, [typing]);
  const callBacks = view.callBacks ?? [];
  const count = history.show === 'callBacks' ? callBacks.length : (history.rows ?? []).length;
  return (
    <section className="layer history" role="dialog" aria-label={t.history.title}>
      <Tabs history={history} callBacks={callBacks.length} />
      <HistoryFieldLine history={history} marks={view.dispositions ?? []} />
      <div
        className="history-rows"
        role={count === 0 ? 'group' : 'listbox'}
        aria-label={t.history.tabs[history.show]}
        aria-activedescendant={count === 0 ? undefined : `history-${history.selected}`}
        tabIndex={0}
        ref={list}
      >
        {history.show === 'callBacks'
          ? callBacks.map((each, at) => (
              <CallBackRow key={each.id} callBack={each} at={at} selected={at === history.selected} />
            ))
          : (history.rows ?? []).map((row, at) => (
              <Row key={row.id} row={row} at={at} selected={at === history.selected} />
            ))}
        {count === 0 && (history.rows !== null || history.show === 'callBacks') && <Nothing history={history} />}
      </div>
      {history.message !== null && (
        <p className="history-message" role="status">
          <bdi>{history.message}</bdi>
        </p>
      )}
      <HistoryFoot show={history.show} marks={(view.dispositions ?? []).length > 0} />
    </section>
  );
}

function Tabs({ history, callBacks }: { readonly history: HistoryState; readonly callBacks: number }) {
  const desk = useDesk();
  return (
    <div className="layer-head history-tabs">
      <div role="tablist" aria-label={t.history.title}>
        {historyShows.map((show) => (
          <button
            key={show}
            type="button"
            role="tab"
            aria-selected={show === history.show}
            tabIndex={-1}
            onMouseDown={keepFocus}
            onClick={() => desk.act({ type: 'history', what: 'show', show })}
          >
            {t.history.tabs[show]}
            {show === 'callBacks' && callBacks > 0 && <span className="meta"> {callBacks}</span>}
          </button>
        ))}
      </div>
      <span className="meta" role="status">
        {history.show === 'callBacks' || history.rows === null ? '' : t.history.count(history.rows.length)}
      </span>
    </div>
  );
}

function Nothing({ history }: { readonly history: HistoryState }) {
  if (history.text !== '' && history.show !== 'callBacks') return <p className="empty">{t.history.noneFound}</p>;
  return (
    <div className="empty">
      <p className="empty-title">{t.history.none[history.show]}</p>
      <p>{t.history.noneHint[history.show]}</p>
    </div>
  );
}

interface RowProps {
  readonly at: number;
  readonly selected: boolean;
}

function Row({ row, at, selected }: RowProps & { readonly row: HistoryRow }) {
  const desk = useDesk();
  const now = useNow();
  const kind = row.missed ? 'missed' : row.direction;
  return (
    <div
      id={`history-${at}`}
      className="history-row"
      role="option"
      aria-selected={selected}
      tabIndex={-1}
      ref={selected ? scrollIntoView : null}
      onMouseDown={keepFocus}
      onClick={() => desk.act({ type: 'history', what: 'select', row: at })}
    >
      <Icon name={kind === 'missed' ? 'missed' : kind === 'in' ? 'incoming' : 'outgoing'} />
      <span className="hidden">{t.direction[kind]}</span>
      <span className="history-who">
        <b>
          <bdi>{partyName(row.party)}</bdi>
        </b>{' '}
        <span className="meta">
          <bdi>{row.company}</bdi> {row.times > 1 ? t.history.times(row.times) : ''}
        </span>
      </span>
      <span className="history-talk">{row.talkSeconds === null ? '' : pastDuration(row.talkSeconds)}</span>
      <time className="history-time" dateTime={new Date(row.startedAt).toISOString()}>
        {dayAndTime(row.startedAt, now)}
      </time>
      <RowDetail row={row} />
    </div>
  );
}

function RowDetail({ row }: { readonly row: HistoryRow }) {
  const now = useNow();
  const settled = row.settled === null ? null : settledText(row.settled, now);
  if (row.note === '' && row.disposition === null && settled === null) return null;
  return (
    <p className="history-detail">
      {row.disposition !== null && (
        <span className="disposition">
          <bdi>{row.disposition}</bdi>
        </span>
      )}
      {settled !== null && <span className="settled">{settled} </span>}
      <bdi>{row.note}</bdi>
    </p>
  );
}

function settledText({ at, by, direction }: NonNullable<HistoryRow['settled']>, now: number): string {
  const who = by ?? t.history.you;
  const when = dayAndTime(at, now);
  return direction === 'out' ? t.history.calledBack(who, when) : t.history.reached(who, when);
}

function CallBackRow({ callBack, at, selected }: RowProps & { readonly callBack: CallBackView }) {
  const desk = useDesk();
  const now = useNow();
  return (
    <div
      id={`history-${at}`}
      className="history-row"
      role="option"
      aria-selected={selected}
      tabIndex={-1}
      data-due={callBack.due <= now}
      ref={selected ? scrollIntoView : null}
      onMouseDown={keepFocus}
      onClick={() => desk.act({ type: 'history', what: 'select', row: at })}
    >
      <Icon name="bell" />
      <span className="history-who">
        <b>
          <bdi>{partyName(callBack.party)}</bdi>
        </b>
      </span>
      <span />
      <time className="history-time" dateTime={new Date(callBack.due).toISOString()}>
        {dayAndTime(callBack.due, now)}
      </time>
      {callBack.note !== '' && (
        <p className="history-detail">
          <bdi>{callBack.note}</bdi>
        </p>
      )}
    </div>
  );
}

const scrollIntoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' });
