import { array, assert, boolean, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAmiClient } from '../../../main/ami/client.ts';
import { AmiDecoder } from '../../../main/ami/codec/decoder.ts';
import type { Clock } from '../../../main/base/clock.ts';
import { Hush } from '../../../main/base/hush.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { quiet } from '../../support/link-up.ts';
import { capture, collecting, plain } from './decoded.ts';
import { ScriptedTransport } from './scripted-transport.ts';

/** A client that is logged in, whose listener takes a millisecond over each event. */
async function slowDesk() {
  const fake = new FakeClock();
  let spent = 0;
  const clock: Clock = {
    now: () => fake.now() + spent,
    after: (delay, run) => fake.after(delay, run),
    every: (interval, run) => fake.every(interval, run),
    soon: (run) => fake.soon(run),
  };
  const transport = new ScriptedTransport();
  const hush = new Hush(fake);
  const client = createAmiClient({
    ...{ transport, username: 'desk', secret: 'x', auth: 'plain', clock, random: () => 0.5, log: quiet, hush },
  });
  const seen: string[] = [];
  client.onEvent((event) => {
    seen.push(event.get('At') ?? '');
    spent += 1;
  });
  client.start();
  transport.last.opens();
  transport.last.says('Asterisk Call Manager/11.0.0\r\n');
  await fake.advance(0);
  transport.last.answers('Login', 'Response: Success', 'Message: Authentication accepted');
  await fake.advance(0);
  return { fake, client, seen, hush, connection: transport.last };
}

const numbers = Array.from({ length: 200 }, (_, at) => String(at));
const flood = numbers.map((at) => `Event: Flood\r\nAt: ${at}\r\n\r\n`).join('');

describe('a flood', () => {
  it('leaves everybody else their turn, and loses nothing and no order by it', async () => {
    const { fake, seen, connection } = await slowDesk();
    connection.says(flood);
    // 200 ms of work came at once; a few are done, and the PBX is asked to wait.
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.length).toBeLessThan(25);
    expect(connection.paused).toBe(true);
    let others = 0;
    const other = (): void => {
      others += 1;
      if (connection.paused) fake.soon(other);
    };
    fake.soon(other);
    await fake.advance(0);
    expect(others).toBeGreaterThan(5);
    expect(seen).toEqual(numbers);
    expect(connection.paused).toBe(false);
  });

  it('that ends with the connection is still told to its end', async () => {
    const { client, seen, connection } = await slowDesk();
    connection.says(flood);
    connection.closes();
    expect(seen).toEqual(numbers);
    expect(client.link).toMatchObject({ state: 'down', failure: { kind: 'closed' } });
    client.dispose();
  });

  it('is forgotten by a client that is no longer wanted', async () => {
    const { fake, client, seen, connection } = await slowDesk();
    connection.says(flood);
    const before = seen.length;
    client.dispose();
    await fake.advance(100);
    expect([seen.length, fake.pending]).toEqual([before, 0]);
  });
});

describe('a hush', () => {
  it('begins behind the event that made it, and what came with that and after it is told when it is over', async () => {
    const { fake, client, seen, hush, connection } = await slowDesk();
    const rings = client.onEvent(() => hush.begin());
    connection.says(flood);
    connection.says('Event: Flood\r\nAt: next\r\n\r\n');
    await fake.advance(39);
    expect([seen, connection.paused]).toEqual([['0'], true]);
    rings.dispose();
    await fake.advance(1);
    expect([seen, connection.paused]).toEqual([[...numbers, 'next'], false]);
  });

  it('that another road began keeps back the next read', async () => {
    const { fake, seen, hush, connection } = await slowDesk();
    hush.begin();
    connection.says('Event: Flood\r\nAt: held\r\n\r\n');
    await fake.advance(10);
    expect(seen).toEqual([]);
    hush.end();
    await fake.advance(0);
    expect(seen).toEqual(['held']);
  });

  it('keeps back nothing of a connection that ends meanwhile', async () => {
    const { client, seen, hush, connection } = await slowDesk();
    hush.begin();
    connection.says('Event: Flood\r\nAt: last\r\n\r\n');
    connection.closes();
    expect(seen).toEqual(['last']);
    client.dispose();
  });
});

describe('a decoder that is halted', () => {
  it('goes on later with the same messages, wherever that was', () => {
    const bytes = capture('queue-call-22.ami').subarray(0, 30_000);
    const whole = collecting();
    whole.decoder.push(bytes);
    assert(
      property(array(boolean(), { minLength: 1, maxLength: 50 }), (halts) => {
        const found: unknown[] = [];
        const decoder: AmiDecoder = new AmiDecoder({
          onBanner: () => undefined,
          onForeign: () => undefined,
          onMessage: (message) => {
            found.push(plain(message));
            if (halts[found.length % halts.length] === true) decoder.halt();
          },
        });
        for (let at = 0; at < bytes.length; at += 4_000) decoder.push(bytes.subarray(at, at + 4_000));
        for (let time = 0; time <= whole.messages.length; time += 1) decoder.resume();
        expect(found).toEqual(whole.messages.map(plain));
      }),
      { numRuns: 40 },
    );
  });
});

describe('an answer', () => {
  it('is in the hands of who asked before what happened after it, though both came at once', async () => {
    const { fake, client, seen, connection } = await slowDesk();
    const known: string[][] = [];
    void client.list({ name: 'Status', fields: [] }).then(async () => {
      // Who asked may pass it on a few times.
      await Promise.resolve();
      known.push([...seen]);
    });
    const id = connection.asked('Status')['ActionID'] ?? '';
    const blocks = [
      `Response: Success\r\nActionID: ${id}\r\nEventList: start`,
      'Event: BridgeEnter\r\nAt: before',
      `Event: StatusComplete\r\nActionID: ${id}\r\nEventList: Complete`,
      'Event: BridgeLeave\r\nAt: behind',
    ];
    connection.says(blocks.map((block) => `${block}\r\n\r\n`).join(''));
    await fake.advance(0);
    expect(known).toEqual([['before']]);
    expect(seen).toEqual(['before', 'behind']);
  });
});
