import { useId, useState } from 'react';
import type { SettingPath } from './sections.ts';
import { SettingFrame } from './setting-frame.tsx';
import { useSetting } from './use-setting.ts';

/** Several texts, one a line. */
export function ListSetting({ path }: { readonly path: SettingPath }) {
  return <LinesSetting path={path} read={linesOf} write={textsOf} />;
}

/** What belongs to each of several names, one a line: `Support = 15`. `number`: it is a number. */
export function PairsSetting({ path, number = false }: { readonly path: SettingPath; readonly number?: boolean }) {
  return <LinesSetting path={path} read={number ? numbersOf : pairsOf} write={pairLinesOf} />;
}

interface LinesSettingProps {
  readonly path: SettingPath;
  /** What the lines mean; undefined: nothing, so that the default holds. */
  readonly read: (text: string) => unknown;
  readonly write: (value: unknown) => string;
}

/** Saved when the field is left, judged at each letter. */
function LinesSetting({ path, read, write }: LinesSettingProps) {
  const id = useId();
  const setting = useSetting(path);
  const shown = write(setting.value);
  const [typed, setTyped] = useState<string | null>(null);
  const wish = typed === null ? undefined : read(typed);
  const problem = typed === null ? null : setting.judge(wish);
  const save = () => {
    if (typed === null || problem !== null) return;
    setTyped(null);
    if (write(wish) !== shown) void setting.change(wish);
  };
  return (
    <SettingFrame path={path} id={id} setting={setting} problem={problem}>
      <textarea
        id={id}
        rows={3}
        value={typed ?? shown}
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
function linesOf(text: string): readonly string[] | undefined {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.length === 0 ? undefined : lines;
}

const textsOf = (value: unknown): string => (Array.isArray(value) ? value.map(String).join('\n') : '');

/** A line without `=` is a name with nothing, which the schema refuses in its own words. */
function pairsOf(text: string): Readonly<Record<string, string>> | undefined {
  const lines = linesOf(text);
  return lines && Object.fromEntries(lines.map(pairOf));
}

function pairOf(line: string): readonly [string, string] {
  const at = line.lastIndexOf('=');
  return at < 0 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
}

function numbersOf(text: string): Readonly<Record<string, unknown>> | undefined {
  const pairs = Object.entries(pairsOf(text) ?? {});
  if (pairs.length === 0) return undefined;
  return Object.fromEntries(pairs.map(([name, value]) => [name, /^\d+$/.test(value) ? Number(value) : value]));
}

const pairLinesOf = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .map(([name, of]) => `${name} = ${String(of)}`)
        .join('\n')
    : '';
