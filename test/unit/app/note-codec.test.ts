import { expect, test } from 'vitest';
import { decodeNote, encodeNote, longestNote } from '../../../main/app/transfers/note-codec.ts';
import type { Uniqueid } from '../../../main/base/ids.ts';
import { plainText } from '../../../main/base/plain-text.ts';

const ann = { channel: 'pbx-1790000000.42' as Uniqueid, name: 'Ann "C" Client', number: '+12125550142' };

test.each(['plain', 'a, "b" \\ ${SYSTEM(rm)} $[1+1] ;|', 'Zoë 😀 €', ''])(
  '%j travels unchanged, in letters and digits',
  (text) => {
    const value = encodeNote({ text, by: 'Alice "A" Example', forWhom: '1002', about: ann });
    expect(value).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(decodeNote(value)).toEqual({ text, by: 'Alice "A" Example', forWhom: '1002', about: ann });
  },
);

test('what is too long for a line of AMI loses its end', () => {
  for (const letter of ['a', '€', '😀', '"']) {
    const about = { ...ann, name: letter.repeat(500), number: letter.repeat(500) };
    const value = encodeNote({ text: letter.repeat(5_000), by: letter.repeat(100), forWhom: null, about });
    expect(value.length).toBeLessThan(1_000);
    expect(decodeNote(value)?.about?.channel).toBe(ann.channel);
    expect(decodeNote(value)?.text.length).toBeLessThanOrEqual(longestNote);
  }
});

test.each([[['1.2', 'Ann']], [['1.2\r\nAction: Hangup', 'Ann', '1']], [['', 'Ann', '1']], [[1, 2, 3]], ['1.2']])(
  '%j is nobody one is asked about, and the note is there all the same',
  (about) => {
    expect(decodeNote(as(['text', 'Bob', null, about]))).toEqual({
      text: 'text',
      by: 'Bob',
      forWhom: null,
      about: null,
    });
  },
);

const as = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
test.each([
  '',
  'x',
  '<script>',
  'a'.repeat(5_000),
  as('text'),
  as({ text: 'x' }),
  as([1, 2, 3]),
  as(['only a text']),
  Buffer.from([0xff, 0xfe, 0x00, 0x01]).toString('base64url'),
])('%j is no note', (value) => expect(decodeNote(value)).toBeNull());

test('whoever forged one writes no line breaks, no controls and no extension that is none', () => {
  const note = decodeNote(as(['a\r\nEvent: Hangup\u0000', 'b\nc', '1002;rm']));
  expect(note?.forWhom).toBeNull();
  const about = decodeNote(as(['a', 'b', null, ['1.2', 'An\u0000n\r\nx: y', '1\n2']]))?.about;
  for (const text of [note?.text ?? '', note?.by ?? '', about?.name ?? '', about?.number ?? '']) {
    expect(plainText(text, longestNote)).toBe(text);
  }
});
