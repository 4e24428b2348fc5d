import { expect, test } from 'vitest';
import { Listening } from '../../../main/app/agent/listening.ts';
import type { SipCallId, Uniqueid } from '../../../main/base/ids.ts';
import type { LinkState } from '../../../main/net/link-failure.ts';
import { settingsSchema } from '../../../main/settings/schema.ts';

interface About {
  readonly supervisor?: boolean;
  /** What AMI lets the desk do. */
  readonly ami?: 'all' | 'no-right';
  readonly ari?: boolean;
}
const up: LinkState = { state: 'up', since: 0 };
const of = (spy: object, { supervisor = false, ami = 'no-right', ari = false }: About = {}) =>
  new Listening({
    settings: settingsSchema.parse({
      agent: { name: 'Ines Varga', extension: '1014', supervisor },
      sip: { url: 'wss://pbx.example/ws', username: '1014' },
      dialplan: { spy },
    }),
    rights: { missing: () => (ami === 'all' ? null : ami) },
    ari: ari ? { link: up } : null,
  });
const out = (number: string) => ({ direction: 'out', party: { name: '', number } }) as const;

test('a desk listens by the extensions the dialplan has for it, and offers no more', () => {
  const all = of({ listen: '*561', whisper: '*562', barge: '*563' });
  expect(all.offers).toEqual(['listen', 'whisper', 'barge']);
  expect(all.numberOf({ how: 'whisper', extension: '1002' })).toBe('*5621002');
  expect(of({}).offers).toEqual([]);
  expect(of({ listen: '*561' }).numberOf({ how: 'barge', extension: '1002' })).toBeNull();
});

test('a supervisor’s desk listens by AMI where that lets it, else by ARI; nobody else’s does, whatever they may', () => {
  const road = (about: About) => of({}, about).road;
  expect(road({ supervisor: true, ami: 'all', ari: true })).toBe('ami');
  expect(road({ supervisor: true, ari: true })).toBe('ari');
  expect(road({ supervisor: true })).toBeNull();
  expect(road({ ami: 'all', ari: true })).toBeNull();
  expect(of({}, { supervisor: true, ari: true }).offers).toEqual(['listen', 'whisper', 'barge']);
  expect(of({ barge: '*563' }, { ami: 'all', ari: true }).offers).toEqual(['barge']);
});

test('whose call is listened to is read back from what was dialled; anybody else is somebody', () => {
  const all = of({ listen: '55', whisper: '555', barge: '*563' });
  expect(all.of(out('5551002'))).toEqual({ how: 'whisper', extension: '1002', takesDigits: true });
  expect(all.of(out('551002'))).toEqual({ how: 'listen', extension: '1002', takesDigits: true });
  expect(['1002', '55', '*563'].map((number) => all.of(out(number)))).toEqual([null, null, null]);
  expect(all.of({ direction: 'in', party: { name: '', number: '*5631002' } })).toBeNull();
});

test('a leg the desk has begun itself is known by its channel and, as soon as its INVITE is here, by its dialog', () => {
  const desk = of({}, { supervisor: true, ari: true });
  const channel = 'offhook-leg-1' as Uniqueid;
  const dialog = 'a@pbx' as SipCallId;
  const listened = { how: 'barge', extension: '1002', takesDigits: false } as const;
  const told = desk.begins({ ...listened, channel });
  const call = { direction: 'in', party: { name: '', number: '1002' } } as const;
  expect(desk.of({ ...call, channels: [channel] })).toEqual(listened);
  expect(desk.of({ ...call, dialog })).toBeNull();
  told(dialog);
  expect(desk.of({ ...call, dialog })).toEqual(listened);
  // Who calls from there is somebody.
  expect(desk.of({ ...call, dialog: 'b@pbx' as SipCallId, channels: ['1.2' as Uniqueid] })).toBeNull();
});
