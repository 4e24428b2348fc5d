import { useId } from 'react';
import type { CallView, ParkedCall } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { capsOfCall, capsOfDesk, shortcutOfCall, shortcutOfDesk } from '../keys/keymap.ts';
import { Hint } from '../ui/hint.tsx';
import { Icon } from '../ui/icons.tsx';
import { CardNotices } from './card-notices.tsx';
import { useDesk, useNow } from './desk-context.ts';
import { type NoteMode, paintTarget } from './desk-state.ts';
import { CardNote } from './note-panel.tsx';
import type { ParkResultOf } from './parked.ts';
import { ParkedBack } from './parked-back.tsx';
import { partyName, partyNumber } from './party-text.ts';
import { useKeymap } from './use-keymap.ts';
import { usePainted } from './use-painted.ts';

interface ParkResultProps {
  readonly call: CallView;
  readonly result: ParkResultOf;
  readonly focused: boolean;
  readonly notice: string | null;
  /** The note that is being typed. */
  readonly mode: NoteMode | null;
}

/** Takes the place of the card of a call that was just parked: the slot, big enough to be read across the desk. */
export function ParkResult({ call, result, focused, notice, mode }: ParkResultProps) {
  const desk = useDesk();
  const id = useId();
  const takesKeys = usePainted(focused ? paintTarget(call.id, true) : null);
  const number = partyNumber(call.party);
  const { slot, entry } = result;
  return (
    <article
      className={focused ? 'card focused' : 'card'}
      data-phase="parked"
      data-takes-keys={takesKeys}
      aria-labelledby={`${id}name`}
      aria-describedby={`${id}state`}
      aria-current={focused}
      onClick={focused ? undefined : () => desk.act({ type: 'focus-call', call: call.id })}
    >
      <p className="state-line state" id={`${id}state`}>
        <Icon name="parking" />
        <span className="state-word">{t.parked.word}</span>
        <span className="origin">{entry !== null && <ParkedBack entry={entry} to="you" />}</span>
      </p>
      <div className="park-result">
        <p className="park-slot">
          <span className="hidden">{t.parked.inSlot('')}</span>
          {slot}
        </p>
        <div className="park-who">
          <h2 className="name" id={`${id}name`}>
            <bdi>{partyName(call.party)}</bdi>
          </h2>
          {number !== null && (
            <p className="number">
              <bdi>{number}</bdi>
            </p>
          )}
        </div>
      </div>
      {entry !== null && <TimeLeft entry={entry} />}
      <CardNote call={call.id} note={call.note ?? null} mode={mode} />
      <CardNotices call={call} reachedBy={null} local={notice} />
      <ParkFooter call={call} slot={slot} />
    </article>
  );
}

function ParkFooter({ call, slot }: { readonly call: CallView; readonly slot: string }) {
  const keymap = useKeymap();
  const desk = useDesk();
  const own = call.can.includes('takeBack');
  return (
    <div className="card-footer">
      <Hint
        caps={own ? capsOfCall(keymap, 'takeBack') : []}
        shortcut={own ? shortcutOfCall(keymap, 'takeBack') : undefined}
        onPress={() => desk.act(own ? { type: 'call', call: call.id, action: 'takeBack' } : { type: 'retrieve', slot })}
      >
        {t.parked.takeBack}
      </Hint>
      <Hint
        caps={capsOfDesk(keymap, 'parked')}
        shortcut={shortcutOfDesk(keymap, 'parked')}
        onPress={() => desk.act({ type: 'open', layer: 'parked' })}
      >
        {t.parked.list}
      </Hint>
    </div>
  );
}

function TimeLeft({ entry }: { readonly entry: ParkedCall }) {
  const now = useNow();
  if (entry.returnsAt === null) return null;
  return (
    <progress
      className="park-left"
      aria-label={t.parked.timeLeft}
      max={entry.returnsAt - entry.parkedAt}
      value={Math.max(0, entry.returnsAt - now)}
    />
  );
}
