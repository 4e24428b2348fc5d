import { useCallback, useId, useLayoutEffect, useRef } from 'react';
import { t } from '../i18n/texts.ts';
import { capsOfDesk } from '../keys/keymap.ts';
import { Caps } from '../ui/hint.tsx';
import { Notice } from '../ui/notice.tsx';
import { useDesk } from './desk-context.ts';
import type { DeskState, DialLine } from './desk-state.ts';
import { useDrawnRows } from './drawn-rows.ts';
import { TargetRow } from './target-row.tsx';
import { useKeymap } from './use-keymap.ts';

/** Always there: type a number and press Enter. */
export function DialLineBar({ state }: { readonly state: DeskState }) {
  const keymap = useKeymap();
  const desk = useDesk();
  const input = useRef<HTMLInputElement>(null);
  const open = state.layer === 'dial';
  useLayoutEffect(() => {
    if (open) input.current?.focus();
    else input.current?.blur();
  }, [open]);
  const { dial } = state;
  const id = useId();
  const dialRow = useCallback((row: number) => desk.act({ type: 'dial', row }), [desk]);
  const found = open ? (dial.targets ?? []) : [];
  const { drawn, onScroll, rows } = useDrawnRows(dial.text, found.length, dial.selected);
  return (
    <search className="dial" data-open={open}>
      {dial.refused !== null && (
        <div className="dial-refused" role="alert">
          <Notice>{dial.refused}</Notice>
        </div>
      )}
      {dial.asked !== null && dial.refused === null && (
        <div className="dial-asked" role="status">
          <Notice>{t.dial.asked[dial.asked]}</Notice>
        </div>
      )}
      {found.length > 0 && (
        <div
          className="rows dial-results"
          role="listbox"
          ref={rows}
          id={`${id}list`}
          aria-label={t.dial.results}
          onScroll={onScroll}
        >
          {found.slice(0, drawn).map((target, index) => (
            <TargetRow
              // By place: what stands there changes with each key, and is far sooner changed than made anew.
              // oxlint-disable-next-line react/no-array-index-key
              key={index}
              id={`${id}${index}`}
              target={target}
              selected={index === dial.selected}
              row={index}
              count={found.length}
              onPress={dialRow}
            />
          ))}
        </div>
      )}
      <label className="dial-row">
        <Caps caps={capsOfDesk(keymap, 'dial')} />
        <input
          ref={input}
          className="dial-input"
          type="text"
          inputMode="tel"
          role="combobox"
          aria-label={t.dial.label}
          aria-expanded={found.length > 0}
          aria-controls={found.length > 0 ? `${id}list` : undefined}
          aria-activedescendant={found.length > 0 && dial.selected !== null ? `${id}${dial.selected}` : undefined}
          placeholder={t.dial.placeholder}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          value={dial.text}
          onChange={(event) => desk.act({ type: 'type-dial', text: event.target.value })}
          onFocus={() => desk.act({ type: 'open-dial', typed: '' })}
          onBlur={(event) => {
            // Another window took the keyboard: the line is still the place where typing goes.
            if (document.activeElement !== event.target) desk.dialBlurred();
          }}
        />
        <span className="dial-preview" role="status">
          <bdi>{previewText(dial)}</bdi>
        </span>
      </label>
    </search>
  );
}

function previewText(dial: DialLine): string {
  if (dial.busy) return t.dial.dialling;
  const chosen = dial.selected === null ? undefined : dial.targets?.[dial.selected];
  if (chosen !== undefined) return t.dial.calls(chosen.number.display);
  if (dial.preview === null) return '';
  const { dials, number } = dial.preview;
  return dials === null ? t.dial.cannot : t.dial.calls(number?.display ?? dials);
}
