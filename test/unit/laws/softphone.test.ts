import { describe, expect, test } from 'vitest';
import type { PbxFact } from '../../../main/facts/fact.ts';
import { Player } from '../../../main/replay/player.ts';
import type { Heard } from '../../../main/replay/step.ts';
import { endsOf } from '../../../main/replay/story.ts';
import { goldens } from '../../captures/golden.ts';
import { readCapture } from '../../captures/read-capture.ts';
import { softphoneOf } from '../../captures/softphone.ts';
import { seededRandom } from '../../support/seeded-random.ts';

/** How far the three roads may be apart, ms. */
const skew = 250;
const runs = Number(process.env['LAWS'] ?? 10);

type Step = { readonly at: number } & (
  | { readonly event: readonly PbxFact[] }
  | { readonly told: Parameters<Player['tell']>[0] }
);

const late = (steps: readonly Step[], by: number): readonly Step[] =>
  steps.map((step) => ({ ...step, at: step.at + by }));
const heard = (events: readonly Heard[]): readonly Step[] => events.map(({ at, facts }) => ({ at, event: facts }));

/** One call, told by the softphone and the PBX, each with a delay of its own. */
describe.each(goldens.filter((golden) => golden.calls.length > 0))('$capture with a softphone at $me', (golden) => {
  const { ami, ari } = readCapture(`${golden.capture}-22`);
  const phone = softphoneOf(golden.me, ari).map(({ at, fact }): Step => ({ at, told: fact }));

  test.each([
    ['AMI', [heard(ami)]],
    ['AMI and ARI', [heard(ami), heard(ari)]],
  ] as const)('is the same beside %s, whoever is late', (_, roads) => {
    expect(phone.length).toBeGreaterThan(0);
    for (let seed = 0; seed < runs; seed += 1) {
      const random = seededRandom(seed);
      const steps = [phone, ...roads].flatMap((road) => late(road, random() * skew)).toSorted((a, b) => a.at - b.at);
      const desk = new Player([golden.me]);
      let most = 0;
      for (const step of steps) {
        if ('event' in step) desk.hear(step.event);
        else desk.tell(step.told);
        most = Math.max(most, desk.callCount);
      }
      expect({ seed, most, ends: endsOf(desk.story) }).toEqual({
        seed,
        most: golden.calls.length,
        ends: endsOf(golden.calls),
      });
    }
  });
});
