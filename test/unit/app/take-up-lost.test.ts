import { expect, test } from 'vitest';
import { takeUpLost } from '../../../main/app/take-up-lost.ts';
import { Emitter } from '../../../main/base/emitter.ts';
import { createLogger } from '../../../main/base/log.ts';
import type { CallView, DeskView } from '../../../preload/contract/views.ts';
import { active } from '../../../renderer/fixtures/calls.ts';
import { views } from '../../../renderer/fixtures/views.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const log = createLogger(
  () => undefined,
  () => 0,
  'info',
);
const left = { ...active, phase: 'active', device: 'softphone', can: ['bringHere'] } as CallView;
const other = { ...left, id: 'other' } as CallView;
const taken = { ...left, can: ['hold'] } as CallView;
const elsewhere = { ...left, device: 'other-phone' } as CallView;

async function tookOf(isSpoilt: boolean, ...shown: readonly (readonly CallView[])[]): Promise<readonly string[]> {
  const clock = new FakeClock(0);
  const changes = new Emitter<DeskView>();
  let view: DeskView = { ...views.idle, calls: [] };
  const took: string[] = [];
  const watch = takeUpLost({
    isSpoilt,
    model: {
      get view() {
        return view;
      },
      onDidChangeView: changes.event,
    },
    take: (call) => Promise.resolve(took.push(call)),
    ...{ clock, log },
  });
  for (const calls of shown) {
    view = { ...view, calls: [...calls] };
    changes.emit(view);
    // oxlint-disable-next-line no-await-in-loop -- one view after the other
    await clock.advance(10);
  }
  watch.dispose();
  changes.dispose();
  expect(clock.pending).toBe(0);
  return took;
}

test('a call that a spoilt journal told of is taken up by itself, once', async () => {
  expect(await tookOf(true, [], [left], [left])).toEqual([left.id]);
});

test('a second one waits for a person, who is not to be put on hold', async () => {
  expect(await tookOf(true, [left, other], [taken, other])).toEqual([left.id]);
});

test('where no journal was spoilt it may be another desk’s call: it is left to a key', async () => {
  expect(await tookOf(false, [left])).toEqual([]);
  expect(await tookOf(true, [elsewhere])).toEqual([]);
});
