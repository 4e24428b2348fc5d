import { type KeyboardEvent, useState } from 'react';
import type { ProfileView } from '../../preload/contract/profile.ts';
import { t } from '../i18n/texts.ts';
import { chordOf, toKeyPress } from '../keys/key-press.ts';
import { capOf, type Keymap } from '../keys/keymap.ts';
import { type KeyProblem, rebind } from '../keys/rebind.ts';
import { judgeChange, valueIn } from './judge-change.ts';
import { useSetting } from './use-setting.ts';

interface KeyRow {
  readonly name: string;
  readonly label: string;
  readonly caps: readonly string[];
}

/** Every key that can be another one; what clashes is told and not taken. */
export function KeysSection({ profile }: { readonly profile: ProfileView }) {
  const own = keysOf(profile.document);
  const { keymap } = rebind(own);
  return (
    <>
      {groupsOf(keymap).map(({ title, rows }) => (
        <section key={title} className="key-group">
          <h3>{title}</h3>
          {rows.map((row) => (
            <KeyRowEditor key={row.name} row={row} own={own} document={profile.document} />
          ))}
        </section>
      ))}
    </>
  );
}

interface EditorProps {
  readonly row: KeyRow;
  readonly own: Readonly<Record<string, string>>;
  readonly document: ProfileView['document'];
}

function KeyRowEditor({ row, own, document }: EditorProps) {
  const path = `keys.${row.name}`;
  const setting = useSetting(path);
  const [waits, setWaits] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const press = (event: KeyboardEvent) => {
    if (!waits) return;
    // Tab goes on to the next control, as everywhere.
    if (event.key === 'Tab') return setWaits(false);
    event.preventDefault();
    event.stopPropagation();
    const chord = chordOf(toKeyPress(event.nativeEvent));
    if (event.key === 'Escape') return setWaits(false);
    if (chord === null) return;
    const wrong = problemOf(row.name, chord, own, document);
    setProblem(wrong);
    if (wrong !== null) return;
    setWaits(false);
    void setting.change(chord);
  };
  const said = problem ?? setting.problem ?? setting.held;
  return (
    <div className="key-row">
      <span className="key-label" id={`key-${row.name}`}>
        {row.label}
      </span>
      <span className="caps">
        {row.caps.map((cap, index) => (
          // The presses of one sequence, in order.
          // oxlint-disable-next-line react/no-array-index-key
          <kbd className="cap" key={index}>
            {cap}
          </kbd>
        ))}
      </span>
      <button
        type="button"
        className="button small"
        aria-describedby={`key-${row.name}`}
        disabled={setting.held !== null}
        onClick={() => {
          setProblem(null);
          setWaits(true);
        }}
        onKeyDown={press}
        onBlur={() => setWaits(false)}
      >
        {waits ? t.settings.keys.press : t.settings.keys.change}
      </button>
      {row.name in own && setting.held === null && (
        <button
          type="button"
          className="button small"
          aria-describedby={`key-${row.name}`}
          onClick={() => void setting.change(undefined)}
        >
          {t.settings.keys.reset}
        </button>
      )}
      {said !== null && (
        <p className="field-problem" role="alert">
          {said}
        </p>
      )}
    </div>
  );
}

function problemOf(
  name: string,
  chord: string,
  own: Readonly<Record<string, string>>,
  document: ProfileView['document'],
): string | null {
  if (chord.startsWith('Ctrl+Alt+')) return t.settings.keys.altGr;
  const found = rebind({ ...own, [name]: chord }).problems.find((problem) => problem.name === name);
  if (found !== undefined) return wordsOf(found);
  return judgeChange(document, `keys.${name}`, chord) === null ? null : t.settings.keys.cannot(capOf(chord));
}

function wordsOf({ why, chord, by }: KeyProblem): string {
  const { problems } = t.settings.keys;
  return why === 'taken' ? problems.taken(capOf(chord), labelOf(by ?? '')) : problems[why](capOf(chord));
}

/** Of a command or a call action, as the person knows it. */
function labelOf(name: string): string {
  const names: Readonly<Record<string, string>> = { ...t.call.actions, ...t.keyNames, ...t.transfer.waysLong };
  return names[name] ?? name;
}

function keysOf(document: ProfileView['document']): Readonly<Record<string, string>> {
  const keys = valueIn(document, 'keys');
  if (typeof keys !== 'object' || keys === null) return {};
  return Object.fromEntries(
    Object.entries(keys).filter((each): each is [string, string] => typeof each[1] === 'string'),
  );
}

/** Only what `rebind` takes: Enter and Esc of a ringing call mean what they mean everywhere. */
function groupsOf(keymap: Keymap): readonly { readonly title: string; readonly rows: readonly KeyRow[] }[] {
  const rebindable = (name: string) => rebind({ [name]: 'F24' }).problems.length === 0;
  const desk = keymap.desk
    .filter(({ command }) => rebindable(command))
    .map(({ command, chords }) => ({ name: command, label: labelOf(command), caps: chords.slice(0, 1).map(capOf) }));
  const call = keymap.call
    .filter(({ action }) => rebindable(action))
    .map(({ action, chords }) => ({ name: action, label: labelOf(action), caps: chords.map(capOf) }));
  return [
    { title: t.keyWhere.call, rows: call },
    { title: t.keyWhere.desk, rows: desk },
  ];
}
