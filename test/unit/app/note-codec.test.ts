import { expect, test } from 'vitest';
import { decodeNote, encodeNote, longestNote } from '../../../main/app/transfers/note-codec.ts';
import { plainText } from '../../../main/base/plain-text.ts';

test.each(['plain', 'a, "b" \\ ${SYSTEM(rm)} $[1+1] ;|', 'Zoë 😀 €', ''])(
  '%j travels unchanged, in letters and digits',
  (text) => {
    const value = encodeNote({ text, by: 'Alice "A" Example', forWhom: '1002' });
    expect(value).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(decodeNote(value)).toEqual({ text, by: 'Alice "A" Example', forWhom: '1002' });
  },
);

test('what is too long for a line of AMI loses its end', () => {
  for (const letter of ['a', '€', '😀', '"']) {
    const value = encodeNote({ text: letter.repeat(5_000), by: letter.repeat(100), forWhom: null });
    expect(value.length).toBeLessThan(950);
    expect(decodeNote(value)?.text.length).toBeLessThanOrEqual(longestNote);
  }
});

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
  for (const text of [note?.text ?? '', note?.by ?? '']) {
    expect(plainText(text, longestNote)).toBe(text);
  }
});
