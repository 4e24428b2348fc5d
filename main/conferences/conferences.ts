import type { Uniqueid } from '../base/ids.ts';
import type { Person } from '../facts/pbx.ts';

/** One channel in a conference. */
export interface Member {
  readonly channel: Uniqueid;
  /** The channel's name: it outlives a channel that is moved there, its Uniqueid does not. */
  readonly name: string;
  readonly person: Person;
  readonly muted: boolean;
  readonly talking: boolean;
}

export type ConferenceFact =
  | { readonly kind: 'member'; readonly room: string; readonly member: Member }
  | { readonly kind: 'member-left'; readonly room: string; readonly channel: Uniqueid }
  | { readonly kind: 'member-muted'; readonly room: string; readonly channel: Uniqueid; readonly muted: boolean }
  | { readonly kind: 'member-talking'; readonly room: string; readonly channel: Uniqueid; readonly talking: boolean }
  | { readonly kind: 'conference-over'; readonly room: string }
  | { readonly kind: 'conferences-snapshot'; readonly members: readonly { room: string; member: Member }[] }
  | { readonly kind: 'conferences-lost' };

/** By room; within it in the order they came. */
export type ConferencesState = ReadonlyMap<string, ReadonlyMap<Uniqueid, Member>>;

export const noConferences: ConferencesState = new Map();

/** Who is in which conference, who talks and who is muted there. */
export function reduceConferences(state: ConferencesState, fact: ConferenceFact): ConferencesState {
  switch (fact.kind) {
    case 'conferences-lost':
      return noConferences;
    case 'conferences-snapshot':
      return fact.members.reduce((next, { room, member }) => withMember(next, room, member), noConferences);
    case 'member':
      return withMember(state, fact.room, fact.member);
    case 'member-left':
      return withoutMember(state, fact.room, fact.channel);
    case 'member-muted':
      return changed(state, fact.room, fact.channel, { muted: fact.muted });
    case 'member-talking':
      return changed(state, fact.room, fact.channel, { talking: fact.talking });
    case 'conference-over': {
      const next = new Map(state);
      next.delete(fact.room);
      return next;
    }
  }
}

function withMember(state: ConferencesState, room: string, member: Member): ConferencesState {
  return new Map(state).set(room, new Map(state.get(room)).set(member.channel, member));
}

function withoutMember(state: ConferencesState, room: string, channel: Uniqueid): ConferencesState {
  const members = new Map(state.get(room));
  if (!members.delete(channel)) return state;
  const next = new Map(state);
  if (members.size === 0) next.delete(room);
  else next.set(room, members);
  return next;
}

function changed(
  state: ConferencesState,
  room: string,
  channel: Uniqueid,
  change: Partial<Pick<Member, 'muted' | 'talking'>>,
): ConferencesState {
  const member = state.get(room)?.get(channel);
  return member === undefined ? state : withMember(state, room, { ...member, ...change });
}
