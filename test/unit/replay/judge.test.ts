import { describe, expect, test } from 'vitest';
import { allRules } from '../../../main/calls/legs/rules.ts';
import { groundOf } from '../../../main/replay/ground.ts';
import { judge } from '../../../main/replay/judge.ts';
import { readCapture } from '../../captures/read-capture.ts';

const groundOfCapture = (name: string, me: string) => {
  const { ami, ari } = readCapture(name);
  return groundOf(
    name,
    [me],
    [...ami, ...ari].toSorted((a, b) => a.at - b.at),
  );
};

describe('the judgement of a recording', () => {
  test('is that all runs agree, where they do', () => {
    expect(judge(groundOfCapture('blind-refer-22', 'PJSIP/2002'), 10, 1)).toMatchObject({
      runs: { interleaving: 10, chaos: 30 },
      diverged: 0,
      examples: [],
    });
  });

  test('is an example cut down to what it takes, where they do not', () => {
    const ground = groundOfCapture('inbound-answered-22', 'PJSIP/2001');
    const { diverged, examples } = judge(ground, 30, 1, { ...allRules, tombstones: false });
    expect(diverged).toBeGreaterThan(0);
    const [example] = examples;
    const events = ground.deliveries[0]?.events.length ?? 0;
    expect(example?.wrong).not.toEqual([]);
    expect(example?.told.filter(({ odd }) => odd !== null).length).toBeLessThanOrEqual(3);
    expect(example?.told.length).toBeLessThanOrEqual(events + 2);
  });

  test('of interleavings restores every order that does not matter', () => {
    const ground = groundOfCapture('queue-call-22', 'PJSIP/1002');
    const { examples } = judge(ground, 30, 1, { ...allRules, precedence: false });
    for (const { told, wrong } of examples.filter(({ law }) => law === 'interleaving')) {
      expect(wrong).not.toEqual([]);
      expect(told.filter(({ odd }) => odd === 'late').length).toBeLessThan(told.length / 2);
    }
  });

  test('comes out the same for the same seed', () => {
    const ground = groundOfCapture('park-retrieve-16', 'PJSIP/2002');
    const rules = { ...allRules, registers: false };
    expect(judge(ground, 10, 7, rules)).toEqual(judge(ground, 10, 7, rules));
  });
});
