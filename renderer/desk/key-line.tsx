import type { CallView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { capOf, capsOfCall, capsOfDesk, listenKeys, shortcutOfCall, shortcutOfDesk } from '../keys/keymap.ts';
import { Caps, Hint } from '../ui/hint.tsx';
import { actionLabel, keyLineActions } from './card-actions.ts';
import { useDesk } from './desk-context.ts';
import type { DeskState } from './desk-state.ts';
import { callsWithLedger } from './ledger-control.ts';
import { boxesOf, playerOf } from './messages-state.ts';
import { ownParked, parkResultOf } from './parked.ts';
import { ringingChosen, talkingChosen } from './ringing-chosen.ts';
import { useKeymap } from './use-keymap.ts';

/** The keys that work now and are not already shown on a card. */
export function KeyLine({ state, call }: { readonly state: DeskState; readonly call: CallView | null }) {
  return (
    <footer className="key-line" aria-label={t.keyLine}>
      <KeysOfLayer state={state} call={call} />
    </footer>
  );
}

function KeysOfLayer({ state, call }: { readonly state: DeskState; readonly call: CallView | null }) {
  const keymap = useKeymap();
  const desk = useDesk();
  const leave = () => desk.act({ type: 'leave' });
  switch (state.layer) {
    case 'palette':
    case 'transfer':
    case 'parked':
      return (
        <>
          <ChooseNote />
          <Hint caps={[capOf('Escape')]} onPress={leave}>
            {state.layer === 'parked' ? t.close : call === null ? t.keyNames.back : t.keyNames.backToCall}
          </Hint>
        </>
      );
    case 'dial':
      return (
        <>
          {(state.dial.targets ?? []).length > 0 && <ChooseNote />}
          <Hint caps={['Enter']} onPress={() => desk.act({ type: 'dial', row: null })}>
            {t.keyNames.dialNow}
          </Hint>
          {ringingChosen(state) !== null && (
            <Hint caps={[capOf(keymap.pickUp)]} onPress={() => desk.act({ type: 'pick-up', whom: 'chosen' })}>
              {t.pickUp.verb}
            </Hint>
          )}
          <ListenKeys state={state} />
          <Hint caps={[capOf('Escape')]} onPress={leave}>
            {t.keyNames.back}
          </Hint>
        </>
      );
    case 'contacts':
      return (
        <Hint caps={[capOf('Escape')]} onPress={leave}>
          {t.close}
        </Hint>
      );
    case 'messages':
      return <MessagesKeys state={state} onLeave={leave} />;
    case 'settings':
      return <SettingsKeys onLeave={leave} />;
    case 'keys':
    case 'ledger':
    case 'history':
    case 'historyField':
    case 'historyMark':
    case 'queues':
    case 'queueReason':
    case 'queueField':
    case 'note':
    case 'mark':
    case 'digits':
    case 'away':
      return (
        <Hint caps={[capOf('Escape')]} onPress={leave}>
          {call === null ? t.keyNames.back : t.keyNames.backToCall}
        </Hint>
      );
    case 'none':
      return <DeskKeys state={state} call={call} />;
  }
}

/** Of a highlighted colleague who is on a call. */
function ListenKeys({ state }: { readonly state: DeskState }) {
  const desk = useDesk();
  if (talkingChosen(state) === null) return null;
  return listenKeys
    .filter(({ how }) => state.view?.listens?.includes(how) === true)
    .map(({ how, chord }) => (
      <Hint key={how} caps={[capOf(chord)]} onPress={() => desk.act({ type: 'listen', how, whom: 'chosen' })}>
        {t.listening.verbs[how]}
      </Hint>
    ));
}

function MessagesKeys({ state, onLeave }: { readonly state: DeskState; readonly onLeave: () => void }) {
  const desk = useDesk();
  return (
    <>
      <span className="keys-fitting">
        <ChooseNote />
        {playerOf(state.view)?.phase === 'active' && (
          <span className="key-note">
            <Caps caps={[capOf('ArrowLeft'), capOf('ArrowRight')]} /> {t.messages.verbs.skip}
          </span>
        )}
        {boxesOf(state.view).length > 1 && (
          <Hint caps={['B']} onPress={() => desk.act({ type: 'messages', what: 'box' })}>
            {t.messages.verbs.box}
          </Hint>
        )}
      </span>
      <Hint caps={[capOf('Escape')]} onPress={onLeave}>
        {t.close}
      </Hint>
    </>
  );
}

function SettingsKeys({ onLeave }: { readonly onLeave: () => void }) {
  return (
    <>
      <span className="key-note">
        <Caps caps={[capOf('ArrowUp'), capOf('ArrowDown')]} /> {t.settings.sectionKey}
      </span>
      <span className="key-note">
        <Caps caps={['Tab']} /> {t.settings.fieldKey}
      </span>
      <Hint caps={[capOf('Escape')]} onPress={onLeave}>
        {t.settings.close}
      </Hint>
    </>
  );
}

function ChooseNote() {
  return (
    <span className="key-note">
      <Caps caps={[capOf('ArrowUp'), capOf('ArrowDown')]} /> {t.keyNames.choose}
    </span>
  );
}

/** Somebody waits in a slot, and no card of the stack shows the key already. */
function parkedKeyFree(state: DeskState): boolean {
  const onCard =
    ownParked(state).length > 0 || (state.view?.calls ?? []).some((call) => parkResultOf(state, call) !== null);
  return !onCard && (state.view?.parked ?? []).length > 0;
}

function DeskKeys({ state, call }: { readonly state: DeskState; readonly call: CallView | null }) {
  const keymap = useKeymap();
  const desk = useDesk();
  const actions = call === null ? [] : keyLineActions(call);
  return (
    <>
      <span className="keys-fitting">
        {call !== null && actions.length > 0 && (
          <span className="call-keys">
            {actions.map((action) => (
              <Hint
                key={action}
                caps={capsOfCall(keymap, action)}
                shortcut={shortcutOfCall(keymap, action)}
                onPress={() => desk.act({ type: 'call', call: call.id, action })}
              >
                {actionLabel(call, action)}
              </Hint>
            ))}
          </span>
        )}
        {parkedKeyFree(state) && (
          <Hint
            caps={capsOfDesk(keymap, 'parked')}
            shortcut={shortcutOfDesk(keymap, 'parked')}
            onPress={() => desk.act({ type: 'open', layer: 'parked' })}
          >
            {t.keyNames.parked}
          </Hint>
        )}
        {callsWithLedger(state.view).length > 0 && (
          <span className="ledger-key">
            <Hint
              caps={capsOfDesk(keymap, 'ledger')}
              shortcut={shortcutOfDesk(keymap, 'ledger')}
              onPress={() => desk.act({ type: 'ledger', call: null })}
            >
              {t.keyNames.ledger}
            </Hint>
          </span>
        )}
        <Hint
          caps={capsOfDesk(keymap, 'history')}
          shortcut={shortcutOfDesk(keymap, 'history')}
          onPress={() => desk.act({ type: 'history', what: 'open' })}
        >
          {t.history.key}
        </Hint>
        <Hint
          caps={capsOfDesk(keymap, 'messages')}
          shortcut={shortcutOfDesk(keymap, 'messages')}
          onPress={() => desk.act({ type: 'messages', what: 'open' })}
        >
          {t.messages.key}
        </Hint>
        {state.view?.queues !== undefined && (
          <Hint
            caps={capsOfDesk(keymap, 'queues')}
            shortcut={shortcutOfDesk(keymap, 'queues')}
            onPress={() => desk.act({ type: 'queues', what: 'open' })}
          >
            {t.queues.key}
          </Hint>
        )}
        <span className="palette-key">
          <Hint
            caps={capsOfDesk(keymap, 'palette')}
            shortcut={shortcutOfDesk(keymap, 'palette')}
            onPress={() => desk.act({ type: 'open', layer: 'palette' })}
          >
            {t.keyNames.palette}
          </Hint>
        </span>
      </span>
      <Hint
        caps={capsOfDesk(keymap, 'keys')}
        shortcut={shortcutOfDesk(keymap, 'keys')}
        onPress={() => desk.act({ type: 'open', layer: 'keys' })}
      >
        {t.keyNames.keys}
      </Hint>
    </>
  );
}
