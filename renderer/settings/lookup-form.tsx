import { type FormEvent, useId, useState } from 'react';
import type { ProfileView } from '../../preload/contract/profile.ts';
import { t } from '../i18n/texts.ts';
import { Icon } from '../ui/icons.tsx';
import { ChoiceField } from './choice-field.tsx';
import { documentWith, judgeChange } from './judge-change.ts';
import {
  type LookupDraft,
  type LookupField,
  lookupDraftOf,
  lookupFields,
  lookupProblem,
  lookupWish,
} from './lookup-draft.ts';
import { useSetting } from './use-setting.ts';

const methods = ['GET', 'POST'] as const;

/** The web service that is asked about callers: judged while it is written, saved as a whole. */
export function LookupForm({ profile }: { readonly profile: ProfileView }) {
  const setting = useSetting('lookup');
  const [typed, setTyped] = useState<LookupDraft | null>(null);
  const draft = typed ?? lookupDraftOf(setting.value);
  const wish = lookupWish(draft);
  const problemOf = (field: LookupField): string | null => {
    if (typed === null || wish === null) return null;
    // What the schema says of this one value, not of the first that is wrong.
    const whole = documentWith(profile.document, 'lookup', wish);
    return judgeChange(whole, `lookup.${field}`, valueOf(wish, field)) ?? lookupProblem(draft, field);
  };
  const isWrong = lookupFields.some((field) => problemOf(field) !== null);
  const field = (name: Exclude<LookupField, 'method'>, lines = 1) => (
    <DraftField
      name={name}
      lines={lines}
      value={draft[name]}
      problem={problemOf(name)}
      disabled={setting.held !== null}
      onType={(text) => setTyped({ ...draft, [name]: text })}
    />
  );
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (typed === null || isWrong) return;
    setTyped(null);
    void setting.change(wish);
  };
  return (
    <form className="setting-group" onSubmit={save} aria-label={t.crm.lookup}>
      <h3>{t.crm.lookup}</h3>
      {field('url')}
      <p className="field-hint">{t.crm.variables}</p>
      {setting.held === null && (
        <div data-path="lookup.method">
          <ChoiceField
            label={t.settings.items['lookup.method']}
            value={draft.method}
            choices={methods.map((method) => [method, t.crm.methods[method]])}
            onChoose={(method) => setTyped({ ...draft, method })}
          />
        </div>
      )}
      {draft.method === 'POST' && field('body', 3)}
      {field('headers', 2)}
      {field('fields', 3)}
      <div className="field-pair">
        {field('budget')}
        {field('keepMinutes')}
      </div>
      {setting.held !== null && (
        <p className="field-held">
          <Icon name="lock" />
          {setting.held}
        </p>
      )}
      {setting.problem !== null && (
        <p className="field-problem" role="alert">
          {setting.problem}
        </p>
      )}
      {typed !== null && (
        <button type="submit" className="button primary" aria-disabled={isWrong}>
          {t.settings.account.save}
        </button>
      )}
    </form>
  );
}

interface DraftFieldProps {
  readonly name: Exclude<LookupField, 'method'>;
  readonly lines: number;
  readonly value: string;
  readonly problem: string | null;
  readonly disabled: boolean;
  readonly onType: (text: string) => void;
}

function DraftField({ name, lines, value, problem, disabled, onType }: DraftFieldProps) {
  const id = useId();
  const hints: Readonly<Partial<Record<string, string>>> = t.settings.hints;
  const said = problem ?? hints[`lookup.${name}`];
  const shared = {
    id,
    value,
    disabled,
    autoComplete: 'off',
    spellCheck: false,
    maxLength: 20_000,
    'aria-invalid': problem !== null,
    'aria-describedby': said === undefined ? undefined : `${id}said`,
  };
  return (
    <div className="setting" data-path={`lookup.${name}`}>
      <label htmlFor={id}>{t.settings.items[`lookup.${name}`]}</label>
      {lines === 1 ? (
        <input type="text" {...shared} onChange={(event) => onType(event.target.value)} />
      ) : (
        <textarea rows={lines} {...shared} onChange={(event) => onType(event.target.value)} />
      )}
      {said !== undefined && (
        <p id={`${id}said`} className={problem === null ? 'field-hint' : 'field-problem'}>
          {said}
        </p>
      )}
    </div>
  );
}

const valueOf = (wish: object, field: LookupField): unknown =>
  Object.entries(wish).find(([name]) => name === field)?.[1];
