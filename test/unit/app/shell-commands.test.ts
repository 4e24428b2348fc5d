import { describe, expect, test } from 'vitest';
import { DeskModel } from '../../../main/app/desk-model.ts';
import { shellOf, takeDial } from '../../../main/app/shell-commands.ts';
import { settingsSchema } from '../../../main/settings/schema.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { noSurroundings } from './no-surroundings.ts';

const settings = settingsSchema.parse({
  agent: { name: 'Ines Varga', extension: '1014' },
  sip: { url: 'wss://pbx.example/ws', username: '1014' },
});

async function desk() {
  const clock = new FakeClock();
  const model = new DeskModel({ settings, clock, rehearsals: [], surroundings: noSurroundings() });
  const shown = async () => {
    await Promise.resolve();
    return model.view.shell;
  };
  return { model, shell: shellOf(model, clock), shown };
}

describe('the host around the desk', () => {
  test('tells how the system took the keys', async () => {
    const { shell, shown } = await desk();
    shell.setGlobalKeys([{ action: 'answer', chord: 'Ctrl+Shift+F9', state: 'taken' }]);
    expect((await shown())?.globalKeys).toEqual([{ action: 'answer', chord: 'Ctrl+Shift+F9', state: 'taken' }]);
  });

  test('hands a number over until a page has taken it', async () => {
    const { shell, shown, model } = await desk();
    shell.askToDial({ text: '+442079460137', from: 'link' });
    const first = (await shown())?.dialAsked;
    expect(first).toMatchObject({ text: '+442079460137', from: 'link' });
    expect(takeDial(model, first?.id ?? -1)).toEqual({ outcome: 'confirmed' });
    expect((await shown())?.dialAsked).toBeNull();
  });

  test('a page that took the number before does not take the next one away', async () => {
    const { shell, shown, model } = await desk();
    shell.askToDial({ text: '1002', from: 'link' });
    const first = (await shown())?.dialAsked?.id ?? -1;
    shell.askToDial({ text: '1003', from: 'clipboard' });
    expect(takeDial(model, first)).toMatchObject({ outcome: 'refused' });
    expect((await shown())?.dialAsked?.text).toBe('1003');
  });
});
