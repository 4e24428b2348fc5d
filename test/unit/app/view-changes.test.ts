import { expect, test } from 'vitest';
import { emptyView } from '../../../main/app/station/empty-view.ts';
import { ViewChanges } from '../../../main/app/view-changes.ts';
import { Emitter } from '../../../main/base/emitter.ts';
import type { DeskView, PastCall } from '../../../preload/contract/views.ts';
import type { ViewChange } from '../../../preload/contract/wire.ts';

/** What is told of these views, one after the other, to a page that has the first. */
function told(first: DeskView, ...views: readonly DeskView[]): readonly ViewChange[] {
  const emitter = new Emitter<DeskView>();
  const said: ViewChange[] = [];
  new ViewChanges({ view: first, onDidChangeView: emitter.event }).onDidChange((change) => said.push(change));
  for (const view of views) emitter.emit(view);
  return said;
}
const row = (id: string): PastCall => ({ id, reason: 'they-gave-up' }) as PastCall;
const first = { ...emptyView(1), revision: 1, today: [row('ann'), row('bo')] };

test('of a view only what is another than before is told, also where it was made anew', () => {
  const copy = structuredClone(first);
  const ringing = {
    ...copy,
    revision: 2,
    today: [...first.today],
    agent: { ...copy.agent, state: 'ringing' as const },
  };
  expect(told(first, ringing)).toEqual([{ kind: 'change', parts: { revision: 2, agent: ringing.agent }, gone: [] }]);
});

test('a row of the day that is another is told, and so is one that went', () => {
  const [ann, bo] = [row('ann'), { ...row('bo'), reason: 'you-declined' as const }];
  const corrected = { ...first, revision: 2, today: [ann, bo] };
  const shorter = { ...first, revision: 3, today: [bo] };
  expect(told(first, corrected, shorter).map(({ parts }) => parts['today'])).toEqual([[ann, bo], [bo]]);
});

test('what a view has no more is named, whether it was left out or is undefined', () => {
  const more: DeskView = { ...first, listens: ['whisper'], callBacks: [] };
  const less: DeskView = { ...first, revision: 2, listens: undefined };
  expect(told(more, less)).toEqual([{ kind: 'change', parts: { revision: 2 }, gone: ['listens', 'callBacks'] }]);
});
