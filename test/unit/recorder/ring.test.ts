import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createLogger } from '../../../main/base/log.ts';
import { FlightRecorder } from '../../../main/recorder/flight-recorder.ts';
import { Ring } from '../../../main/recorder/ring.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const silent = createLogger(
  () => undefined,
  () => 0,
);
const minute = 60_000;
const linesOf = async (ring: Ring) => {
  const text = gunzipSync(Buffer.concat(await ring.save())).toString('utf8');
  return text.split('\n').filter((line) => line !== '');
};

describe('the ring', () => {
  test('keeps the last half hour and not much more', async () => {
    const ring = new Ring({ age: 30 * minute, bytes: 1_000_000, segment: 4_096 }, silent);
    for (let at = 0; at <= 60 * minute; at += minute / 4) ring.add(`at ${at}`, at);
    const times = (await linesOf(ring)).map((line) => Number(line.slice(3)));
    expect(times.at(-1)).toBe(60 * minute);
    expect(times[0]).toBeLessThanOrEqual(30 * minute);
    expect(times[0]).toBeGreaterThanOrEqual(28 * minute);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('never takes more bytes than it may, whatever comes', () => {
    const ring = new Ring({ age: 30 * minute, bytes: 100_000, segment: 4_096 }, silent);
    let most = 0;
    for (let n = 0; n < 1_000; n += 1) {
      ring.add(`${n} ${'x'.repeat((n * 7) % 3_000)}`, n);
      most = Math.max(most, ring.size);
    }
    expect(most).toBeLessThanOrEqual(100_000);
    expect(most).toBeGreaterThan(90_000);
  });

  test('holds several times its bytes, because it packs what it keeps', async () => {
    const ring = new Ring({ age: 30 * minute, bytes: 64_000, segment: 8_192 }, silent);
    const line = 'Event: Newstate Channel: PJSIP/1001-0000000a ChannelStateDesc: Up CallerIDNum: 1001 ';
    for (let n = 0; n < 2_000; n += 1) {
      ring.add(`${n} ${line}`, n);
      // oxlint-disable-next-line no-await-in-loop -- what is closed is packed before more comes, as in life
      if (n % 80 === 0) await ring.save();
    }
    const kept = (await linesOf(ring)).join('').length;
    expect(kept).toBeGreaterThan(ring.size * 2);
  });

  test('forgets what is old even when nothing more is said', async () => {
    const clock = new FakeClock(0);
    const recorder = new FlightRecorder({ me: ['PJSIP/1001'], clock, log: silent });
    recorder.sip.received('SIP/2.0 200 OK\r\nFrom: <sip:1002@pbx>\r\n\r\n');
    await clock.advance(29 * minute);
    expect(gunzipSync(await recorder.save({ maskNumbers: false })).toString()).toContain('sip:1002@pbx');
    await clock.advance(3 * minute);
    expect(gunzipSync(await recorder.save({ maskNumbers: false })).toString()).not.toContain('sip:1002@pbx');
    recorder.dispose();
    expect(clock.pending).toBe(0);
  });
});
