import { useId, useState } from 'react';
import type { SettingPath } from './sections.ts';
import { SettingFrame } from './setting-frame.tsx';
import { useSetting } from './use-setting.ts';

/** Several texts, one a line; saved when the field is left, judged at each letter. */
export function ListSetting({ path }: { readonly path: SettingPath }) {
  const id = useId();
  const setting = useSetting(path);
  const shown = Array.isArray(setting.value) ? setting.value.map(String) : [];
  const [typed, setTyped] = useState<string | null>(null);
  const wish = linesOf(typed ?? '');
  const problem = typed === null ? null : setting.judge(wish);
  const save = () => {
    if (typed === null || problem !== null) return;
    setTyped(null);
    if (wish.join('\n') !== shown.join('\n')) void setting.change(wish.length === 0 ? undefined : wish);
  };
  return (
    <SettingFrame path={path} id={id} setting={setting} problem={problem}>
      <textarea
        id={id}
        rows={3}
        value={typed ?? shown.join('\n')}
        disabled={setting.held !== null}
        aria-invalid={problem !== null}
        aria-describedby={`${id}said`}
        autoComplete="off"
        spellCheck={false}
        maxLength={20_000}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={save}
      />
    </SettingFrame>
  );
}

/** Empty lines say nothing. */
const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
