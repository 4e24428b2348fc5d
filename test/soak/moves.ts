import { DeskBench } from '../integration/app/desk-bench.ts';
import { expectLaw, pressInARow } from '../integration/app/moves-in-a-row.ts';
import type { AsteriskVersion } from '../pbx/install/lock-file.ts';
import { startPbx } from '../pbx/pbx.ts';
import { seededRandom } from '../support/seeded-random.ts';

interface Ground {
  readonly minutes: number;
  readonly seed: number;
  readonly asterisk: AsteriskVersion;
  readonly log: (line: string) => void;
}

const keys = 20;

/** Callers moved around by twenty keys each, whichever the desk offers; fails when one is with nobody afterwards. */
export async function soak({
  minutes,
  seed,
  asterisk,
  log,
}: Ground): Promise<Readonly<Record<string, string | number>>> {
  const until = performance.now() + minutes * 60_000;
  const counted = new Map<string, number>();
  const pbx = await startPbx({ version: asterisk });
  const desk = new DeskBench(pbx);
  desk.start();
  await desk.up();
  let callers = 0;
  try {
    while (performance.now() < until) {
      const random = seededRandom(seed + callers);
      // oxlint-disable-next-line no-await-in-loop -- one caller after the other
      const pressed = await oneCaller({ pbx, desk, random });
      for (const key of pressed) counted.set(key, (counted.get(key) ?? 0) + 1);
      callers += 1;
      if (callers % 20 === 0) log(`${callers} callers, ${callers * keys} keys`);
    }
  } catch (error) {
    throw new Error(`caller ${callers}, --seed ${seed + callers} repeats it`, { cause: error });
  } finally {
    await desk.stop();
    await pbx.stop();
  }
  return { callers, keys: callers * keys, kinds: counted.size };
}

interface Scene {
  readonly pbx: Awaited<ReturnType<typeof startPbx>>;
  readonly desk: DeskBench;
  readonly random: () => number;
}

async function oneCaller({ pbx, desk, random }: Scene): Promise<readonly string[]> {
  const number = '15551230001';
  const caller = await pbx.callIn({ to: '1001', name: 'Ann Client', number, via: 'sip', plays: 'silence' });
  const ringing = await desk.call((call) => call.can.includes('answer') && call.party.number?.raw === number);
  await desk.bridge.request.answer({ call: ringing.id });
  await caller.answered;
  await desk.call(({ id, phase }) => id === ringing.id && phase === 'active');
  const ground = { pbx, desk, customer: caller.uniqueid, random, keys };
  const pressed = await pressInARow(ground);
  await expectLaw(ground, pressed);
  await Promise.all([
    caller.hangUp(),
    ...desk.view.calls
      .filter(({ can }) => can.includes('hangUp'))
      .map(({ id }) => desk.bridge.request.hangUp({ call: id })),
  ]);
  for (const { Channel = '' } of await pbx.truth.channels()) {
    // Robots wait for whoever has gone.
    // oxlint-disable-next-line no-await-in-loop -- a few
    await pbx.truth.action({ Action: 'Hangup', Channel }).catch(() => 'gone already');
  }
  await pbx.truth.noChannelsWithin(8_000);
  await desk.until(({ calls }) => calls.every(({ phase }) => phase === 'ended'));
  await Promise.all(
    desk.view.calls
      .filter(({ can }) => can.includes('dismiss'))
      .map(({ id }) => desk.bridge.request.dismiss({ call: id })),
  );
  return pressed;
}
