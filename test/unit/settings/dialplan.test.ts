import { expect, test } from 'vitest';
import { settingsSchema } from '../../../main/settings/schema.ts';

const least = {
  agent: { name: 'Ines Varga', extension: '1014' },
  sip: { url: 'wss://pbx.example/ws', username: '1014' },
};

test('the dialplan is as Asterisk’s samples have it unless said otherwise', () => {
  expect(settingsSchema.parse(least)).toMatchObject({
    dialplan: { voicemailPrefix: '*99', park: '700' },
    colleagues: [],
  });
  expect(settingsSchema.parse({ ...least, dialplan: { park: '*68' } }).dialplan).toEqual({
    voicemailPrefix: '*99',
    park: '*68',
    context: 'from-internal',
    conference: null,
    playMessage: null,
    voicemail: '*97',
    pickupPrefix: '**',
    groupPickup: '*8',
    record: null,
    spy: { listen: null, whisper: null, barge: null },
  });
});

test.each([
  [{ dialplan: { park: 'lot' } }, 'dialplan.park'],
  [{ dialplan: { voicemailPrefix: '' } }, 'dialplan.voicemailPrefix'],
  [{ colleagues: [{ name: 'Bea', extension: '10 02' }] }, 'colleagues.0.extension'],
  [{ colleagues: [{ name: '', extension: '1002' }] }, 'colleagues.0.name'],
])('%j is refused at %s', (change, path) => {
  const parsed = settingsSchema.safeParse({ ...least, ...change });
  expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
});
