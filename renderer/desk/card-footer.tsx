import type { CallView } from '../../preload/contract/views.ts';
import { capsOfCall, shortcutOfCall } from '../keys/keymap.ts';
import { ActionButton, Hint } from '../ui/hint.tsx';
import { actionLabel, cardActions } from './card-actions.ts';
import { useDesk } from './desk-context.ts';
import { useKeymap } from './use-keymap.ts';

/** The focused card's keys: buttons while it rings, quiet hints afterwards. */
export function CardFooter({ call }: { readonly call: CallView }) {
  const keymap = useKeymap();
  const desk = useDesk();
  const actions = cardActions(call);
  if (actions.length === 0) return null;
  const ringing = call.phase === 'ringing';
  return (
    <div className={ringing ? 'card-buttons' : 'card-footer'}>
      {actions.map((action) => {
        const shared = {
          caps: capsOfCall(keymap, action),
          shortcut: shortcutOfCall(keymap, action),
          onPress: () => desk.act({ type: 'call', call: call.id, action }),
        };
        const label = actionLabel(call, action);
        return ringing ? (
          <ActionButton key={action} {...shared} primary={action === 'answer'}>
            {label}
          </ActionButton>
        ) : (
          <Hint key={action} {...shared}>
            {label}
          </Hint>
        );
      })}
    </div>
  );
}
