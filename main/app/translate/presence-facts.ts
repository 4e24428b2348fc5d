import type { PresenceFact } from '../../presence/presence.ts';
import type { AmiEventHeaders } from './ami-facts.ts';

/** The events `presenceFact` reads, live or in lists. */
export const presenceEventsRead = [
  'ExtensionStatus',
  'QueueMemberAdded',
  'QueueMemberRemoved',
  'QueueMemberPause',
  'QueueMemberStatus',
] as const;

/** What an AMI event or list item says of who is there; null when it says nothing. */
export function presenceFact(message: AmiEventHeaders, at: number, listed: boolean): PresenceFact | null {
  switch (message.name) {
    case 'ExtensionStatus': {
      const [extension, hint, status] = [message.get('Exten'), message.get('Hint'), Number(message.get('Status'))];
      if (extension === undefined || extension === '' || !Number.isInteger(status)) return null;
      return { kind: 'extension', at, extension, hint: hint ?? '', status, listed };
    }
    case 'QueueMember':
    case 'QueueMemberAdded':
    case 'QueueMemberPause':
    case 'QueueMemberStatus':
      return member(message);
    case 'QueueMemberRemoved': {
      const [queue, device] = [message.get('Queue'), deviceOf(message)];
      return queue === undefined || device === undefined ? null : { kind: 'member-gone', queue, device };
    }
    case 'VoicemailUserEntry': {
      const [mailbox, name] = [message.get('VoiceMailbox'), message.get('Fullname') ?? ''];
      return mailbox === undefined || name === '' ? null : { kind: 'mailbox-name', mailbox, name };
    }
    default:
      return null;
  }
}

/** In a list the member's name is `Name`, in events `MemberName`; before 13 the device was `Location`. */
function member(message: AmiEventHeaders): PresenceFact | null {
  const [queue, device] = [message.get('Queue'), deviceOf(message)];
  if (queue === undefined || device === undefined) return null;
  const name = message.get('Name') ?? message.get('MemberName') ?? '';
  // A member added without a name is called by its device.
  return {
    kind: 'member',
    queue,
    device,
    name: name === '' || name === device ? null : name,
    paused: message.get('Paused') === '1',
  };
}

function deviceOf(message: AmiEventHeaders): string | undefined {
  const state = message.get('StateInterface');
  return state === undefined || state === '' ? (message.get('Interface') ?? message.get('Location')) : state;
}
