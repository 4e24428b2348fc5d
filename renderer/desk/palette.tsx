import { useId } from 'react';
import { t } from '../i18n/texts.ts';
import { Highlighted } from '../ui/highlighted.tsx';
import { Caps, keepFocus } from '../ui/hint.tsx';
import { Icon } from '../ui/icons.tsx';
import { useDesk } from './desk-context.ts';
import type { DeskState } from './desk-state.ts';
import { LayerInput } from './layer-input.tsx';
import { type PaletteRow, paletteRows, sectionsOf } from './palette-entries.ts';

/** Every action that can be done now, by name, with its key. */
export function Palette({ state }: { readonly state: DeskState }) {
  const desk = useDesk();
  const id = useId();
  const rows = paletteRows(state);
  const selected = Math.min(state.palette.selected, rows.length - 1);
  return (
    <div className="layer palette" role="dialog" aria-label={t.palette.label}>
      <div className="layer-head">
        <Icon name="search" />
        <LayerInput
          label={t.palette.placeholder}
          placeholder={t.palette.placeholder}
          value={state.palette.query}
          list={`${id}list`}
          option={rows.length === 0 ? undefined : `${id}${selected}`}
          onType={(text) => desk.act({ type: 'query', text })}
          onBlurred={() => desk.layerBlurred('palette')}
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
            <Icon name={row.icon} />
            <span className="row-label">
              <Highlighted text={row.label} ranges={row.ranges} />
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
