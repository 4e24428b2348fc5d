import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compareWithTruth } from '../../../main/replay/chaos.ts';
import { Player } from '../../../main/replay/player.ts';
import type { Heard } from '../../../main/replay/step.ts';
import { type GoldenCall, goldens } from '../../captures/golden.ts';
import { grounds } from '../../captures/laws.ts';
import { readCapture, together } from '../../captures/read-capture.ts';

const storyOf = (me: string, events: readonly Heard[]): readonly GoldenCall[] => {
  const desk = new Player([me]);
  for (const event of events) desk.hear(event.facts);
  return desk.story;
};

/** Three hundred calls between robots at once: Local channels, and nobody's phone. */
const robots = 'firehose-22';

/** Load for the benches, of many desks at once. */
const load = 'calls-22';

test('no recording is without its golden', () => {
  const files = readdirSync(new URL('../../captures/', import.meta.url));
  const recordings = files.flatMap((file) => /^(.+)\.ami\.gz$/.exec(file)?.[1] ?? []);
  const judged = goldens.flatMap(({ capture }) => [`${capture}-16`, `${capture}-22`]);
  expect(recordings.toSorted()).toEqual([...new Set([...judged, robots, load])].toSorted());
});

test.each(['PJSIP/1001', 'PJSIP/1002', 'PJSIP/2001'])('three hundred calls between robots show nothing at %s', (me) => {
  const { ami } = readCapture(robots);
  expect(ami.length).toBeGreaterThan(3_000);
  expect(storyOf(me, ami)).toEqual([]);
});

/** The truth is kept apart from the model, from the snapshots in the events: what Status would have answered just then. */
test.each(grounds())(
  '$name, seen by $me.0, shows at every moment what the PBX’s channels are',
  ({ me, deliveries }) => {
    // Where the AMI user was not to see calls, or nobody called, there is nothing to be told.
    const roads = deliveries.map(({ sources }) => sources.join());
    expect([['ami', 'ari', 'ami,ari'], ['ami'], []]).toContainEqual(roads);
    for (const { sources, events, ends } of deliveries) {
      const desk = new Player(me);
      for (const [at, event] of events.entries()) {
        desk.hear(event.facts);
        // While one source is ahead of the other by some milliseconds, neither is the truth.
        if (ends !== null && !ends.includes(at + 1)) continue;
        const then = { me, sources, events: events.slice(0, at + 1) };
        expect({ at, wrong: compareWithTruth(desk, then) }).toEqual({ at, wrong: [] });
      }
    }
  },
);

/** Every recorded session, seen by every phone in it, through AMI, through ARI, and through both. */
describe.each(['16', '22'])('on Asterisk %s', (version) => {
  describe.each(goldens)('$capture, seen by $me', ({ capture, me, calls, ari }) => {
    const recording = readCapture(`${capture}-${version}`);
    const known = calls.map((call, at) => ({ ...call, ...ari?.[at] }));

    test('is told by AMI alone as it was', () => {
      expect(storyOf(me, recording.ami)).toEqual(calls);
    });

    test('is told by ARI alone as it was, as far as ARI can know', () => {
      expect(storyOf(me, recording.ari)).toEqual(known);
    });

    test('is told by both as it was, whoever is a few milliseconds ahead', () => {
      const story = storyOf(me, together(recording));
      expect(story.map((call) => ({ ...call, origins: call.origins.slice(-1) }))).toEqual(
        calls.map((call) => ({ ...call, origins: call.origins.slice(-1) })),
      );
      const sayable = (at: number) => [...(calls[at]?.origins ?? []), ...(known[at]?.origins ?? [])];
      for (const [at, call] of story.entries()) expect(sayable(at)).toEqual(expect.arrayContaining([...call.origins]));
    });
  });

  test.each(['PJSIP/1001', 'PJSIP/2001'])(
    'what %s is shown is what Asterisk’s own Status says at that moment',
    (me) => {
      const { ami, statuses } = readCapture(`lists-${version}`);
      expect(statuses).toHaveLength(1);
      for (const { at, channels } of statuses) {
        const desk = new Player([me]);
        for (const event of ami) if (event.at <= at) desk.hear(event.facts);
        const truth = channels.filter((channel) => channel.endpoint === me);
        const shown = desk.calls.filter((call) => call.phase !== 'ended');
        expect(shown.map((call) => [call.phase, call.party, call.channels])).toEqual(
          truth.map((channel) => [
            channel.state === 'up' ? 'active' : channel.state,
            channel.connected,
            [channel.channel],
          ]),
        );
      }
    },
  );
});
