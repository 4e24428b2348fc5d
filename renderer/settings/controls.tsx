import { type ReactNode, useId, useState } from 'react';
import { t } from '../i18n/texts.ts';
import type { SettingPath } from './sections.ts';
import { SettingFrame } from './setting-frame.tsx';
import { useSetting } from './use-setting.ts';

interface TextSettingProps {
  readonly path: SettingPath;
  /** Emptied, it goes back to the default. */
  readonly mayBeEmpty?: boolean;
  readonly number?: boolean;
  /** Beside the field: what can be done with it. */
  readonly children?: ReactNode;
}

/** Saved at Enter or when the field is left; judged at each letter. */
export function TextSetting({ path, mayBeEmpty = false, number = false, children }: TextSettingProps) {
  const id = useId();
  const setting = useSetting(path);
  const shown = typeof setting.value === 'string' || typeof setting.value === 'number' ? `${setting.value}` : '';
  const [typed, setTyped] = useState<string | null>(null);
  const wish = (text: string): unknown => {
    if (text === '' && mayBeEmpty) return undefined;
    return number && /^\d+$/.test(text) ? Number(text) : text;
  };
  const problem = typed === null ? null : setting.judge(wish(typed));
  const save = () => {
    if (typed === null || problem !== null) return;
    setTyped(null);
    if (typed !== shown) void setting.change(wish(typed));
  };
  const field = (
    <input
      id={id}
      type="text"
      inputMode={number ? 'numeric' : undefined}
      value={typed ?? shown}
      disabled={setting.held !== null}
      aria-invalid={problem !== null}
      aria-describedby={`${id}said`}
      autoComplete="off"
      spellCheck={false}
      maxLength={300}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save();
      }}
    />
  );
  return (
    <SettingFrame path={path} id={id} setting={setting} problem={problem}>
      {children === undefined ? (
        field
      ) : (
        <div className="device-row">
          {field}
          {children}
        </div>
      )}
    </SettingFrame>
  );
}

interface SwitchSettingProps {
  readonly path: SettingPath;
  /** For a whole section, which is there or is not: how it begins. Left out: yes or no. */
  readonly section?: object;
}

export function SwitchSetting({ path, section }: SwitchSettingProps) {
  const id = useId();
  const setting = useSetting(path);
  const isOn = section === undefined ? setting.value !== false : isSection(setting.value);
  const other = section === undefined ? !isOn : isOn ? null : section;
  return (
    <SettingFrame path={path} id={id} setting={setting} beside>
      <button
        id={id}
        type="button"
        role="switch"
        className="switch"
        aria-checked={isOn}
        aria-describedby={`${id}said`}
        disabled={setting.held !== null}
        onClick={() => void setting.change(other)}
      />
    </SettingFrame>
  );
}

const isSection = (value: unknown): boolean => typeof value === 'object' && value !== null;

type ChoicePath = keyof typeof t.settings.choices;

export function ChoiceSetting({ path, usual }: { readonly path: ChoicePath; readonly usual: string }) {
  const id = useId();
  const setting = useSetting(path);
  const choices: Readonly<Record<string, string>> = t.settings.choices[path];
  return (
    <SettingFrame path={path} id={id} setting={setting}>
      <select
        id={id}
        value={typeof setting.value === 'string' ? setting.value : usual}
        disabled={setting.held !== null}
        aria-describedby={`${id}said`}
        onChange={(event) => void setting.change(event.target.value)}
      >
        {Object.entries(choices).map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </SettingFrame>
  );
}

export function RangeSetting({ path, usual }: { readonly path: SettingPath; readonly usual: number }) {
  const id = useId();
  const setting = useSetting(path);
  const value = typeof setting.value === 'number' ? setting.value : usual;
  return (
    <SettingFrame path={path} id={id} setting={setting}>
      <input
        id={id}
        type="range"
        min={0}
        max={100}
        step={5}
        value={value}
        disabled={setting.held !== null}
        aria-describedby={`${id}said`}
        onChange={(event) => void setting.change(Number(event.target.value))}
      />
    </SettingFrame>
  );
}
