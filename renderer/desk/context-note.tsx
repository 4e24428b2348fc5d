import { useId, useLayoutEffect, useRef } from 'react';
import type { CallView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { capsOfCall } from '../keys/keymap.ts';
import { Caps } from '../ui/hint.tsx';
import { useDesk } from './desk-context.ts';
import type { NoteMode } from './desk-state.ts';
import { useKeymap } from './use-keymap.ts';

interface ContextNoteProps {
  readonly call: CallView;
  /** The note that is being typed; null: none is, or another call's. */
  readonly mode: NoteMode | null;
}

/** The note of the call, below all that is known of it: always there, and saved as it is typed. */
export function ContextNote({ call, mode }: ContextNoteProps) {
  const desk = useDesk();
  const keymap = useKeymap();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const typing = mode !== null;
  useLayoutEffect(() => {
    if (!typing) return undefined;
    const [before, text] = [document.activeElement, field.current];
    text?.focus();
    return () => {
      text?.blur();
      if (before instanceof HTMLElement && before !== text && before.isConnected) before.focus();
    };
  }, [typing]);
  if (!call.can.includes('note') && !typing) return null;
  const saved = call.note?.text ?? '';
  const text = mode?.text ?? saved;
  return (
    <div className="context-note-field">
      <div className="context-note-head">
        <label htmlFor={id}>{t.note.ofCall}</label>
        {!typing && <Caps caps={capsOfCall(keymap, 'note')} />}
        <span className="meta" role="status">
          {text !== '' && (text === saved ? t.note.isSaved : t.note.saving)}
        </span>
      </div>
      <textarea
        ref={field}
        id={id}
        rows={3}
        autoComplete="off"
        maxLength={300}
        placeholder={t.note.placeholder}
        value={text}
        onFocus={() => {
          if (!typing) desk.act({ type: 'call', call: call.id, action: 'note' });
        }}
        onChange={(event) => desk.act({ type: 'type-note', text: event.target.value })}
        onBlur={(event) => {
          if (document.activeElement !== event.target) desk.layerBlurred('note');
        }}
      />
      {mode !== null && mode.refused !== null && <p role="alert">{mode.refused}</p>}
    </div>
  );
}
