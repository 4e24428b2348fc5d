import { Fragment, useLayoutEffect, useRef } from 'react';
import type { MailboxView, MessageView } from '../../preload/contract/messages.ts';
import type { CallView, DeskView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { keepFocus } from '../ui/hint.tsx';
import { Icon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { useDesk, useNow } from './desk-context.ts';
import { pastDuration } from './format.ts';
import { MessageVerbs } from './message-verbs.tsx';
import { boxesOf, boxOf, type MessagesState, playedSeconds, playerOf } from './messages-state.ts';
import { partyName, partyNumber } from './party-text.ts';
import { dayAndTime } from './past-day.ts';

interface PaneProps {
  readonly messages: MessagesState;
  readonly view: DeskView;
}

/** What lies in a mailbox, beside the calls; by keyboard. */
export function MessagesPane({ messages, view }: PaneProps) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    list.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const box = boxOf(view, messages);
  if (box === null) return null;
  const rows = box.listing === 'listed' ? messages.rows : [];
  const empty = rows === null || rows.length === 0;
  return (
    <aside className="messages" aria-label={t.messages.title}>
      <Head box={box} several={boxesOf(view).length > 1} />
      <Troubles box={box} message={messages.message} />
      <div
        className="message-rows"
        role={empty ? 'group' : 'grid'}
        aria-label={t.messages.title}
        aria-activedescendant={empty ? undefined : `message-${messages.selected}`}
        tabIndex={0}
        ref={list}
      >
        {empty ? <Nothing box={box} asked={rows !== null} /> : <Rows rows={rows} messages={messages} view={view} />}
      </div>
    </aside>
  );
}

function Head({ box, several }: { readonly box: MailboxView; readonly several: boolean }) {
  const desk = useDesk();
  const { counts } = box;
  const name = box.label ?? t.messages.own;
  return (
    <header className="messages-head">
      <h2>{t.messages.title}</h2>
      {counts !== null && (
        <span>
          <b>{counts.new}</b> {t.voicemail.newOf(counts.old)}
        </span>
      )}
      {several ? (
        <button
          type="button"
          className="pill mailbox-choice"
          onMouseDown={keepFocus}
          onClick={() => desk.act({ type: 'messages', what: 'box' })}
        >
          <bdi>{name}</bdi>
          <kbd className="cap" aria-hidden="true">
            B
          </kbd>
        </button>
      ) : (
        <span className="meta mailbox-choice">
          <bdi>{name}</bdi>
        </span>
      )}
    </header>
  );
}

/** What is not as one would expect: counts that differ, a deletion that was not carried out, a refusal. */
function Troubles({ box, message }: { readonly box: MailboxView; readonly message: string | null }) {
  const { doubt, failed } = box;
  const counted = (counts: { readonly new: number; readonly old: number }) => t.messages.counts(counts.new, counts.old);
  const lines = [
    ...(message === null ? [] : [message]),
    ...(failed === null ? [] : [t.messages.failed[failed.what](partyName(failed.party), failed.why)]),
    ...(doubt === null ? [] : [t.messages.doubt[doubt.why](counted(doubt.phone), counted(doubt.manager))]),
    ...(box.listing === 'listed' && box.changes !== 'yes' ? [t.messages.notChanged[box.changes]] : []),
  ];
  if (lines.length === 0) return null;
  return (
    <div className="messages-troubles" role="status">
      {lines.map((line) => (
        <Notice key={line}>
          <p>
            <bdi>{line}</bdi>
          </p>
        </Notice>
      ))}
    </div>
  );
}

function Nothing({ box, asked }: { readonly box: MailboxView; readonly asked: boolean }) {
  const { listing } = box;
  if (listing === 'unknown' || (listing === 'listed' && !asked)) return <p className="empty">{t.messages.asking}</p>;
  if (listing === 'listed') {
    return (
      <div className="empty">
        <p className="empty-title">{t.messages.none}</p>
        <p>{t.messages.noneHint}</p>
      </div>
    );
  }
  return (
    <div className="empty">
      <p className="empty-title">{t.messages.notListed[listing]}</p>
      <p>{box.plays === null ? t.messages.cannotCall : t.messages.callInstead}</p>
      {box.plays !== null && <MessageVerbs box={box} row={null} player={null} paused={false} />}
    </div>
  );
}

interface RowsProps extends PaneProps {
  readonly rows: readonly MessageView[];
}

function Rows({ rows, messages, view }: RowsProps) {
  const player = playerOf(view);
  const box = boxOf(view, messages);
  if (box === null) return null;
  return rows.map((row, at) => (
    <Fragment key={row.id}>
      {rows[at - 1]?.shelf !== row.shelf && (
        <p className="message-shelf" role="presentation">
          {t.messages.shelves[row.shelf]}
        </p>
      )}
      <Row
        row={row}
        box={box}
        selected={row.id === messages.selected}
        player={player?.message?.id === row.id ? player : null}
        messages={messages}
      />
    </Fragment>
  ));
}

interface RowProps {
  readonly row: MessageView;
  readonly box: MailboxView;
  readonly selected: boolean;
  readonly player: CallView | null;
  readonly messages: MessagesState;
}

function Row({ row, box, selected, player, messages }: RowProps) {
  const desk = useDesk();
  const now = useNow();
  const paused = messages.hearing?.call === player?.id && messages.hearing?.pausedAt !== null && player !== null;
  return (
    <div
      id={`message-${row.id}`}
      className="message-row"
      role="row"
      aria-selected={selected}
      tabIndex={-1}
      data-shelf={row.shelf}
      ref={selected ? scrollIntoView : null}
      onMouseDown={keepFocus}
      onClick={() => desk.act({ type: 'messages', what: 'select', id: row.id })}
    >
      <div role="gridcell" className="message-cell">
        <span className="message-mark">{row.urgent ? <Icon name="triangle" /> : <span className="message-dot" />}</span>
        <span className="message-who">
          <bdi className="message-name">{partyName(row.party)}</bdi>
          {row.company !== '' && (
            <span className="meta">
              <bdi>{row.company}</bdi>
            </span>
          )}
          {row.urgent && <span className="urgent">{t.messages.urgent}</span>}
        </span>
        <span className="message-number">
          <bdi>{partyNumber(row.party) ?? ''}</bdi>
        </span>
        <span className="message-length">{row.seconds === null ? '' : pastDuration(row.seconds)}</span>
        {row.at !== null && (
          <time className="message-time" dateTime={new Date(row.at).toISOString()}>
            {dayAndTime(row.at, now)}
          </time>
        )}
        {player !== null && <Playing player={player} row={row} messages={messages} paused={paused} />}
        {selected && <MessageVerbs box={box} row={row} player={player} paused={paused} />}
      </div>
    </div>
  );
}

interface PlayingProps {
  readonly player: CallView;
  readonly row: MessageView;
  readonly messages: MessagesState;
  readonly paused: boolean;
}

function Playing({ player, row, messages, paused }: PlayingProps) {
  const now = useNow();
  return (
    <p className="message-playing">
      <b>{pastDuration(playedSeconds(player, messages.hearing, row.seconds, now))}</b>{' '}
      {paused ? t.messages.paused : t.messages.playing}
      {row.seconds !== null && <span className="message-of">{t.messages.of(pastDuration(row.seconds))}</span>}
    </p>
  );
}

const scrollIntoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' });
