import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../support/seeded-random.ts';
import { banner, capture, collecting, decoded, plain } from './decoded.ts';

/** Another way to read a capture: whole, as text, line by line. Escapes are left as they are. */
function readNaively(bytes: Buffer): { name: string; keys: string[] }[] {
  return bytes
    .toString('latin1')
    .replace(/^[^\n]*\n/, '')
    .split('\r\n\r\n')
    .slice(0, -1)
    .map((block) => block.replace(/^[\r\n]+/, '').split('\r\n'))
    .filter(([first]) => first !== undefined && first !== '')
    .map((lines) => ({
      name: (lines[0] ?? '').replace(/^[^:]*: /, ''),
      keys: lines.filter((line) => line.includes(':')).map((line) => line.slice(0, line.indexOf(':'))),
    }));
}

const captures = ['lists-22.ami', 'lists-16.ami', 'queue-call-22.ami', 'confbridge-22.ami', 'userevent-vars-22.ami'];

describe('a recorded session', () => {
  it.each(captures)('%s is read block for block and header for header', (name) => {
    const bytes = capture(name);
    const { decoder, messages, banners } = collecting();
    decoder.push(bytes);
    expect(banners).toEqual([name.includes('-22') ? '11.0.0' : '5.0.4']);
    expect(messages.map((message) => ({ name: message.name, keys: message.headers().map(([key]) => key) }))).toEqual(
      readNaively(bytes),
    );
    expect(decoder.counts).toEqual({ dropped: 0, stray: 0, oversized: 0 });
  });

  it.each(captures)('%s gives the same messages in any chunking', (name) => {
    const bytes = capture(name);
    const whole = collecting();
    whole.decoder.push(bytes);
    const expected = whole.messages.map(plain);
    for (const [seed, most] of [
      [1, 1],
      [2, 3],
      [3, 40],
      [4, 700],
      [5, 9_000],
    ] as const) {
      const random = seededRandom(seed);
      const { decoder, messages } = collecting();
      for (let at = 0; at < bytes.length; ) {
        const length = 1 + Math.floor(random() * most);
        decoder.push(bytes.subarray(at, at + length));
        at += length;
      }
      expect(messages.map(plain), `seed ${seed}`).toEqual(expected);
    }
  });

  it('is read only where somebody is interested', () => {
    const bytes = capture('queue-call-22.ami');
    const all = collecting();
    all.decoder.push(bytes);
    const some = collecting({ interesting: ['Hangup', 'QueueCallerJoin', 'NeverHeardOf'] });
    some.decoder.push(bytes);
    const wanted = all.messages.filter(
      ({ kind, name }) => kind === 'response' || name === 'Hangup' || name === 'QueueCallerJoin',
    );
    expect(wanted.length).toBeGreaterThan(2);
    expect(some.messages.map(plain)).toEqual(wanted.map(plain));
    expect(some.decoder.counts.dropped).toBe(all.messages.length - wanted.length);
  });
});

describe('framing', () => {
  it('reads the greeting in pieces, and what stands right behind it', () => {
    const { decoder, banners, messages } = collecting();
    for (const piece of ['Aster', 'isk Call Manager/5.0', '.4\r', '\nResponse: Success\r\n\r', '\n']) {
      decoder.push(Buffer.from(piece));
    }
    expect(banners).toEqual(['5.0.4']);
    expect(messages.map(plain)).toEqual([{ kind: 'response', name: 'Success', headers: [['Response', 'Success']] }]);
  });

  it.each([['HTTP/1.1 400 Bad Request\r\n'], ['SSH-2.0-OpenSSH_9.2\r\n'], ['x'.repeat(500)]])(
    'takes %j for no manager, and nothing after it for a message',
    (text) => {
      const { decoder, banners, foreign, messages } = collecting();
      decoder.push(Buffer.from(text));
      decoder.push(Buffer.from(`${banner}Event: Hangup\r\n\r\n`));
      expect([banners, foreign.length, messages]).toEqual([[], 1, []]);
    },
  );

  it('passes over blank lines between blocks', () => {
    const names = decoded('\r\nEvent: A\r\n\r\n\r\n\r\n\nEvent: B\r\n\r\n').map(({ name }) => name);
    expect(names).toEqual(['A', 'B']);
  });

  it('does not take a line feed in a value for the end of a header or of a block', () => {
    const [moved, next] = decoded(
      'Response: Success\r\nMessage: moved\n\r\n\r\nEvent: A\r\nB: c\n\nEvent: Hangup\r\n\r\n',
    );
    expect(moved?.get('Message')).toBe('moved\n');
    expect(next?.headers()).toEqual([
      ['Event', 'A'],
      ['B', 'c\n\nEvent: Hangup'],
    ]);
  });

  it('passes over a block that is neither event nor response, and is in step again by the next', () => {
    const { decoder, messages } = collecting();
    decoder.push(Buffer.from(`${banner}the rest of a value\r\nEvent: No\r\n\r\nEvent: Yes\r\n\r\n`));
    expect(messages.map(({ name }) => name)).toEqual(['Yes']);
    expect(decoder.counts.stray).toBe(1);
  });

  it.each([1, 7, 4_096])('skips a block that is too long, in chunks of %i, and holds none of it', (size) => {
    const { decoder, messages } = collecting({ maxBlock: 1_000 });
    const bytes = Buffer.from(`${banner}Event: Long\r\nText: ${'x'.repeat(20_000)}\r\n\r\nEvent: Short\r\n\r\n`);
    for (let at = 0; at < bytes.length; at += size) decoder.push(bytes.subarray(at, at + size));
    expect(messages.map(({ name }) => name)).toEqual(['Short']);
    expect(decoder.counts.oversized).toBe(1);
  });

  it('keeps quiet about a block that was cut off', () => {
    const { decoder, messages } = collecting();
    decoder.push(Buffer.from(`${banner}Event: Hangup\r\nUniqueid: 1\r\n`));
    expect(messages).toEqual([]);
  });

  it('hands out every event while told so', () => {
    const { decoder, messages } = collecting({ interesting: ['Hangup'] });
    decoder.push(Buffer.from(`${banner}Event: A\r\n\r\n`));
    decoder.everything = true;
    decoder.push(Buffer.from('Event: A\r\n\r\n'));
    expect(messages.map(({ name }) => name)).toEqual(['A']);
  });

  it("reads the raw output of Asterisk 13's commands to its end, in any chunking", () => {
    const text =
      'Response: Follows\r\nPrivilege: Command\r\nActionID: 7\r\nUser: x\n\r\n\r\nEvent: No\r\n\r\nlast\n--END COMMAND--\r\n\r\nEvent: Yes\r\n\r\n';
    for (const size of [1, 5, 50, 1_000]) {
      const { decoder, messages } = collecting();
      const bytes = Buffer.from(banner + text);
      for (let at = 0; at < bytes.length; at += size) decoder.push(bytes.subarray(at, at + size));
      expect(messages.map(({ name }) => name)).toEqual(['Follows', 'Yes']);
      expect(messages[0]?.get('ActionID')).toBe('7');
      expect(messages[0]?.get('User')).toBeUndefined();
      expect(messages[0]?.output()).toEqual(['User: x', '', '', 'Event: No', '', 'last']);
    }
  });
});

describe('broken input', () => {
  it('never throws, hangs or grows, and the stream is in step again by the next block', () => {
    const original = capture('lists-22.ami');
    const random = seededRandom(42);
    const limit = 64 * 1024;
    for (let round = 0; round < 20; round += 1) {
      const { decoder, messages } = collecting({ maxBlock: limit });
      const bytes = Buffer.from(original);
      for (let change = 0; change < 2_000; change += 1) {
        bytes[banner.length + Math.floor(random() * (bytes.length - banner.length))] = Math.floor(random() * 256);
      }
      for (let at = 0; at < bytes.length; ) {
        const length = 1 + Math.floor(random() * 2_000);
        decoder.push(bytes.subarray(at, at + length));
        at += length;
      }
      for (const message of messages) expect(message.headers().length).toBeGreaterThan(0);
      decoder.push(Buffer.from('\r\n--END COMMAND--\r\n\r\nEvent: InStep\r\nKey: value\r\n\r\n'));
      const last = messages.at(-1);
      expect([last?.name, last?.get('Key')], `round ${round}`).toEqual(['InStep', 'value']);
    }
  });
});
