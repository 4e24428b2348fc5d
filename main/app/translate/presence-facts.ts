import type { PresenceFact } from '../../presence/presence.ts';
import type { AmiEventHeaders } from './ami-facts.ts';

/** The events `presenceFact` reads, live or in lists. */
export const presenceEventsRead = ['ExtensionStatus'] as const;

/** What an AMI event or list item says of who is there; null when it says nothing. */
export function presenceFact(message: AmiEventHeaders, at: number, listed: boolean): PresenceFact | null {
  switch (message.name) {
    case 'ExtensionStatus': {
      const [extension, hint, status] = [message.get('Exten'), message.get('Hint'), Number(message.get('Status'))];
      if (extension === undefined || extension === '' || !Number.isInteger(status)) return null;
      return { kind: 'extension', at, extension, hint: hint ?? '', status, listed };
    }
    case 'VoicemailUserEntry': {
      const [mailbox, name] = [message.get('VoiceMailbox'), message.get('Fullname') ?? ''];
      return mailbox === undefined || name === '' ? null : { kind: 'mailbox-name', mailbox, name };
    }
    default:
      return null;
  }
}
