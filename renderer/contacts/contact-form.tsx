import { type FormEvent, useState } from 'react';
import type { ContactDraft } from '../../preload/contract/contacts.ts';
import { failureText } from '../desk/outcome-text.ts';
import { t } from '../i18n/texts.ts';
import { useRequests } from '../profile/profile-context.ts';
import { TextField } from '../setup/text-field.tsx';

export interface Editing {
  /** null: somebody new. */
  readonly id: number | null;
  readonly draft: ContactDraft;
}

interface FormProps {
  readonly editing: Editing;
  /** `said`: what came of it; null: it was left. */
  readonly onDone: (said: string | null) => void;
}

const texts = ['name', 'company', 'role', 'email', 'note'] as const;

/** One person, written by hand. A file that tells of them does not undo it. */
export function ContactForm({ editing: { id, draft: first }, onDone }: FormProps) {
  const request = useRequests();
  const [draft, setDraft] = useState<ContactDraft>(first);
  const [problem, setProblem] = useState<string | null>(null);
  const who = draft.name === '' ? draft.company : draft.name;
  const numbers = [...draft.numbers, { label: '', raw: '' }].slice(0, 20);
  const setNumber = (at: number, change: Partial<ContactDraft['numbers'][number]>) =>
    setDraft({ ...draft, numbers: numbers.map((each, place) => (place === at ? { ...each, ...change } : each)) });
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (who.trim() === '') return setProblem(t.contacts.needsName);
    const written = { ...draft, numbers: draft.numbers.filter(({ raw }) => raw.trim() !== '') };
    const failure = failureText(await request.writeContact({ id, draft: written }));
    return failure === null ? onDone(t.contacts.savedContact(who)) : setProblem(t.contacts.refused(failure));
  };
  const remove = async (known: number) => {
    const failure = failureText(await request.removeContact({ id: known }));
    return failure === null ? onDone(t.contacts.removedContact(who)) : setProblem(t.contacts.refused(failure));
  };
  return (
    <form
      className="contacts-part contact-form"
      aria-label={id === null ? t.contacts.newTitle : t.contacts.editTitle}
      onSubmit={(event) => void save(event)}
    >
      <h3>{id === null ? t.contacts.newTitle : t.contacts.editTitle}</h3>
      {texts.map((field) => (
        <TextField
          key={field}
          label={t.contacts.fields[field]}
          value={draft[field]}
          problem={field === 'name' ? (problem ?? undefined) : undefined}
          onType={(text) => setDraft({ ...draft, [field]: text.slice(0, field === 'note' ? 500 : 120) })}
        />
      ))}
      {numbers.map(({ label, raw }, at) => (
        // Numbers have a place and nothing else; an empty one stands at the end.
        // oxlint-disable-next-line react/no-array-index-key
        <div className="contact-number" key={at}>
          <TextField
            label={t.contacts.label(at + 1)}
            value={label}
            onType={(text) => setNumber(at, { label: text.slice(0, 30) })}
          />
          <TextField
            label={t.contacts.number(at + 1)}
            value={raw}
            onType={(text) => setNumber(at, { raw: text.slice(0, 60) })}
          />
        </div>
      ))}
      <div className="contacts-buttons">
        <button type="submit" className="button primary">
          {t.contacts.save}
        </button>
        <button type="button" className="button" onClick={() => onDone(null)}>
          {t.contacts.cancel}
        </button>
        {id !== null && (
          <button type="button" className="button" onClick={() => void remove(id)}>
            {t.contacts.remove}
          </button>
        )}
      </div>
    </form>
  );
}
