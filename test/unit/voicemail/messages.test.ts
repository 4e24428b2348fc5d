import { describe, expect, test } from 'vitest';
import {
  type BoxFact,
  callerOf,
  type Message,
  messageSights,
  reduceBox,
  unknownBox,
} from '../../../main/voicemail/messages.ts';

const message = (id: string, folder = 'INBOX', at: number | null = 0): Message => ({
  ...{ id, folder, name: 'Ann', number: '1', at, seconds: 2 },
});
const listed = (...messages: readonly Message[]): BoxFact => ({ kind: 'listed', messages });
const after = (...facts: readonly BoxFact[]) => facts.reduce(reduceBox, unknownBox);
const shown = (...facts: readonly BoxFact[]) => messageSights(after(...facts)).map(({ id, shelf }) => `${id} ${shelf}`);

describe('a mailbox', () => {
  test('shows new before heard, urgent first, the newest first', () => {
    const list = listed(
      message('old', 'Old', 9),
      message('first', 'INBOX', 1),
      message('work', 'Work', 3),
      message('urgent', 'Urgent', 0),
      message('second', 'INBOX', 2),
    );
    expect(shown(list)).toEqual(['urgent new', 'second new', 'first new', 'old heard', 'work heard']);
  });

  test('hides a message that is to be deleted, and has it back where it was', () => {
    const list = listed(message('a'), message('b'));
    const wish: BoxFact = { kind: 'wished', id: 'a', wish: { kind: 'delete' } };
    expect(shown(list, wish)).toEqual(['b new']);
    expect(shown(list, wish, list)).toEqual(['b new']);
    expect(shown(list, wish, { kind: 'unwished', id: 'a' })).toEqual(['a new', 'b new']);
  });

  test('shows a message where it is to go until the PBX shows it there, and then what the PBX shows', () => {
    const wish: BoxFact = { kind: 'wished', id: 'a', wish: { kind: 'move', to: 'heard' } };
    const done = after(listed(message('a')), wish, listed(message('a', 'Old')));
    expect(messageSights(after(listed(message('a')), wish))).toMatchObject([{ shelf: 'heard' }]);
    expect(done.wishes.size).toBe(0);
    expect(messageSights(reduceBox(done, listed(message('a'))))).toMatchObject([{ shelf: 'new' }]);
  });

  test('shows nothing it does not know', () => {
    expect(shown(listed(message('a')), { kind: 'not-listed', why: 'no-ami' })).toEqual([]);
  });
});

describe('who left a message', () => {
  test.each([
    ['"Ann Client" <+15550123>', { name: 'Ann Client', number: '+15550123' }],
    [String.raw`"Ann \"x\" \\ <b>" <+15550123>`, { name: String.raw`Ann "x" \ <b>`, number: '+15550123' }],
    ['Ann <1002>', { name: 'Ann', number: '1002' }],
    ['"" <1002>', { name: '', number: '1002' }],
    ['+15550123', { name: '', number: '+15550123' }],
    ['Unknown Caller', { name: '', number: '' }],
    ['=cmd()', { name: '=cmd()', number: '' }],
    ['', { name: '', number: '' }],
  ])('is read from %j', (text, caller) => {
    expect(callerOf(text)).toEqual(caller);
  });
});
