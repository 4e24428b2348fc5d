import { type FormEvent, useLayoutEffect, useRef, useState } from 'react';
import { t } from '../i18n/texts.ts';
import { TextField } from '../setup/text-field.tsx';
import { ChoiceField } from './choice-field.tsx';
import { LinkPreview } from './link-preview.tsx';
import type { LinkSetting } from './links-section.tsx';

interface LinkFormProps {
  readonly link: LinkSetting;
  /** Labels of the others: a link is known by its own. */
  readonly taken: readonly string[];
  readonly onSave: (link: LinkSetting) => void;
  readonly onRemove: (() => void) | null;
  readonly onCancel: () => void;
}

const triggers = ['key', 'ring', 'answer', 'transfer', 'end'] as const;
const directions = ['', 'in', 'out'] as const;

/** An address for calls, while it is written: what it comes to stands below it. */
export function LinkForm({ link, taken, onSave, onRemove, onCancel }: LinkFormProps) {
  const [draft, setDraft] = useState(link);
  const first = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  const { links: words } = t.settings;
  const label = draft.label.trim();
  const problem = label === '' ? words.needsLabel : taken.includes(label) ? words.labelTaken : undefined;
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (problem === undefined) onSave({ ...draft, label });
  };
  const rule = (name: 'queue' | 'did', text: string) => {
    const { [name]: _before, ...rest } = draft;
    setDraft(text === '' ? rest : { ...rest, [name]: text });
  };
  const direct = (direction: LinkSetting['direction']) => {
    const { direction: _before, ...rest } = draft;
    setDraft(direction === undefined ? rest : { ...rest, direction });
  };
  return (
    <form
      className="setting-group link-form"
      aria-label={words.form}
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <TextField
        label={words.label}
        value={draft.label}
        problem={draft.label === link.label ? undefined : problem}
        onType={(text) => setDraft({ ...draft, label: text.slice(0, 40) })}
        input={first}
      />
      <TextField
        label={words.address}
        value={draft.url ?? ''}
        hint={words.variables}
        onType={(url) => setDraft({ ...draft, url: url.slice(0, 2000) })}
      />
      <LinkPreview url={draft.url ?? ''} command={undefined} />
      <ChoiceField
        label={words.when}
        value={draft.on}
        choices={triggers.map((each) => [each, words.triggers[each]])}
        onChoose={(on) => setDraft({ ...draft, on })}
      />
      <div className="field-pair">
        <ChoiceField
          label={words.direction}
          value={draft.direction ?? ''}
          choices={directions.map((each) => [each, each === '' ? words.anyDirection : words.directions[each]])}
          onChoose={(direction) => direct(direction === '' ? undefined : direction)}
        />
        <TextField label={words.queue} value={draft.queue ?? ''} onType={(text) => rule('queue', text.slice(0, 80))} />
        <TextField label={words.did} value={draft.did ?? ''} onType={(text) => rule('did', text.slice(0, 40))} />
      </div>
      <div className="password-row">
        <button type="submit" className="button primary" aria-disabled={problem !== undefined}>
          {t.settings.account.save}
          <kbd className="cap">Enter</kbd>
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {words.cancel}
          <kbd className="cap">Esc</kbd>
        </button>
        {onRemove !== null && (
          <button type="button" className="button" onClick={onRemove}>
            {words.remove}
          </button>
        )}
      </div>
    </form>
  );
}
