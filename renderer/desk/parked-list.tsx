import { useId, useLayoutEffect, useRef } from 'react';
import type { DeskView, ParkedCall } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { Hint, keepFocus } from '../ui/hint.tsx';
import { Icon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { useDesk } from './desk-context.ts';
import type { ParkedList as ListState } from './desk-state.ts';
import { parkedRows } from './parked.ts';
import { ParkedBack } from './parked-back.tsx';
import { partyName } from './party-text.ts';
import { Timer } from './timer.tsx';

interface ParkedListProps {
  readonly list: ListState;
  readonly parked: DeskView['parked'];
}

/** Everybody who waits in a slot; Enter fetches the chosen one. */
export function ParkedList({ list, parked }: ParkedListProps) {
  const id = useId();
  const dialog = useRef<HTMLDivElement>(null);
  const rowsBox = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    (rowsBox.current ?? dialog.current)?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const rows = parkedRows(parked ?? []);
  return (
    <div className="layer parked-list" role="dialog" aria-label={t.parked.title} tabIndex={-1} ref={dialog}>
      <div className="layer-head">
        <Icon name="parking" />
        <h2 className="layer-title">{t.parked.title}</h2>
        {parked !== null && <span className="meta">{t.parked.count(rows.length)}</span>}
      </div>
      {rows.length > 0 && (
        <div
          className="rows"
          role="listbox"
          tabIndex={0}
          aria-label={t.parked.title}
          aria-activedescendant={list.selected === null ? undefined : `${id}${list.selected}`}
          ref={rowsBox}
        >
          {rows.map((entry) => (
            <ParkedRow
              key={entry.slot}
              id={`${id}${entry.slot}`}
              entry={entry}
              selected={entry.slot === list.selected}
            />
          ))}
        </div>
      )}
      {rows.length === 0 && (
        <div className="empty">
          <p className="empty-title">{parked === null ? t.parked.unknown : t.parked.none}</p>
          <p>{parked === null ? t.parked.unknownHint : t.parked.noneHint}</p>
        </div>
      )}
      {list.refused !== null && (
        <div className="layer-notice">
          <Notice urgent>{list.refused}</Notice>
        </div>
      )}
      {rows.length > 0 && <ParkedFoot list={list} />}
    </div>
  );
}

function ParkedFoot({ list }: { readonly list: ListState }) {
  const desk = useDesk();
  return (
    <div className="layer-foot">
      {list.selected === null && !list.busy ? (
        <span role="status">{t.parked.choose}</span>
      ) : (
        <>
          <Hint caps={['Enter']} onPress={() => desk.act({ type: 'retrieve', slot: null })}>
            {list.busy ? t.parked.retrieving : t.parked.retrieve}
          </Hint>
          <span className="meta">{t.parked.typeSlot}</span>
        </>
      )}
    </div>
  );
}

function aboutRow({ mine, forMe, note, orphaned, lot }: ParkedCall): string {
  const by = forMe === true ? t.parked.forYou(note?.by ?? '') : mine ? t.parked.parkedByYou : t.parked.parkedByOther;
  const parts = [orphaned === true ? t.parked.orphaned : by, lot === 'default' ? null : lot, note?.text ?? null];
  return parts.filter((part) => part !== null).join(' · ');
}

interface ParkedRowProps {
  readonly id: string;
  readonly entry: ParkedCall;
  readonly selected: boolean;
}

function ParkedRow({ id, entry, selected }: ParkedRowProps) {
  const desk = useDesk();
  return (
    <div
      id={id}
      className="row parked-row"
      role="option"
      aria-selected={selected}
      tabIndex={-1}
      onMouseDown={keepFocus}
      onClick={() => desk.act({ type: 'retrieve', slot: entry.slot })}
    >
      <span className="parked-slot">{entry.slot}</span>
      <span className="parked-who">
        <bdi>{partyName(entry.party)}</bdi>
        <span className="parked-by">
          <bdi>{aboutRow(entry)}</bdi>
        </span>
      </span>
      <span className="parked-times">
        <Timer className="parked-timer" since={entry.parkedAt} />
        <ParkedBack entry={entry} to="anybody" />
      </span>
    </div>
  );
}
