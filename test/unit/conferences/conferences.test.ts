import { expect, test } from 'vitest';
import type { Uniqueid } from '../../../main/base/ids.ts';
import {
  type ConferenceFact,
  type Member,
  noConferences,
  reduceConferences,
} from '../../../main/conferences/conferences.ts';

const id = (text: string) => text as Uniqueid;
const member = (channel: string, more: Partial<Member> = {}): Member => ({
  channel: id(channel),
  name: `PJSIP/${channel}-00000001`,
  person: { name: '', number: channel },
  muted: false,
  talking: false,
  ...more,
});
const after = (...facts: readonly ConferenceFact[]) => facts.reduce(reduceConferences, noConferences);
const comes = (channel: string, room = '86'): ConferenceFact => ({ kind: 'member', room, member: member(channel) });

test('whoever comes is in the room in that order, whoever leaves is not, and an empty room is none', () => {
  const two = after(comes('1'), comes('2'));
  expect([...(two.get('86')?.keys() ?? [])]).toEqual(['1', '2']);
  const one = reduceConferences(two, { kind: 'member-left', room: '86', channel: id('1') });
  expect([...(one.get('86')?.keys() ?? [])]).toEqual(['2']);
  expect(reduceConferences(one, { kind: 'member-left', room: '86', channel: id('2') })).toEqual(noConferences);
});

test('who talks and who is muted is told of members alone', () => {
  const talking = after(comes('1'), { kind: 'member-talking', room: '86', channel: id('1'), talking: true });
  expect(talking.get('86')?.get(id('1'))).toMatchObject({ talking: true, muted: false });
  const muted = reduceConferences(talking, { kind: 'member-muted', room: '86', channel: id('1'), muted: true });
  expect(muted.get('86')?.get(id('1'))).toMatchObject({ talking: true, muted: true });
  expect(reduceConferences(muted, { kind: 'member-muted', room: '86', channel: id('9'), muted: true })).toBe(muted);
});

test('a list replaces what was known, the end of a room empties it, and a lost connection forgets all', () => {
  const listed = reduceConferences(after(comes('1')), {
    kind: 'conferences-snapshot',
    members: [{ room: '87', member: member('3') }],
  });
  expect([...listed.keys()]).toEqual(['87']);
  expect(reduceConferences(listed, { kind: 'conference-over', room: '87' })).toEqual(noConferences);
  expect(reduceConferences(listed, { kind: 'conferences-lost' })).toEqual(noConferences);
});
