import { useId, useLayoutEffect, useRef } from 'react';
import { t } from '../i18n/texts.ts';
import { NumberedChoices } from '../ui/numbered-choices.tsx';
import { useDesk } from './desk-context.ts';
import type { QueueField } from './queue-state.ts';

interface QueueFieldLineProps {
  readonly field: QueueField;
  readonly reasons: readonly string[];
}

/** The one line above the queues that is typed into, or the reasons to choose from. */
export function QueueFieldLine({ field, reasons }: QueueFieldLineProps) {
  if (field.kind === 'reason') return <Reasons queue={field.queue} reasons={reasons} />;
  // Another question is another field: the keyboard goes into it anew.
  return <Field key={field.kind} field={field} />;
}

function Field({ field }: { readonly field: Exclude<QueueField, { kind: 'reason' }> }) {
  const desk = useDesk();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  return (
    <div className="history-field">
      <label htmlFor={id}>
        <bdi>{labelOf(field)}</bdi>
      </label>
      <input
        ref={input}
        id={id}
        type="text"
        autoComplete="off"
        maxLength={40}
        placeholder={field.kind === 'back' ? t.queues.backPlaceholder : ''}
        value={field.text}
        onChange={(event) => desk.act({ type: 'queues', what: 'type', text: event.target.value })}
      />
    </div>
  );
}

function labelOf(field: Exclude<QueueField, { kind: 'reason' }>): string {
  if (field.kind === 'penalty') return t.queues.penaltyLabel;
  return field.kind === 'other' ? t.queues.otherLabel : t.queues.backLabel(field.reason);
}

function Reasons({ queue, reasons }: { readonly queue: string | null; readonly reasons: readonly string[] }) {
  const desk = useDesk();
  const label = t.queues.reasonLabel(queue);
  return (
    <div className="history-field history-marks" role="group" aria-label={label}>
      <span className="meta">
        <bdi>{label}</bdi>
      </span>
      <NumberedChoices
        choices={[...reasons, t.queues.otherReason]}
        onChoose={(digit) => desk.act({ type: 'queues', what: 'reason', digit })}
      />
    </div>
  );
}
