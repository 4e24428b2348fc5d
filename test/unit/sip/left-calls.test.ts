import { afterEach, describe, expect, test } from 'vitest';
import type { JournalledCall } from '../../../main/sip/dialog-journal.ts';
import type { MediaState } from '../../../main/sip/media-port.ts';
import type { SipCallId } from '../../../main/sip/phone.ts';
import { voiceCodec } from '../../../main/sip/sdp.ts';
import type { FoundLeg, LegOf } from '../../../main/sip/sip-phone-options.ts';
import { MemoryJournal } from '../../support/memory-journal.ts';
import { ScriptedBench } from './scripted-pbx.ts';

const left: Extract<JournalledCall, { phase: 'talking' }> = {
  ...{
    phase: 'talking',
    call: 'a@pbx',
    carriers: ['a@pbx'],
    direction: 'in',
    media: null,
    startedAt: 1,
    answeredAt: 2,
  },
  ...{ remote: { name: 'Ann', user: '15551230001' }, local: { user: '1001' } },
  ...{ held: false, heldByRemote: false, muted: false, codec: null },
  wire: {
    ...{ callId: 'a@pbx', localTag: 'l', remoteTag: 'r', localUri: 'sip:1001@pbx.example' },
    ...{ remoteUri: 'sip:15551230001@pbx.example', remoteTarget: 'sip:pbx@192.0.2.1;transport=ws' },
    ...{ routes: [], sequence: 1 },
  },
};

let bench: ScriptedBench | null = null;
afterEach(() => bench?.phone.dispose());

/** A phone that finds that call in its journal, connected, with what the other road tells of the leg. */
const found = (legOf: LegOf, call: JournalledCall = left): Promise<ScriptedBench> => {
  bench = new ScriptedBench((text) => text, { journal: new MemoryJournal([call]), legOf });
  return bench.up();
};
const invites = ({ transport }: ScriptedBench) => transport.sent.filter(({ what }) => what === 'INVITE');

test('a call whose leg is gone is over at once, and nobody’s place is taken', async () => {
  const phone = await found((call, [carrier]) => Promise.resolve({ kind: call === carrier ? 'gone' : 'unknown' }));
  expect(phone.last).toMatchObject({ phase: 'ended', end: { by: 'them', how: 'gone-meanwhile' } });
  expect(invites(phone)).toEqual([]);
});

const alive = { kind: 'alive', carrier: left.call as SipCallId, tags: { localTag: 'l', remoteTag: 'r' } } as const;

test.each([alive, { kind: 'unknown' } as const])('a call whose leg is $kind is taken up in its place', async (told) => {
  const phone = await found(() => Promise.resolve(told));
  expect(invites(phone)[0]?.get('replaces')).toBe('a@pbx;to-tag=r;from-tag=l');
});

describe('a call of which nobody heard whether another leg took its place', () => {
  const carriers = ['a@pbx', 'b@desk'];
  const tags = { localTag: 'mine', remoteTag: 'theirs' };
  const stray = { kind: 'alive', carrier: 'b@desk' as SipCallId, tags } as const;
  const replaced = (phone: ScriptedBench) => invites(phone).map((invite) => invite.get('replaces'));

  test('is taken up in the leg that it has now', async () => {
    const phone = await found(() => Promise.resolve(stray), { ...left, carriers });
    expect(replaced(phone)).toEqual(['b@desk;to-tag=theirs;from-tag=mine']);
  });

  test('is looked for until somebody can tell, before its place is taken', async () => {
    let told: FoundLeg = { kind: 'unknown' };
    const phone = await found(() => Promise.resolve(told), { ...left, carriers });
    expect(replaced(phone)).toEqual([]);
    told = stray;
    await phone.clock.advance(1_000);
    expect(replaced(phone)).toEqual(['b@desk;to-tag=theirs;from-tag=mine']);
  });

  test('is taken up where it was known last when nobody can tell for seconds', async () => {
    const phone = await found(() => Promise.resolve({ kind: 'unknown' }), { ...left, carriers });
    await phone.clock.advance(4_000);
    expect(replaced(phone)).toEqual([]);
    await phone.clock.advance(1_000);
    expect(replaced(phone)).toEqual(['a@pbx;to-tag=r;from-tag=l']);
  });

  test('is closed in both when it was hung up, as soon as that is told', async () => {
    let told: FoundLeg = { kind: 'unknown' };
    const { media: _media, ...rest } = left;
    const phone = await found(() => Promise.resolve(told), { ...rest, carriers, phase: 'leaving' });
    const byes = () => phone.transport.sent.filter(({ what }) => what === 'BYE').map((bye) => bye.get('call-id'));
    expect(byes()).toEqual(['a@pbx']);
    told = stray;
    await phone.clock.advance(1_000);
    expect(byes()).toEqual(['a@pbx', 'b@desk']);
    await phone.clock.advance(5_000);
    expect(byes()).toHaveLength(2);
  });
});

test.each([
  ['opus', 'pcmu'],
  ['pcmu', 'opus'],
  [null, 'opus'],
])('a call that spoke %s is taken up by %s: a PBX that transcodes it has to begin anew', async (codec, offered) => {
  bench = new ScriptedBench((text) => text, { journal: new MemoryJournal([{ ...left, codec }]) });
  const phone = await bench.up();
  expect(voiceCodec(invites(phone)[0]?.body ?? '')).toBe(offered);
});

test('a PBX that takes no other codec is offered all of them, once', async () => {
  bench = new ScriptedBench((text) => text, { journal: new MemoryJournal([{ ...left, codec: 'opus' }]) });
  bench.transport.scripts.set('INVITE', ({ body }) =>
    voiceCodec(body) === 'opus' ? '200 OK' : '488 Not Acceptable Here',
  );
  const phone = await bench.up();
  await phone.clock.advance(0);
  expect(invites(phone).map(({ body }) => voiceCodec(body))).toEqual(['pcmu', 'opus']);
  expect(phone.last).toMatchObject({ phase: 'established' });
});

test('a road that does not answer delays a caller by less than a third of a second', async () => {
  const phone = await found(() => new Promise(() => undefined));
  expect(invites(phone)).toEqual([]);
  await phone.clock.advance(300);
  expect(invites(phone)).toHaveLength(1);
});

/** The same with a page that holds its audio and comes back once the line is up. */
const claimed = async (state: MediaState, answer: string): Promise<ScriptedBench> => {
  bench = new ScriptedBench((text) => text, { journal: new MemoryJournal([{ ...left, media: 'audio' }]) });
  bench.transport.scripts.set('INVITE', () => answer);
  const phone = await bench.up();
  expect(invites(phone)).toEqual([]);
  phone.media.lost.delete('audio');
  phone.media.tell(state, 'audio');
  await phone.clock.advance(0);
  return phone;
};

test.each(['connected', 'disconnected', 'connecting', 'failed'] as const)(
  'a page comes back with audio that is %s, and the caller hung up meanwhile: that is told at once',
  async (state) => {
    const phone = await claimed(state, '481 Call/Transaction Does Not Exist');
    expect(invites(phone)).toHaveLength(1);
    expect(phone.last).toMatchObject({ phase: 'ended', end: { by: 'them', how: 'gone-meanwhile', status: 481 } });
  },
);

test.each([
  ['connected', 'offer sendrecv'],
  ['disconnected', 'offer sendrecv restart'],
  ['connecting', 'offer sendrecv'],
  ['failed', 'offer sendrecv restart'],
] as const)('a page comes back with audio that is %s: the PBX hears once where it is', async (state, offer) => {
  const phone = await claimed(state, '200 OK');
  await phone.clock.advance(0);
  expect(invites(phone)).toHaveLength(1);
  expect(invites(phone)[0]?.get('replaces')).toBe('');
  expect(phone.media.log('audio')).toEqual([offer, 'accept answer']);
  expect(phone.last).toMatchObject({ phase: 'established' });
});

test('a PBX that waits for an ACK of the Offhook before refuses all in its dialog: another dialog takes its place at once', async () => {
  bench = new ScriptedBench((text) => text, { journal: new MemoryJournal([{ ...left, media: 'audio' }]) });
  bench.transport.scripts.set('INVITE', (invite) => (invite.get('replaces') === '' ? '500 Server Error' : '200 OK'));
  const phone = await bench.up();
  phone.media.lost.delete('audio');
  phone.media.tell('connected', 'audio');
  await phone.clock.advance(0);
  await phone.clock.advance(0);
  expect(invites(phone).map((invite) => invite.get('replaces'))).toEqual(['', 'a@pbx;to-tag=r;from-tag=l']);
  expect(phone.last).toMatchObject({ phase: 'established', carriers: ['a@pbx', expect.any(String)] });
});

test('a call that begins to ring is told before it is written down, and written down before anything is done about it', async () => {
  const journal = new MemoryJournal();
  bench = await new ScriptedBench((text) => text, { journal }).up();
  const noted: number[] = [];
  bench.phone.onDidChangeDialog(() => noted.push(journal.now.length));
  const { callId } = await bench.ring();
  expect(noted).toEqual([0]);
  expect(journal.now).toMatchObject([{ call: callId, phase: 'ringing' }]);
});

test('a phone that is given up as a call begins to ring leaves the journal as it stands', async () => {
  const journal = new MemoryJournal();
  const ringing = await new ScriptedBench((text) => text, { journal }).up();
  ringing.phone.onDidChangeDialog(() => ringing.phone.dispose());
  await ringing.ring();
  expect(journal.now).toEqual([]);
});
