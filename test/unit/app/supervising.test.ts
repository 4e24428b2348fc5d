import { describe, expect, test } from 'vitest';
import { Listening } from '../../../main/app/agent/listening.ts';
import { OwnLegs } from '../../../main/app/agent/own-legs.ts';
import { Supervising } from '../../../main/app/agent/supervising.ts';
import { confirmed, refused } from '../../../main/app/refusals.ts';
import type { AriClient } from '../../../main/ari/client.ts';
import { type AriEvent, decodeEvent } from '../../../main/ari/event.ts';
import { Emitter } from '../../../main/base/emitter.ts';
import type { SipCallId } from '../../../main/base/ids.ts';
import { createLogger } from '../../../main/base/log.ts';
import { failed, success } from '../../../main/base/result.ts';
import type { LinkState } from '../../../main/net/link-failure.ts';
import { settingsSchema } from '../../../main/settings/schema.ts';
import type { SipDialog } from '../../../main/sip/phone.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakePhone } from './fake-phone.ts';

const channelOf = (id: string, name: string, state = 'Up') => ({
  ...{
    id,
    name,
    state,
    protocol_id: '',
    accountcode: '',
    creationtime: '2026-03-04T10:42:00.000+0000',
    language: 'en',
  },
  ...{ caller: { name: '', number: '' }, connected: { name: '', number: '' } },
  dialplan: { context: 'from-internal', exten: '', priority: 1, app_name: '', app_data: '' },
});
const dialog = (phase: 'incoming' | 'established', callId: string) =>
  ({ phase, callId: callId as SipCallId }) as SipDialog;
const invite = (word: string, callId: string, more = '') =>
  `INVITE sip:x@192.0.2.1 SIP/2.0\r\nCall-ID: ${callId}\r\nTo: <sip:1014@pbx>${more}\r\nX-Offhook-Leg: ${word}\r\n\r\n`;

/** A supervisor's desk with ARI, where 1002 talks, and a PBX that does as it is told. */
function desk(refuse: readonly string[] = []) {
  const clock = new FakeClock(0);
  const phone = new FakePhone();
  const legs = new OwnLegs(clock);
  const events = new Emitter<AriEvent>();
  const links = new Emitter<LinkState>();
  const asked: string[] = [];
  const words: string[] = [];
  const there = new Set<string>();
  const tell = (type: string, id: string, name = 'x') => {
    const decoded = decodeEvent(
      JSON.stringify({
        type,
        application: 'offhook-1014',
        timestamp: '2026-03-04T10:42:00.000+0000',
        args: [],
        channel: channelOf(id, name),
        cause: 16,
        cause_txt: '',
      }),
    );
    if (decoded.kind !== 'event') throw new Error(`${type} does not decode: ${JSON.stringify(decoded)}`);
    events.emit(decoded.event);
  };
  const ask = (name: string, given: Readonly<Partial<Record<'snoopId' | 'channelId' | 'bridgeId', string>>>) => {
    const id = given.snoopId ?? given.channelId ?? given.bridgeId ?? '';
    asked.push(`${name} ${id}`.replaceAll(/-[0-9a-f]{8}\b/g, ''));
    if (refuse.includes(name))
      return Promise.resolve(failed({ kind: 'server-error', status: 500, message: 'Allocation failed' }));
    if (name.startsWith('DELETE')) there.delete(id);
    else there.add(id);
    if (name === 'POST /channels') {
      const { json } = given as unknown as { json: { variables: Record<string, string> } };
      words.push(...Object.values(json.variables));
      legs.received(invite(words.at(-1) ?? '', 'leg@pbx'));
      phone.dialogs.emit(dialog('incoming', 'leg@pbx'));
      queueMicrotask(() => tell('StasisStart', id));
    }
    if (name.includes('/snoop/')) queueMicrotask(() => tell('StasisStart', id));
    return Promise.resolve(success(channelOf(id, 'x')));
  };
  const channels = [{ id: '7.1', name: 'PJSIP/1002-0000002a', state: 'Up' }];
  const bridges: { readonly id: string }[] = [];
  const ari = {
    ...{
      app: 'offhook-1014',
      link: { state: 'up', since: 0 },
      ask,
      onEvent: events.event,
      onDidChangeLink: links.event,
    },
    channels: () => Promise.resolve(success(channels)),
    bridges: () => Promise.resolve(success(bridges)),
  } as unknown as AriClient;
  const settings = settingsSchema.parse({
    agent: { name: 'Ines', extension: '1014', supervisor: true },
    sip: { url: 'wss://pbx.example/ws', username: '1014' },
  });
  const listening = new Listening({ settings, rights: { missing: () => 'no-ami' }, ari });
  const log = createLogger(
    () => undefined,
    () => 0,
  );
  const supervising = new Supervising({
    ...{ listening, legs, phone, ami: null, ari, endpoint: 'PJSIP/1014', clock, log },
    devicesAt: (extension) => [`PJSIP/${extension}`],
    means: () => ({ online: true, audio: true }),
    isFree: () => true,
    dial: () => Promise.resolve(refused('internal')),
  });
  return { supervising, phone, legs, asked, words, there, tell, channels, bridges, links, listening, clock };
}

describe('a supervisor by ARI', () => {
  test('has their phone called and answered by itself, and bridged with a snoop; with my leg all of it goes', async () => {
    const { supervising, phone, asked, there, tell, listening } = desk();
    expect(await supervising.listenTo({ dials: '1002', how: 'whisper' })).toEqual(confirmed);
    expect(phone.asked).toEqual(['answer leg@pbx']);
    expect(asked).toEqual([
      'POST /channels offhook-1014-leg',
      'POST /channels/{channelId}/snoop/{snoopId} offhook-1014-snoop',
      'POST /bridges/{bridgeId} offhook-1014-bridge',
      'POST /bridges/{bridgeId}/addChannel offhook-1014-bridge',
    ]);
    const call = { direction: 'in', party: { name: '', number: '1002' } } as const;
    expect(listening.of({ ...call, dialog: 'leg@pbx' as SipCallId })).toMatchObject({
      how: 'whisper',
      extension: '1002',
    });
    const [leg = ''] = there;
    tell('ChannelHold', leg);
    tell('ChannelUnhold', leg);
    expect(asked.slice(4)).toEqual([
      'POST /bridges/{bridgeId}/removeChannel offhook-1014-bridge',
      'POST /bridges/{bridgeId}/addChannel offhook-1014-bridge',
    ]);
    tell('ChannelDestroyed', leg);
    await expect.poll(() => [...there]).toEqual([]);
    supervising.dispose();
  });

  test('may begin the next at once: what is told late of the one before still takes that away, and that alone', async () => {
    const { supervising, there, tell } = desk();
    await supervising.listenTo({ dials: '1002', how: 'listen' });
    const [leg = ''] = there;
    const before = [...there];
    expect(await supervising.listenTo({ dials: '1002', how: 'barge' })).toEqual(confirmed);
    tell('StasisEnd', leg);
    await expect.poll(() => [...there].filter((each) => before.includes(each))).toEqual([]);
    expect(there.size).toBe(3);
    await supervising.stop();
    expect([...there]).toEqual([]);
  });

  test('is told that nobody talks there, and nobody’s phone is called', async () => {
    const { supervising, asked } = desk();
    expect(await supervising.listenTo({ dials: '1003', how: 'listen' })).toEqual(refused('nobody-talks'));
    expect(asked).toEqual([]);
  });

  test('whose phone the PBX has lost registers anew, and is told where that does not help', async () => {
    const { supervising, phone, asked, there } = desk(['POST /channels']);
    expect(await supervising.listenTo({ dials: '1002', how: 'listen' })).toEqual(refused('own-phone-lost'));
    expect(phone.asked).toEqual(['registerAgain']);
    expect(asked.slice(0, 2)).toEqual(['POST /channels offhook-1014-leg', 'POST /channels offhook-1014-leg']);
    expect([...there]).toEqual([]);
  });

  test.each([
    'POST /channels/{channelId}/snoop/{snoopId}',
    'POST /bridges/{bridgeId}',
    'POST /bridges/{bridgeId}/addChannel',
  ])('is told why where the PBX refuses %s, and nothing is left of it', async (refusal) => {
    const { supervising, there } = desk([refusal]);
    expect(await supervising.listenTo({ dials: '1002', how: 'listen' })).toEqual(
      refused('rejected-by-pbx', 'Allocation failed'),
    );
    expect([...there]).toEqual([]);
    // And may try again.
    expect(await supervising.listenTo({ dials: '1003', how: 'listen' })).toEqual(refused('nobody-talks'));
  });

  test('finds what a crash has left when ARI is there again, and takes that away alone', async () => {
    const { asked, channels, bridges, links } = desk();
    channels.push({ id: 'offhook-1014-snoop-1', name: 'Snoop/7.1-00000001', state: 'Up' });
    bridges.push({ id: 'offhook-1014-bridge-1' }, { id: 'offhook-1015-bridge-1' }, { id: 'b1' });
    links.emit({ state: 'up', since: 0 });
    await expect
      .poll(() => asked)
      .toEqual([
        'DELETE /channels/{channelId} offhook-1014-snoop-1',
        'DELETE /bridges/{bridgeId} offhook-1014-bridge-1',
      ]);
  });
});

describe('an INVITE', () => {
  test('is answered by itself only where its word is awaited: once, and at the beginning of a call', async () => {
    const { supervising, phone, legs, words } = desk();
    legs.received(invite('guessed', 'evil@pbx'));
    phone.dialogs.emit(dialog('incoming', 'evil@pbx'));
    expect(phone.asked).toEqual([]);
    await supervising.listenTo({ dials: '1002', how: 'listen' });
    const [word = ''] = words;
    legs.received(invite(word, 'again@pbx'));
    phone.dialogs.emit(dialog('incoming', 'again@pbx'));
    expect(phone.asked).toEqual(['answer leg@pbx']);
  });

  test('that does not come is no longer awaited; one that cannot be answered is not left ringing', async () => {
    const clock = new FakeClock(0);
    const phone = new FakePhone();
    const legs = new OwnLegs(clock);
    legs.answerBy(phone);
    const late = legs.expect(() => undefined);
    await clock.advance(8_000);
    expect(await late.answered).toEqual(failed({ kind: 'timeout' }));
    legs.received(invite(Object.values(late.variables)[0] ?? '', 'late@pbx'));
    phone.dialogs.emit(dialog('incoming', 'late@pbx'));
    expect(phone.asked).toEqual([]);

    phone.refuse.set('answer mute@pbx', { kind: 'no-media', detail: 'no page' });
    const silent = legs.expect(() => undefined);
    // In the middle of a call it is no leg that begins.
    legs.received(invite(Object.values(silent.variables)[0] ?? '', 'old@pbx', ';tag=1'));
    phone.dialogs.emit(dialog('incoming', 'old@pbx'));
    legs.received(invite(Object.values(silent.variables)[0] ?? '', 'mute@pbx'));
    phone.dialogs.emit(dialog('incoming', 'mute@pbx'));
    expect(await silent.answered).toMatchObject({ failure: { kind: 'no-media' } });
    expect(phone.asked).toEqual(['answer mute@pbx', 'decline mute@pbx']);
  });
});
