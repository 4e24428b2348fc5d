import { useId, useLayoutEffect, useRef } from 'react';
import { t } from '../i18n/texts.ts';
import { Hint } from '../ui/hint.tsx';
import { Icon } from '../ui/icons.tsx';
import { NumberedChoices } from '../ui/numbered-choices.tsx';
import { useDesk } from './desk-context.ts';
import type { HistoryState } from './history-state.ts';
import { partyName } from './party-text.ts';

/** The one line that is typed into: what is looked for, a note, a time; or the marks to choose from. */
export function HistoryFieldLine({
  history,
  marks,
}: {
  readonly history: HistoryState;
  readonly marks: readonly string[];
}) {
  const { field } = history;
  const desk = useDesk();
  if (field === null) {
    return (
      <div className="history-field">
        <Icon name="search" />
        <Hint caps={['/']} onPress={() => desk.act({ type: 'history', what: 'field', field: 'search' })}>
          {history.text === '' ? t.history.search : history.text}
        </Hint>
      </div>
    );
  }
  if (field.kind === 'mark') return <Marks marks={marks} />;
  return (
    <Field
      label={
        field.kind === 'search' ? t.history.search : field.kind === 'note' ? t.history.noteLabel : t.history.whenLabel
      }
      about={field.kind === 'search' ? '' : partyName(field.row.party)}
      placeholder={field.kind === 'when' ? t.history.whenPlaceholder : ''}
      text={field.kind === 'search' ? history.text : field.text}
    />
  );
}

interface FieldProps {
  readonly label: string;
  readonly about: string;
  readonly placeholder: string;
  readonly text: string;
}

function Field({ label, about, placeholder, text }: FieldProps) {
  const desk = useDesk();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => input.current?.focus(), []);
  return (
    <div className="history-field">
      <label htmlFor={id}>
        {label} <bdi>{about}</bdi>
      </label>
      <input
        ref={input}
        id={id}
        type="text"
        autoComplete="off"
        maxLength={300}
        placeholder={placeholder}
        value={text}
        onChange={(event) => desk.act({ type: 'history', what: 'type', text: event.target.value })}
      />
    </div>
  );
}

function Marks({ marks }: { readonly marks: readonly string[] }) {
  const desk = useDesk();
  return (
    <div className="history-field history-marks" role="group" aria-label={t.history.markLabel}>
      <span className="meta">{t.history.markLabel}</span>
      <NumberedChoices
        choices={[...marks, t.history.noMark]}
        onChoose={(digit) => desk.act({ type: 'history', what: 'mark', digit })}
      />
    </div>
  );
}
