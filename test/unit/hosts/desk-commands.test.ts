import { describe, expect, test } from 'vitest';
import { DeskCommands } from '../../../main/hosts/desk-commands.ts';
import type { CallView, DeskView } from '../../../preload/contract/views.ts';
import { views } from '../../../renderer/fixtures/views.ts';
import { FakeClock } from '../../support/fake-clock.ts';

function desk(first: DeskView) {
  let view = first;
  const asked: [string, unknown][] = [];
  const clock = new FakeClock();
  const request = (async (name: string, input: unknown) => {
    asked.push([name, input]);
    return { outcome: 'confirmed' };
  }) as ConstructorParameters<typeof DeskCommands>[0]['request'];
  const offhook = {
    get view() {
      return view;
    },
    request,
  };
  const show = (next: DeskView) => {
    view = next;
  };
  return { commands: new DeskCommands(offhook, clock), asked, clock, show };
}
const idOf = (view: DeskView, phase: CallView['phase']) => view.calls.find((call) => call.phase === phase)?.id;

describe('a key of the whole system', () => {
  test('answers the call that rings, and does nothing where none does', async () => {
    const { commands, asked } = desk(views.ringing);
    await commands.answer();
    expect(asked).toEqual([['answer', { call: idOf(views.ringing, 'ringing') }]]);
    const idle = desk(views.idle);
    expect(await idle.commands.answer()).toEqual({ outcome: 'nothing-to-do' });
    expect(idle.asked).toEqual([]);
  });

  test('silences at the first press and declines at the second', async () => {
    const { commands, asked } = desk(views.ringing);
    await commands.silence();
    await commands.silence();
    expect(asked.map(([name]) => name)).toEqual(['silence', 'decline']);
  });

  test('hangs up at the second press where nothing rings, and not at one that comes late', async () => {
    const { commands, asked, clock } = desk(views.active);
    await commands.silence();
    await clock.advance(2_000);
    await commands.silence();
    expect(asked).toEqual([]);
    await clock.advance(1_000);
    await commands.silence();
    expect(asked).toEqual([['hangUp', { call: idOf(views.active, 'active') }]]);
  });

  test('does not decline a caller who began to ring between the two presses', async () => {
    const { commands, asked, show } = desk(views.active);
    await commands.silence();
    show(views['ringing-on-call']);
    await commands.silence();
    expect(asked).toEqual([]);
  });

  test('switches the microphone off', async () => {
    const { commands, asked } = desk(views.active);
    await commands.mute();
    expect(asked).toEqual([['mute', { call: idOf(views.active, 'active'), muted: true }]]);
  });

  test('transfers the call that is talked on', async () => {
    const { commands, asked } = desk(views.active);
    await commands.transfer('1002');
    expect(asked).toEqual([['transfer', { call: idOf(views.active, 'active'), dials: '1002' }]]);
  });
});
