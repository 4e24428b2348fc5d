import type { MemberTold } from './queue-facts.ts';
import type { QueuesState } from './queues.ts';

/** The queues in which the PBX lists `mine` otherwise than they are known here. */
export function driftOf(
  { queues }: QueuesState,
  listed: readonly MemberTold[],
  mine: ReadonlySet<string>,
): readonly string[] {
  const known = [...queues].flatMap(([queue, { members }]) =>
    [...members.values()].filter((member) => mine.has(member.interface)).map((member) => wordOf({ ...member, queue })),
  );
  const told = listed.map(wordOf);
  const words = [...known.filter((word) => !told.includes(word)), ...told.filter((word) => !known.includes(word))];
  return [...new Set(words.map((word) => (JSON.parse(word) as readonly [string])[0]))];
}

/** What of a place in a queue an agent would miss. */
const wordOf = ({ queue, interface: member, paused, pausedReason, penalty, dynamic }: MemberTold): string =>
  JSON.stringify([queue, member, paused, paused ? pausedReason : null, penalty, dynamic]);
