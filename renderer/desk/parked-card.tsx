import { useId } from 'react';
import type { ParkedCall } from '../../preload/contract/views.ts';
import { t } from '../i18n/en.ts';
import { capsOfDesk } from '../keys/keymap.ts';
import { Caps, keepFocus } from '../ui/hint.tsx';
import { Icon } from '../ui/icons.tsx';
import { useDesk } from './desk-context.ts';
import { ParkedBack } from './parked-back.tsx';
import { partyName, partyNumber } from './party-text.ts';
import { Timer } from './timer.tsx';

/** A call that waits in a slot, parked from here. `withKey`: the key that opens the list is shown on the first one. */
export function ParkedCard({ entry, withKey }: { readonly entry: ParkedCall; readonly withKey: boolean }) {
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
            {t.parked.byYou}, <ParkedBack entry={entry} to="you" />
          </span>
        </p>
        {withKey && (
          <button
            type="button"
            className="focus-key"
            aria-keyshortcuts="Shift+P"
            onMouseDown={keepFocus}
            onClick={() => desk.act({ type: 'open', layer: 'parked' })}
          >
            <Caps caps={capsOfDesk('parked')} />
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
    </article>
  );
}
