import { useLayoutEffect, useRef } from 'react';
import { t } from '../i18n/en.ts';
import { capsOfDesk } from '../keys/keymap.ts';
import { Caps } from '../ui/hint.tsx';
import { Notice } from '../ui/notice.tsx';
import { useDesk } from './desk-context.ts';
import type { DeskState, DialLine } from './desk-state.ts';

/** Always there: type a number and press Enter. */
export function DialLineBar({ state }: { readonly state: DeskState }) {
  const desk = useDesk();
  const input = useRef<HTMLInputElement>(null);
  const open = state.layer === 'dial';
  useLayoutEffect(() => {
    if (open) input.current?.focus();
    else input.current?.blur();
  }, [open]);
  const { dial } = state;
  return (
    <search className="dial" data-open={open}>
      {dial.refused !== null && (
        <div className="dial-refused" role="alert">
          <Notice>{dial.refused}</Notice>
        </div>
      )}
      <label className="dial-row">
        <Caps caps={capsOfDesk('dial')} />
        <input
          ref={input}
          className="dial-input"
          type="text"
          inputMode="tel"
          aria-label={t.dial.label}
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
  if (dial.preview === null) return '';
  const { dials, number } = dial.preview;
  return dials === null ? t.dial.cannot : t.dial.calls(number?.display ?? dials);
}
