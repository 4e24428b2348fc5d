import { useId } from 'react';
import type { ParkedCall } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { capsOfDesk, shortcutOfDesk } from '../keys/keymap.ts';
import { Caps, keepFocus } from '../ui/hint.tsx';
import { Icon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { useDesk } from './desk-context.ts';
import { NoteText } from './note-panel.tsx';
import { ParkedBack } from './parked-back.tsx';
import { partyName, partyNumber } from './party-text.ts';
import { Timer } from './timer.tsx';
import { useKeymap } from './use-keymap.ts';

const whose = ({ forMe, note }: ParkedCall): string =>
  forMe === true ? t.parked.forYou(note?.by ?? '') : t.parked.byYou;

/** A call that waits in a slot, parked from here or for me. `withKey`: the key that opens the list is shown on the first one. */
export function ParkedCard({ entry, withKey }: { readonly entry: ParkedCall; readonly withKey: boolean }) {
  const keymap = useKeymap();
  const desk = useDesk();
  const id = useId();
  const number = partyNumber(entry.party);
  return (
    <article className="card" data-phase="parked" aria-labelledby={`${id}name`} aria-describedby={`${id}state`}>
      <div className="state-line">
        <p className="state" id={`${id}state`}>
          <Icon name="parking" />
          <span className="state-word">{t.parked.inSlot(entry.slot)}</span>
          <span className="origin">
            <bdi>{whose(entry)}</bdi>, <ParkedBack entry={entry} to={entry.mine ? 'you' : 'anybody'} />
          </span>
        </p>
        {withKey && (
          <button
            type="button"
            className="focus-key"
            aria-keyshortcuts={shortcutOfDesk(keymap, 'parked')}
            onMouseDown={keepFocus}
            onClick={() => desk.act({ type: 'open', layer: 'parked' })}
          >
            <Caps caps={capsOfDesk(keymap, 'parked')} />
            <span className="hidden">{t.parked.list}</span>
          </button>
        )}
      </div>
      <div className="who">
        <h2 className="name" id={`${id}name`}>
          <bdi>{partyName(entry.party)}</bdi>
        </h2>
        <Timer className="timer" since={entry.parkedAt} />
        {number !== null && (
          <p className="number">
            <bdi>{number}</bdi>
          </p>
        )}
      </div>
      {entry.orphaned === true && <Notice>{t.parked.orphaned}</Notice>}
      {entry.note !== undefined && entry.note !== null && <NoteText note={entry.note} />}
    </article>
  );
}
