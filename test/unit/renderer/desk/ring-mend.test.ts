import { afterEach, expect, test, vi } from 'vitest';
import { DeskControl } from '../../../../renderer/desk/desk-control.ts';
import { mendOf } from '../../../../renderer/desk/ring-here.ts';
import { createMemoryBridge } from '../../../../renderer/fixtures/memory-bridge.ts';
import { mayNotSignIn } from '../../../../renderer/fixtures/queues.ts';
import { type FixtureName, views } from '../../../../renderer/fixtures/views.ts';
import { press } from '../keys/press.ts';

let desk: DeskControl | null = null;
afterEach(() => desk?.dispose());

/** What main is asked when the key is pressed that makes calls ring here. */
async function askedAt(name: FixtureName): Promise<unknown> {
  const bridge = createMemoryBridge(views[name]);
  desk = new DeskControl(bridge);
  desk.press(press('R', { shift: true }), 1e6);
  return vi.waitFor(() => {
    const [first] = bridge.requests;
    if (first === undefined) throw new Error('nothing is asked');
    return [first.name, first.input];
  });
}

test.each<[string, FixtureName, string, object]>([
  ['ends a pause', 'queues-paused', 'endPause', { queue: null }],
  ['turns do not disturb off', 'diverted', 'setDoNotDisturb', { on: false }],
  ['signs in to the queues', 'rings-signed-out', 'signIn', { queue: null }],
  ['takes the phone line back', 'rings-no-more', 'retryLink', { link: 'sip' }],
  ['asks the PBX for its time once more', 'rings-out-of-time', 'retryLink', { link: 'sip' }],
])('one key %s', async (_, view, name, input) => {
  expect(await askedAt(view)).toEqual([name, input]);
});

test('where all is well, or nothing can be done from here, no key is offered', () => {
  const paused = views['queues-paused'];
  expect(mendOf(views.idle)).toBeNull();
  expect(mendOf(paused)).toMatchObject({ label: 'end pause' });
  expect(mendOf({ ...paused, queues: mayNotSignIn })).toBeNull();
  const { diversions } = views.diverted;
  const forwarded = { ring: { rings: 'diverted', what: 'always', to: '1002' }, diversions } as const;
  expect(mendOf(forwarded)?.act).toEqual({ type: 'divert', wish: { what: 'always', to: null } });
  expect(mendOf({ ring: forwarded.ring })).toBeNull();
  expect(mendOf({ ring: { rings: 'no', why: 'no-page' } })).toBeNull();
});
