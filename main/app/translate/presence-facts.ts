import type { Hinted, PresenceFact } from '../../presence/presence.ts';
import type { AmiEventHeaders } from './ami-facts.ts';

/** The events `presenceFact` reads. */
export const presenceEventsRead = ['ExtensionStatus'] as const;

/** What a live AMI event says of who is there; null when it says nothing. */
export function presenceFact(message: AmiEventHeaders, at: number): PresenceFact | null {
  const hinted = message.name === 'ExtensionStatus' ? hintedIn(message) : null;
  return hinted === null ? null : { kind: 'extension', at, ...hinted };
}

function hintedIn(message: AmiEventHeaders): Hinted | null {
  const [extension, hint, status] = [message.get('Exten'), message.get('Hint'), Number(message.get('Status'))];
  if (extension === undefined || extension === '' || !Number.isInteger(status)) return null;
  return { extension, hint: hint ?? '', status };
}

/** The items of an ExtensionStateList. */
export function extensionsListed(
  items: readonly AmiEventHeaders[],
  when: { readonly at: number; readonly since: number },
): PresenceFact {
  const hints = items.map((item) => (item.name === 'ExtensionStatus' ? hintedIn(item) : null));
  return { kind: 'extensions-listed', ...when, extensions: hints.filter((each) => each !== null) };
}

/** The items of a VoicemailUsersList: whose each mailbox is. */
export function namesListed(items: readonly AmiEventHeaders[]): PresenceFact {
  const names = new Map<string, string>();
  for (const item of items) {
    const [mailbox, name] = [item.get('VoiceMailbox'), item.get('Fullname') ?? ''];
    if (item.name === 'VoicemailUserEntry' && mailbox !== undefined && name !== '') names.set(mailbox, name);
  }
  return { kind: 'names-listed', names };
}
