import { useLayoutEffect, useRef } from 'react';
import type { ListenHow } from '../../preload/contract/listening.ts';
import type { GlobalKey } from '../../preload/contract/shell.ts';
import type { Unavailable } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { type CallKey, capOf, type Keymap, listenKeys } from '../keys/keymap.ts';
import { Caps, keepFocus } from '../ui/hint.tsx';
import { Icon } from '../ui/icons.tsx';
import { useDesk } from './desk-context.ts';
import { useKeymap } from './use-keymap.ts';

interface SheetRow {
  readonly caps: readonly string[];
  readonly verb: string;
  /** Why the key is not there. */
  readonly why?: string | undefined;
}

interface KeySheetProps {
  readonly missing: readonly Unavailable[];
  /** Keys of the whole system, with how it took them; empty where the host has none. */
  readonly everywhere: readonly GlobalKey[];
  /** How I may listen to colleagues. */
  readonly listens: readonly ListenHow[];
}

/** All keys on one sheet, straight from the table the keyboard uses. */
export function KeySheet({ missing, everywhere, listens }: KeySheetProps) {
  const keymap = useKeymap();
  const desk = useDesk();
  const sheet = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => sheet.current?.focus({ preventScroll: true }), []);
  return (
    <div className="layer key-sheet" role="dialog" aria-label={t.keysTitle} tabIndex={-1} ref={sheet}>
      <div className="layer-head">
        <Icon name="keyboard" />
        <h2 className="layer-title">{t.keysTitle}</h2>
        <button type="button" className="hint" onMouseDown={keepFocus} onClick={() => desk.act({ type: 'leave' })}>
          <Caps caps={[capOf('Escape')]} />
          <span className="verb">{t.close}</span>
        </button>
      </div>
      <div className="sheet-columns" tabIndex={0} role="group" aria-label={t.keysTitle}>
        {(['ringing', 'call', 'consult', 'conference', 'otherPhone', 'moved', 'ended'] as const).map((where) => (
          <SheetSection key={where} title={t.keyWhere[where]} rows={callRows(keymap, where, missing)} />
        ))}
        <SheetSection title={t.keyWhere.desk} rows={deskRows(keymap)} />
        {everywhere.length > 0 && <SheetSection title={t.globalKeys.where} rows={everywhere.map(everywhereRow)} />}
        <SheetSection
          title={t.keyWhere.transfer}
          rows={[
            ...keymap.send.map(({ how, chord }) => ({ caps: [capOf(chord)], verb: t.transfer.waysLong[how] })),
            { caps: [capOf(keymap.pickUp)], verb: t.pickUp.rings },
          ]}
        />
        <SheetSection title={t.listening.title} rows={listenKeys.map((key) => listenRow(key, listens))} />
        <SheetSection
          title={t.keyWhere.digits}
          rows={[
            { caps: [t.digitKeys], verb: t.digitKeysDo },
            { caps: [capOf('Escape')], verb: t.keyNames.leave },
          ]}
        />
      </div>
    </div>
  );
}

function SheetSection({ title, rows }: { readonly title: string; readonly rows: readonly SheetRow[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {rows.map((row) => (
          <div className="sheet-row" key={row.verb}>
            <dt>
              {row.caps.map((cap, index) => (
                // The presses of one sequence, in order.
                // oxlint-disable-next-line react/no-array-index-key
                <kbd className="cap" key={index}>
                  {cap}
                </kbd>
              ))}
            </dt>
            <dd>
              {row.verb}
              {row.why !== undefined && <small className="sheet-why"> {row.why}</small>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const listenRow = ({ how, chord }: (typeof listenKeys)[number], listens: readonly ListenHow[]): SheetRow => ({
  caps: [capOf(chord)],
  verb: t.listening.long[how],
  why: listens.includes(how) ? undefined : t.palette.cannot(t.unavailable.why['not-set-up']),
});

const everywhereRow = ({ action, chord, state }: GlobalKey): SheetRow => ({
  caps: [capOf(chord)],
  verb: t.globalKeys.actions[action],
  why: state === 'registered' ? undefined : t.globalKeys.why[state],
});

/** One row a key: hold and resume, mute and unmute share theirs. */
function callRows(keymap: Keymap, where: CallKey['where'], missing: readonly Unavailable[]): readonly SheetRow[] {
  const byCaps = new Map<string, SheetRow>();
  for (const row of keymap.call) {
    if (row.where !== where) continue;
    const caps = row.chords.map(capOf);
    const before = byCaps.get(caps.join(' '));
    const verb = t.call.actions[row.action];
    const lacks = missing.find(({ action }) => action === row.action);
    const why = lacks === undefined ? before?.why : t.palette.cannot(t.unavailable.why[lacks.why]);
    const shared = before === undefined || before.verb === verb ? verb : `${before.verb} / ${verb}`;
    byCaps.set(caps.join(' '), { caps, verb: shared, why });
  }
  return [...byCaps.values()];
}

const deskRows = (keymap: Keymap): readonly SheetRow[] =>
  keymap.desk.map(({ command, chords }) => ({
    caps:
      command === 'nthCall'
        ? [capOf('Alt+1–9')]
        : command === 'dial'
          ? [...chords.map(capOf), t.anyDigit]
          : chords.map(capOf),
    verb: t.keyNames[command],
  }));
