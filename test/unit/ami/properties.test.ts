import { describe, expect, it } from 'vitest';
import { originate, queueStatus, userEvent } from '../../../main/ami/actions.ts';
import { createAmiClient } from '../../../main/ami/client.ts';
import { encodeAction } from '../../../main/ami/codec/encode-action.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { quiet } from '../../support/link-up.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { capture, only } from './decoded.ts';
import { ScriptedTransport } from './scripted-transport.ts';

const alphabet = [...Array.from('aZ09 :;,=()[]{}<>"\'\\/?&%-_~äß漢😀'), '\t', '\u0001', '\u007f', '\u2028'];

function text(random: () => number): string {
  const length = Math.floor(random() * 60);
  return Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)] ?? '').join('');
}

describe('what is encoded and decoded again', () => {
  it('is what it was', () => {
    for (let seed = 0; seed < 500; seed += 1) {
      const random = seededRandom(seed);
      const body = Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`Key-${at}`, text(random)]));
      const encoded = encodeAction(userEvent(text(random), body), 'id');
      expect(encoded.ok, `seed ${seed}`).toBe(true);
      if (!encoded.ok) continue;
      const echoed = only(Buffer.concat([Buffer.from('Event: Echo\r\n'), encoded.value]));
      expect(echoed.headers().slice(-8), `seed ${seed}`).toEqual(Object.entries(body));
    }
  });

  it('never holds a line that was not asked for, whatever the values hold', () => {
    const breaks = ['\r', '\n', '\r\n', '\0', '\r\n\r\nAction: Logoff\r\n\r\n'];
    for (let seed = 0; seed < 500; seed += 1) {
      const random = seededRandom(seed);
      const bad = text(random) + (breaks[Math.floor(random() * breaks.length)] ?? '') + text(random);
      const to = { kind: 'dialplan', context: 'c', exten: '1', priority: 1 } as const;
      for (const action of [
        userEvent('Pop', { Text: bad }),
        originate({ channel: bad, to }),
        originate({ channel: 'PJSIP/1', to, variables: { X: bad } }),
        originate({ channel: 'PJSIP/1', to, variables: { [`X${bad}`]: '1' } }),
      ]) {
        expect(encodeAction(action, 'id'), `seed ${seed}`).toMatchObject({ ok: false, failure: { kind: 'bad-field' } });
      }
    }
  });
});

describe('a session with a PBX that has gone mad', () => {
  it('never throws, answers every action in the end and leaves nothing behind', async () => {
    const recorded = capture('lists-22.ami').subarray(0, 60_000);
    for (let seed = 0; seed < 40; seed += 1) {
      const random = seededRandom(seed);
      const [clock, transport] = [new FakeClock(), new ScriptedTransport()];
      const login = { username: 'desk', secret: 's', auth: 'plain' } as const;
      const client = createAmiClient({ transport, ...login, clock, random, log: quiet });
      client.onEvent((event) => void event.headers());
      client.start();
      transport.last.opens();
      transport.last.says('Asterisk Call Manager/11.0.0\r\n');
      transport.last.answers('Login', 'Response: Success', 'Message: Authentication accepted');
      const asked = [client.list(queueStatus()), client.action(userEvent('x', {})), client.list(queueStatus())];
      const bytes = Buffer.from(recorded);
      for (let change = 0; change < 500; change += 1) {
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      }
      for (let at = 0; at < bytes.length; ) {
        const length = 1 + Math.floor(random() * 3_000);
        transport.last.sendsBytes(bytes.subarray(at, at + length));
        at += length;
      }
      // oxlint-disable-next-line no-await-in-loop -- one session after the other
      await clock.advance(20_000);
      // oxlint-disable-next-line no-await-in-loop
      const answers = await Promise.all(asked);
      expect(
        answers.map(({ ok }) => ok),
        `seed ${seed}`,
      ).toEqual([false, false, false]);
      client.dispose();
      expect(clock.pending, `seed ${seed}`).toBe(0);
    }
  });
});
