import { expect, test } from 'vitest';
import { CallerContext } from '../../../../main/app/context/caller-context.ts';
import { Emitter } from '../../../../main/base/emitter.ts';
import { success } from '../../../../main/base/result.ts';
import { reduceCalls } from '../../../../main/calls/reduce-calls.ts';
import { callStack } from '../../../../main/calls/select-calls.ts';
import { callsOf } from '../../../../main/calls/state.ts';
import type { History } from '../../../../main/history/open-history.ts';
import type { LookupAnswer } from '../../../../main/lookup/http-lookup.ts';
import { alice, seen } from '../../calls/facts.ts';

const tomas = {
  ...{ id: 1, name: 'Tomas', company: 'Acme', role: '', email: '', note: '', source: null },
  numbers: [],
};
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a caller has a name while the web service and the history are still asked, and each adds what it knows', async () => {
  const state = reduceCalls(callsOf([alice]), seen('a', 0));
  const [call] = callStack(state);
  if (call === undefined) throw new Error('there is no call');
  const looked = Promise.withResolvers<LookupAnswer>();
  const remembered = Promise.withResolvers<ReturnType<typeof success<readonly []>>>();
  let asked = 0;
  const context = new CallerContext({
    directory: { match: () => Promise.resolve([tomas]), onDidChange: new Emitter<void>().event },
    history: {
      store: { ask: () => remembered.promise },
      onDidRead: new Emitter<void>().event,
      dispose: () => undefined,
    } as unknown as History,
    rowOf: () => 'row',
    country: 'GB',
    agent: 'Ines Varga',
    look: () => {
      asked += 1;
      return looked.promise;
    },
    linksOf: () => [],
  });
  context.see([call]);
  await settled();
  expect(context.personOf(call.key)).toMatchObject({ name: 'Tomas' });
  expect(context.of(call)).toMatchObject({ looking: false, earlier: [], lookup: { state: 'looking', fields: [] } });

  looked.resolve(success([{ label: 'Tickets', value: '2' }]));
  await settled();
  expect(context.of(call)).toMatchObject({ lookup: { state: 'found', fields: [{ label: 'Tickets', value: '2' }] } });
  remembered.resolve(success([]));
  context.see([call]);
  await settled();
  // The same caller is asked about once.
  expect(asked).toBe(1);
  context.dispose();
});

test('where the directory answers at once, a call has its name from its first sight on', () => {
  const context = new CallerContext({
    directory: { match: () => [tomas], onDidChange: new Emitter<void>().event },
    ...{ history: null, rowOf: () => '', country: 'GB', agent: 'Ines', look: null, linksOf: () => [] },
  });
  const [call] = callStack(reduceCalls(callsOf([alice]), seen('a', 0)));
  if (call === undefined) throw new Error('there is no call');
  context.see([call]);
  expect(context.of(call)).toMatchObject({ looking: false, people: [{ name: 'Tomas' }] });
  context.dispose();
});
