import { useId, useLayoutEffect, useRef } from 'react';
import type { CallId, CallNote } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { Icon } from '../ui/icons.tsx';
import { useDesk } from './desk-context.ts';
import type { NoteMode } from './desk-state.ts';

interface CardNoteProps {
  readonly call: CallId;
  readonly note: CallNote | null;
  /** The note that is being typed; null: none is, or another call's. */
  readonly mode: NoteMode | null;
}

/** What is noted about the caller, and while it is typed, the line it is typed on. */
export function CardNote({ call, note, mode }: CardNoteProps) {
  if (mode !== null && mode.call === call) return <NoteField mode={mode} />;
  return note === null ? null : <NoteText note={note} />;
}

export function NoteText({ note }: { readonly note: CallNote }) {
  return (
    <p className="note">
      <Icon name="pen" />
      <bdi className="note-text">{note.text}</bdi>
      {note.by !== null && (
        <span className="note-by">
          <bdi>{t.note.from(note.by)}</bdi>
        </span>
      )}
    </p>
  );
}

function NoteField({ mode }: { readonly mode: NoteMode }) {
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
  return (
    <div className="note-field">
      <label htmlFor={id}>{t.note.label}</label>
      <input
        ref={input}
        id={id}
        type="text"
        autoComplete="off"
        maxLength={300}
        placeholder={t.note.placeholder}
        value={mode.text}
        onChange={(event) => desk.act({ type: 'type-note', text: event.target.value })}
        onBlur={(event) => {
          if (document.activeElement !== event.target) desk.layerBlurred('note');
        }}
      />
      {mode.refused !== null && <p role="alert">{mode.refused}</p>}
    </div>
  );
}
