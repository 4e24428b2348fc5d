import { type FormEvent, useId, useState } from 'react';
import { t } from '../i18n/texts.ts';
import type { SettingPath } from './sections.ts';
import { useSetting } from './use-setting.ts';

interface Field {
  readonly path: SettingPath;
  readonly kind: 'text' | 'number' | 'switch';
}

interface GroupSettingProps {
  /** The section of the settings: `ami`. */
  readonly path: string;
  readonly title: string;
  /** The first one, emptied, takes the whole group away. */
  readonly fields: readonly [Field, ...Field[]];
  readonly usual: Readonly<Record<string, unknown>>;
}

type Draft = Readonly<Record<string, string | boolean>>;

/** Values that stand and fall together: an address without its user is no login. Saved by its button, or Enter. */
export function GroupSetting({ path, title, fields, usual }: GroupSettingProps) {
  const setting = useSetting(path);
  const [draft, setDraft] = useState<Draft | null>(null);
  const shown = { ...draftOf(fields, setting.value, usual), ...draft };
  const wish = wishOf(fields, shown);
  const problem = draft === null ? null : setting.judge(wish);
  const hints: Readonly<Partial<Record<string, string>>> = t.settings.hints;
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (draft === null || problem !== null) return;
    setDraft(null);
    void setting.change(wish);
  };
  const said = problem ?? setting.problem ?? setting.held ?? hints[fields[0].path];
  return (
    <form className="setting-group" onSubmit={save} aria-label={title}>
      <h3>{title}</h3>
      <div className="field-pair">
        {fields.map(({ path: field, kind }) => (
          <GroupField
            key={field}
            path={field}
            kind={kind}
            value={shown[nameOf(field)] ?? ''}
            disabled={setting.held !== null}
            onChange={(value) => setDraft({ ...draft, [nameOf(field)]: value })}
          />
        ))}
      </div>
      <p className={problem === null && setting.problem === null ? 'field-hint' : 'field-problem'}>{said}</p>
      {draft !== null && (
        <button type="submit" className="button" aria-disabled={problem !== null}>
          {t.settings.account.save}
          <kbd className="cap">Enter</kbd>
        </button>
      )}
    </form>
  );
}

interface GroupFieldProps {
  readonly path: SettingPath;
  readonly kind: Field['kind'];
  readonly value: string | boolean;
  readonly disabled: boolean;
  readonly onChange: (value: string | boolean) => void;
}

function GroupField({ path, kind, value, disabled, onChange }: GroupFieldProps) {
  const id = useId();
  return (
    <div className={kind === 'switch' ? 'field field-check' : 'field'} data-path={path}>
      <label htmlFor={id}>{t.settings.items[path]}</label>
      {kind === 'switch' ? (
        <input
          id={id}
          type="checkbox"
          checked={value === true}
          disabled={disabled}
          onChange={(event) => onChange(event.target.checked)}
        />
      ) : (
        <input
          id={id}
          type="text"
          inputMode={kind === 'number' ? 'numeric' : undefined}
          value={String(value)}
          disabled={disabled}
          autoComplete="off"
          spellCheck={false}
          maxLength={300}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </div>
  );
}

const nameOf = (path: string): string => path.split('.').at(-1) ?? path;

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? `${value}` : '');

function draftOf(fields: readonly Field[], value: unknown, usual: Readonly<Record<string, unknown>>): Draft {
  const from: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? { ...value } : {};
  return Object.fromEntries(
    fields.map(({ path, kind }) => {
      const name = nameOf(path);
      const found = from[name] ?? usual[name];
      return [name, kind === 'switch' ? found === true : textOf(found)];
    }),
  );
}

function wishOf(fields: readonly [Field, ...Field[]], draft: Draft): unknown {
  if (draft[nameOf(fields[0].path)] === '') return null;
  return Object.fromEntries(
    fields.map(({ path, kind }) => {
      const value = draft[nameOf(path)] ?? '';
      const isNumber = kind === 'number' && typeof value === 'string' && /^\d+$/.test(value);
      return [nameOf(path), isNumber ? Number(value) : value];
    }),
  );
}
