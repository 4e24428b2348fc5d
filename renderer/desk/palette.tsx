import { useId, useLayoutEffect, useRef } from 'react';
import { t } from '../i18n/en.ts';
import { Caps, keepFocus } from '../ui/hint.tsx';
import { Icon } from '../ui/icons.tsx';
import { useDesk } from './desk-context.ts';
import type { DeskState } from './desk-state.ts';
import { type PaletteRow, paletteRows, sectionsOf } from './palette-entries.ts';

/** Every action that can be done now, by name, with its key. */
export function Palette({ state }: { readonly state: DeskState }) {
  const desk = useDesk();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    input.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const rows = paletteRows(state);
  const selected = Math.min(state.palette.selected, rows.length - 1);
  return (
    <div className="layer palette" role="dialog" aria-label={t.palette.label}>
      <div className="layer-head">
        <Icon name="search" />
        <input
          ref={input}
          className="layer-input"
          role="combobox"
          aria-label={t.palette.placeholder}
          aria-expanded="true"
          aria-controls={`${id}list`}
          aria-activedescendant={rows.length === 0 ? undefined : `${id}${selected}`}
          autoComplete="off"
          spellCheck={false}
          placeholder={t.palette.placeholder}
          value={state.palette.query}
          onChange={(event) => desk.act({ type: 'query', text: event.target.value })}
          onBlur={(event) => {
            if (document.activeElement !== event.target) desk.paletteBlurred();
          }}
        />
        <span className="meta" role="status">
          {t.palette.matches(rows.length)}
        </span>
      </div>
      <div className="rows" role="listbox" id={`${id}list`} aria-label={t.palette.label}>
        {sectionsOf(rows).map((section) => (
          <PaletteSection key={section} section={section} id={id} rows={rows} selected={selected} />
        ))}
      </div>
      {rows.length === 0 && <p className="empty">{t.palette.none}</p>}
      <div className="layer-foot">
        <span className="key-note">
          <Caps caps={['Enter']} /> {t.keyNames.run}
        </span>
        <span className="meta">{t.palette.hint}</span>
      </div>
    </div>
  );
}

interface SectionProps {
  readonly section: PaletteRow['section'];
  readonly id: string;
  readonly rows: readonly PaletteRow[];
  readonly selected: number;
}

function PaletteSection({ section, id, rows, selected }: SectionProps) {
  const desk = useDesk();
  return (
    <div role="group" aria-label={t.palette.sections[section]}>
      <div className="rows-head" aria-hidden="true">
        {t.palette.sections[section]}
      </div>
      {rows.map((row, index) =>
        row.section === section ? (
          <div
            key={row.id}
            id={`${id}${index}`}
            className="row"
            role="option"
            aria-selected={index === selected}
            tabIndex={-1}
            ref={index === selected ? scrollIntoView : null}
            onMouseDown={keepFocus}
            onClick={() => desk.act({ type: 'run', entry: row.id })}
          >
            <Icon name={section === 'rehearse' ? 'flask' : section === 'call' ? 'phone' : 'arrow'} />
            <span className="row-label">
              <Highlighted row={row} />
            </span>
            <span className="row-detail">
              <bdi>{row.detail}</bdi>
            </span>
            <Caps caps={row.caps} />
          </div>
        ) : null,
      )}
    </div>
  );
}

const scrollIntoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' });

/** The label, with what matched in bold. Overlapping matches are drawn once. */
function Highlighted({ row }: { readonly row: PaletteRow }) {
  const parts: { readonly text: string; readonly hit: boolean }[] = [];
  let at = 0;
  for (const [from, to] of row.ranges) {
    if (from < at) continue;
    parts.push({ text: row.label.slice(at, from), hit: false }, { text: row.label.slice(from, to), hit: true });
    at = to;
  }
  parts.push({ text: row.label.slice(at), hit: false });
  // The parts of a fixed label: their place is their key.
  // oxlint-disable-next-line react/no-array-index-key
  return <bdi>{parts.map((part, index) => (part.hit ? <b key={index}>{part.text}</b> : part.text))}</bdi>;
}
