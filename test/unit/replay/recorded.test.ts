import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { AmiDecoder } from '../../../main/ami/codec/decoder.ts';
import { createLogger } from '../../../main/base/log.ts';
import { FlightRecorder } from '../../../main/recorder/flight-recorder.ts';
import { Player } from '../../../main/replay/player.ts';
import { readRecording } from '../../../main/replay/read-recording.ts';
import { goldens } from '../../captures/golden.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const silent = createLogger(
  () => undefined,
  () => 0,
);
const file = (name: string): Buffer => gunzipSync(readFileSync(new URL(`../../captures/${name}.gz`, import.meta.url)));

/** A capture's manager session as the recorder would have heard it, each piece when it came. */
async function recorded(capture: string, me: string, maskNumbers: boolean): Promise<Player> {
  const clock = new FakeClock(1_700_000_000_000);
  const recorder = new FlightRecorder({ me: [me], clock, log: silent });
  const decoder = new AmiDecoder({
    onBanner: () => undefined,
    onForeign: () => undefined,
    onMessage: (message) => recorder.ami.received(message.block),
  });
  const bytes = file(`${capture}.ami`);
  const index = file(`${capture}.ami.idx.jsonl`)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
  let passed = 0;
  for (const line of index) {
    const { t, off, len } = JSON.parse(line) as { t: number; off: number; len: number };
    // oxlint-disable-next-line no-await-in-loop -- the clock goes on before the bytes come
    await clock.advance(Math.max(0, Math.round(t) - passed));
    passed = Math.max(passed, Math.round(t));
    decoder.push(bytes.subarray(off, off + len));
  }
  const saved = gunzipSync(await recorder.save({ maskNumbers })).toString('utf8');
  recorder.dispose();
  const read = readRecording(saved);
  if (!read.ok) throw new Error(read.failure);
  expect(read.value).toMatchObject({ me: [me], unreadable: 0 });
  const player = new Player(read.value.me);
  for (const step of read.value.steps) player.play(step);
  return player;
}

describe('a session that was recorded and is replayed', () => {
  const told = goldens.filter(({ calls }) => calls.length > 0);

  test.each(told)('tells the same story: $capture, seen by $me', async ({ capture, me, calls }) => {
    expect((await recorded(`${capture}-22`, me, false)).story).toEqual(calls);
  });

  test('tells the same story with its numbers masked, but for the numbers', async () => {
    const { story } = await recorded('queue-call-22', 'PJSIP/1002', true);
    expect(story).toEqual([
      {
        steps: ['ringing masked1', 'active masked1', 'ended masked1'],
        origins: ['queue support'],
        reason: 'you-hung-up',
        pops: 1,
        rangToo: ['1001'],
      },
    ]);
  });
});

describe('a file that is no recording', () => {
  test.each([
    ['', 'it is not a recording of Offhook'],
    ['{"recording":"other"}\n', 'it is not a recording of Offhook'],
    ['{"recording":"offhook","version":2,"me":[]}\n', 'it is a recording of version 2; 1 is known here'],
  ])('%j is refused with the reason', (text, failure) => {
    expect(readRecording(text)).toEqual({ ok: false, failure });
  });

  test('of which a line is damaged is played without it, and says so', () => {
    const heading = '{"recording":"offhook","version":1,"me":["PJSIP/1001"]}';
    const read = readRecording(`${heading}\n{"at":1,"road":"ami","dir":"in","te\n`);
    expect(read).toMatchObject({ ok: true, value: { unreadable: 1, steps: [] } });
  });
});
