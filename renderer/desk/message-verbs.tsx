import type { MailboxView, MessageView } from '../../preload/contract/messages.ts';
import type { CallView } from '../../preload/contract/views.ts';
import { t } from '../i18n/texts.ts';
import { capOf } from '../keys/keymap.ts';
import { Hint } from '../ui/hint.tsx';
import type { MessagesAct } from './act.ts';
import { useDesk } from './desk-context.ts';

interface VerbsProps {
  readonly box: MailboxView;
  /** null: there is no list, and the mailbox itself is called. */
  readonly row: MessageView | null;
  readonly player: CallView | null;
  readonly paused: boolean;
}

/** The keys of the chosen message. A key that cannot work here is not shown. */
export function MessageVerbs({ box, row, player, paused }: VerbsProps) {
  const desk = useDesk();
  const { verbs } = t.messages;
  const key = (cap: string, label: string, what: 'play' | 'call' | 'keep' | 'delete') => (
    <Hint key={cap} caps={[capOf(cap)]} onPress={() => desk.act({ type: 'messages', what } satisfies MessagesAct)}>
      {label}
    </Hint>
  );
  if (row === null) return <div className="message-verbs">{key('Enter', verbs.callMailbox, 'call')}</div>;
  const play = player === null ? verbs.play : paused ? verbs.resume : verbs.pause;
  return (
    <div className="message-verbs">
      {box.plays === 'message' && key('Space', play, 'play')}
      {box.plays === 'mailbox' && key('Space', verbs.callMailbox, 'play')}
      {row.party.number !== null && key('Enter', verbs.callBack, 'call')}
      {box.changes === 'yes' && key('S', row.shelf === 'new' ? verbs.keep : verbs.renew, 'keep')}
      {box.changes === 'yes' && key('Delete', verbs.delete, 'delete')}
    </div>
  );
}
