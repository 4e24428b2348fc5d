import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Uniqueid } from '../../../main/base/ids.ts';
import { peersOf } from '../../../main/calls/legs/links.ts';
import { Player } from '../../../main/replay/player.ts';
import { readRecording } from '../../../main/replay/read-recording.ts';
import { isHeard, type Step } from '../../../main/replay/step.ts';

/** What Bob's desk heard while a caller was handed to him the moment he answered (Asterisk 22). */
const recording = readRecording(
  gunzipSync(readFileSync(new URL('../../captures/handover-22.jsonl.gz', import.meta.url))).toString('utf8'),
);
const steps = recording.ok ? recording.value.steps : [];
const [customer, mine] = ['1795641868.52', '1795641868.55'] as Uniqueid[];

const isFirstAnswer = (step: Step): boolean => !isHeard(step) && step.told.kind === 'answer';
const entersOf = (step: Step): boolean => isHeard(step) && step.facts.some(({ kind }) => kind === 'bridge-enter');

/** As they were taken in once: the answer about Bob's channel, which still rang in it, after the events behind it. */
function answerLate(): readonly Step[] {
  const answer = steps.findIndex(isFirstAnswer);
  const entered = steps.findIndex((step, at) => at > answer && entersOf(step));
  return [
    ...steps.slice(0, answer),
    ...steps.slice(answer + 1, entered + 2),
    ...steps.slice(answer, answer + 1),
    ...steps.slice(entered + 2),
  ];
}

describe('a caller handed over the moment it was answered', () => {
  test.each([
    ['in the order in which everything was sent', steps],
    ['with an answer of the PBX that was read after what came behind it', answerLate()],
  ])('is known to be with me, %s', (_, order) => {
    expect(order.length).toBeGreaterThan(20);
    const bob = new Player(['PJSIP/1002']);
    for (const step of order) bob.play(step);
    bob.tell({ kind: 'tick', at: (order.at(-1)?.at ?? 0) + 2_000 });
    expect(mine === undefined ? [] : peersOf(bob.state.pbx, mine)).toEqual([customer]);
    expect(bob.calls).toMatchObject([{ phase: 'active', party: { name: 'Ann Client' } }]);
    const [record] = bob.state.records.values();
    expect([...(record?.members ?? [])]).toContain(customer);
  });
});
