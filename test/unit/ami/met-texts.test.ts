import { array, assert, constantFrom, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../../main/ami/codec/bytes.ts';
import { MetTexts } from '../../../main/ami/codec/met-texts.ts';
import { decodeText } from '../../../main/ami/codec/text.ts';

const lead = [0x41, 0x80, 0xbf, 0xc0, 0xc3, 0xe0, 0xa0, 0xed, 0x9f, 0xef, 0xf0, 0x90, 0xf4, 0x8f, 0xff, 0x5c];
const foreign = uint8Array({ maxLength: 70 }).map((each) => Buffer.from(each.map((byte) => lead[byte % 16] ?? byte)));
const id = constantFrom('', '1', '12', '123', '1234', '1764103123.7', '1764103123.8', '1764103124.7').map((text) =>
  Buffer.from(text),
);

describe('texts that were met before', () => {
  it('are the same as if they were decoded again, in any bytes', () => {
    assert(
      property(array(foreign), array(id), (some, ids) => {
        const texts = new MetTexts();
        for (const each of [...some, ...ids, ...some, ...ids]) {
          const place = texts.place(bytesOf(Buffer.concat([Buffer.from(': '), each])), 2, each.length + 2);
          expect(texts.text(place)).toBe(decodeText(each, 0, each.length));
          expect(texts.hasBackslash(place)).toBe(each.includes(0x5c));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('give way to others when there are too many, and are still read right', () => {
    const texts = new MetTexts();
    const read = (text: string) => texts.text(texts.place(bytesOf(Buffer.from(text)), 0, text.length));
    const channels = Array.from(
      { length: 10_000 },
      (_, at) => `PJSIP/${1000 + (at % 90)}-${at.toString(16).padStart(8, '0')}`,
    );
    expect(channels.map(read)).toEqual(channels);
    expect(channels.toReversed().map(read)).toEqual(channels.toReversed());
  });
});
