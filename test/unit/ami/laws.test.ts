import { array, assert, constantFrom, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { userEvent } from '../../../main/ami/actions.ts';
import { encodeAction } from '../../../main/ami/codec/encode-action.ts';
import { capture, collecting, only, plain } from './decoded.ts';

/** Everything that could pass for the end of a name, of a value or of a line. */
const value = array(
  constantFrom('a', 'Z', '9', ':', ' ', '\r', '\n', '\t', '\\', '\\n', 'ü', '\u00ff', 'Uniqueid:', 'Event: '),
  {
    maxLength: 12,
  },
).map((parts) => parts.join('').replace(/\r+\n/g, '\n').replace(/\r$/, ''));
const name = constantFrom('Uniqueid', 'uniqueid', 'UNIQUEID', 'Linkedid', 'Link', 'Linkedidx', 'X', 'Cause-txt');
const block = array(tuple(name, value), { maxLength: 80 });

/** By splitting at CRLF and at the first colon: slow, and plainly right. */
function expected(headers: readonly (readonly [string, string])[], wanted: string): readonly string[] {
  return headers.filter(([each]) => each.toLowerCase() === wanted.toLowerCase()).map(([, text]) => text);
}

describe('whatever a block holds', () => {
  it('its headers are read as they stand, by name, all of a name and in order', () => {
    assert(
      property(block, (headers) => {
        const lines = headers.map(([each, text]) => `${each}: ${text}\r\n`).join('');
        const message = only(Buffer.from(`Event: Law\r\n${lines}\r\n`));
        expect(message.headers()).toEqual([['Event', 'Law'], ...headers]);
        for (const wanted of ['Uniqueid', 'Linkedid', 'Link', 'x', 'Nothing']) {
          expect(message.all(wanted)).toEqual(expected(headers, wanted));
          const exact = headers.find(([each]) => each === wanted)?.[1];
          expect(message.get(wanted)).toBe(exact ?? expected(headers, wanted)[0]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('one message is read right between the readings of another', () => {
    assert(
      property(tuple(block, block), ([first, second]) => {
        const [one, other] = [first, second].map((headers) =>
          only(Buffer.from(`Event: Law\r\n${headers.map(([each, text]) => `${each}: ${text}\r\n`).join('')}\r\n`)),
        );
        for (const wanted of ['Uniqueid', 'Linkedid']) {
          expect(one?.all(wanted)).toEqual(expected(first, wanted));
          expect(other?.all(wanted)).toEqual(expected(second, wanted));
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('whatever way the bytes come', () => {
  const bytes = capture('queue-call-22.ami').subarray(0, 30_000);
  const read = (pieces: readonly number[]) => {
    const found = collecting();
    let at = 0;
    for (const piece of pieces) {
      found.decoder.push(bytes.subarray(at, at + piece));
      at += piece;
    }
    found.decoder.push(bytes.subarray(at));
    return found.messages.map(plain);
  };

  it('they give the same messages', () => {
    const whole = read([]);
    const pieces = array(constantFrom(0, 1, 2, 3, 5, 40, 500, 4_000), { maxLength: 300 });
    assert(
      property(pieces, (lengths) => {
        expect(read(lengths)).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });
});

describe('whatever is encoded', () => {
  it('is decoded to what it was', () => {
    const text = array(integer({ min: 32, max: 0x4ff }), { maxLength: 60 }).map((codes) =>
      String.fromCharCode(...codes),
    );
    assert(
      property(array(text, { maxLength: 20 }), (texts) => {
        const body = Object.fromEntries(texts.map((each, at) => [`Key${at}`, each]));
        const encoded = encodeAction(userEvent('Law', body), 'id');
        const echoed = encoded.ok ? only(Buffer.concat([Buffer.from('Event: Echo\r\n'), encoded.value])) : null;
        expect(echoed?.headers().slice(4)).toEqual(Object.entries(body));
      }),
      { numRuns: 200 },
    );
  });
});
