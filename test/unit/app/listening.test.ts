import { expect, test } from 'vitest';
import { Listening } from '../../../main/app/agent/listening.ts';
import { settingsSchema } from '../../../main/settings/schema.ts';

const of = (spy: object) =>
  new Listening(
    settingsSchema.parse({
      agent: { name: 'Ines Varga', extension: '1014' },
      sip: { url: 'wss://pbx.example/ws', username: '1014' },
      dialplan: { spy },
    }),
  );
const out = (number: string) => ({ direction: 'out', party: { name: '', number } }) as const;

test('a desk listens by the extensions the dialplan has for it, and offers no more', () => {
  const all = of({ listen: '*561', whisper: '*562', barge: '*563' });
  expect(all.offers).toEqual(['listen', 'whisper', 'barge']);
  expect(all.numberOf({ how: 'whisper', extension: '1002' })).toBe('*5621002');
  expect(of({}).offers).toEqual([]);
  expect(of({ listen: '*561' }).numberOf({ how: 'barge', extension: '1002' })).toBeNull();
});

test('whose call is listened to is read back from what was dialled; anybody else is somebody', () => {
  const all = of({ listen: '55', whisper: '555', barge: '*563' });
  expect(all.of(out('5551002'))).toEqual({ how: 'whisper', extension: '1002' });
  expect(all.of(out('551002'))).toEqual({ how: 'listen', extension: '1002' });
  expect(['1002', '55', '*563'].map((number) => all.of(out(number)))).toEqual([null, null, null]);
  expect(all.of({ direction: 'in', party: { name: '', number: '*5631002' } })).toBeNull();
});
