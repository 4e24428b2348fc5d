import type { QueueView } from '../../preload/contract/queues.ts';
import { plainText } from '../base/plain-text.ts';
import type { QueuesState } from '../queues/queues.ts';
import { type MemberSight, queueSights } from '../queues/select-queues.ts';
import { servedToday, type Today } from '../queues/today.ts';
import { partyOf } from './shown-texts.ts';

const longestName = 80;

/** The queues as the page gets them; null: they cannot be known now. `isMe`: whether that member is this agent. */
export function queueViews(
  state: QueuesState,
  isMe: (member: MemberSight) => boolean,
  country: string,
  today: Today | null,
): QueueView[] | null {
  const sights = queueSights(state);
  if (sights === null) return null;
  return sights.map(({ name, callers, longestSince, agents, members, numbers }) => ({
    name: plainText(name, longestName),
    callers: callers.map(({ party, ...rest }) => ({ ...rest, party: partyOf(party, country) })),
    longestSince,
    agents: { ...agents },
    members: members.map((member) => memberView(member, isMe(member))),
    served: numbers === null ? null : servedToday(today, numbers),
  }));
}

function memberView({ name, doing, dynamic, penalty, pause, ...member }: MemberSight, me: boolean) {
  const shown = name === null ? null : plainText(name, longestName);
  const why = pause === null ? null : { ...pause, reason: pause.reason && plainText(pause.reason, longestName) };
  return { interface: member.interface, name: shown, me, doing, dynamic, penalty, pause: why };
}
