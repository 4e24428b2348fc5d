import type { ConferenceFact, Member } from '../../conferences/conferences.ts';
import { type AmiEventHeaders, idOf, personOf } from './ami-channel.ts';

/** The events `conferenceFact` reads. */
export const conferenceEventsRead = [
  'ConfbridgeJoin',
  'ConfbridgeLeave',
  'ConfbridgeTalking',
  'ConfbridgeMute',
  'ConfbridgeUnmute',
  'ConfbridgeEnd',
] as const;

/** What an AMI event says of who is in a conference; null when it says nothing. */
export function conferenceFact(message: AmiEventHeaders): ConferenceFact | null {
  const room = message.get('Conference');
  if (room === undefined) return null;
  if (message.name === 'ConfbridgeEnd') return { kind: 'conference-over', room };
  const channel = idOf(message);
  if (channel === null) return null;
  switch (message.name) {
    case 'ConfbridgeJoin': {
      const member = memberOf(message);
      return member === null ? null : { kind: 'member', room, member };
    }
    case 'ConfbridgeLeave':
      return { kind: 'member-left', room, channel };
    case 'ConfbridgeTalking':
      return { kind: 'member-talking', room, channel, talking: message.get('TalkingStatus') === 'on' };
    case 'ConfbridgeMute':
    case 'ConfbridgeUnmute':
      return { kind: 'member-muted', room, channel, muted: message.name === 'ConfbridgeMute' };
    default:
      return null;
  }
}

const isYes = (text: string | undefined): boolean => text === 'Yes';

/** A member as ConfbridgeJoin or an item of ConfbridgeList shows them. */
export function memberOf(message: AmiEventHeaders): Member | null {
  const [channel, name] = [idOf(message), message.get('Channel')];
  if (channel === null || name === undefined) return null;
  return {
    channel,
    name,
    person: personOf(message, 'CallerID'),
    muted: isYes(message.get('Muted')),
    talking: isYes(message.get('Talking')),
  };
}
