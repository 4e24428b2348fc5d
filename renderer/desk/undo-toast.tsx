import type { CallView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { capOf, capsOfCall, shortcutOfCall } from '../keys/keymap.ts';
import { Hint } from '../ui/hint.tsx';
import { Icon } from '../ui/icons.tsx';
import { takeBackOf, transferLegOf } from './cards.ts';
import { useDesk } from './desk-context.ts';
import { type DeskState, focusedCall } from './desk-state.ts';
import { boxesOf } from './messages-state.ts';
import { firstName, partyName, shortWithNumber } from './party-text.ts';
import { useKeymap } from './use-keymap.ts';

/** What was just done, above the dial line. A transfer's stays for as long as the caller can be taken back. */
export function Toast({ state }: { readonly state: DeskState }) {
  const calls = state.view?.calls ?? [];
  const call = takeBackOf(calls, focusedCall(state));
  const leg = call === null ? null : transferLegOf(calls, call);
  if (call !== null && leg !== null) return <TransferToast call={call} leg={leg} />;
  const deleted = boxesOf(state.view).flatMap((box) => box.deleted)[0];
  if (deleted !== undefined) return <DeletedToast who={partyName(deleted.party)} />;
  if (state.toast === null) return null;
  return (
    <div className="toast">
      <Icon name="check" />
      <span className="toast-done">{state.toast}</span>
    </div>
  );
}

/** The PBX has not heard of it yet. */
function DeletedToast({ who }: { readonly who: string }) {
  const desk = useDesk();
  return (
    <div className="toast" role="group" aria-label={t.messages.verbs.delete}>
      <Icon name="trash" />
      <span className="toast-text">
        <bdi>{t.messages.deleted(who)}</bdi>
      </span>
      <Hint caps={[capOf('Ctrl+Z')]} shortcut="Control+Z" onPress={() => desk.act({ type: 'messages', what: 'undo' })}>
        {t.messages.undo}
      </Hint>
    </div>
  );
}

function TransferToast({ call, leg }: { readonly call: CallView; readonly leg: CallView }) {
  const keymap = useKeymap();
  const desk = useDesk();
  return (
    <div className="toast" role="group" aria-label={t.call.actions.transfer}>
      <Icon name="transfer" />
      <span className="toast-text">
        <bdi>{t.transfer.toast(firstName(call.party), shortWithNumber(leg.party))}</bdi>
      </span>
      <Hint
        caps={capsOfCall(keymap, 'takeBack')}
        shortcut={shortcutOfCall(keymap, 'takeBack')}
        onPress={() => desk.act({ type: 'call', call: call.id, action: 'takeBack' })}
      >
        {t.call.actions.takeBack}
      </Hint>
    </div>
  );
}
