import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DeskModel } from '../../../main/app/desk-model.ts';
import { Hush } from '../../../main/base/hush.ts';
import { settingsSchema } from '../../../main/settings/schema.ts';
import { type DeskView, deskView } from '../../../preload/contract/views.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { alice, answered, arrival, channel, dialBegin, ended, hangup, seen, stranger } from '../calls/facts.ts';
import { noSurroundings } from './no-surroundings.ts';

const settings = settingsSchema.parse({
  agent: { name: 'Ines Varga', extension: '1014' },
  sip: { url: 'wss://pbx.example/ws', username: '1014' },
  ami: { host: 'pbx.example', username: 'agent1014' },
});

let clock: FakeClock;
let model: DeskModel;
let views: DeskView[];
beforeEach(() => {
  clock = new FakeClock(0);
  model = new DeskModel({ settings, clock, rehearsals: [], surroundings: noSurroundings() });
  views = [];
  model.onDidChangeView((view) => views.push(view));
  model.setLink('sip', { state: 'up', since: 0 });
  model.setAudio({ served: true, microphone: 'ready' });
});
afterEach(() => {
  model.dispose();
  expect(clock.pending).toBe(0);
});

const settled = async (): Promise<DeskView> => {
  await clock.advance(0);
  return model.view;
};

describe('the view', () => {
  test('always is what the contract says', async () => {
    model.apply(seen('a', 0));
    model.apply(answered('a', 2));
    model.apply({
      kind: 'audio-quality',
      at: 3000,
      dialog: 'a@pbx' as never,
      delayMs: 18,
      lossPercent: 0.2,
      jitterMs: 2,
    });
    model.apply(ended('a', 9));
    await settled();
    for (const view of views) expect(deskView.parse(view)).toEqual(view);
  });

  test('says why somebody is on hold where something was refused, for as long as they are', async () => {
    for (const fact of [seen('a', 0), answered('a', 2), answered('a', 3, { held: true })]) model.apply(fact);
    await clock.advance(4_000);
    const [{ id, operation } = { id: '' as never, operation: null }] = model.view.calls;
    expect(operation).toBeNull();
    const cancelling = model.operations.started(id as never, 'cancelConsult');
    model.operations.ended(id as never, cancelling, { outcome: 'refused', reason: 'offline', detail: null });
    await clock.advance(60_000);
    expect((await settled()).calls).toMatchObject([{ phase: 'held', operation: { reason: 'offline' } }]);
    model.apply(answered('a', 65));
    expect((await settled()).calls).toMatchObject([{ phase: 'active', operation: null }]);
    model.apply(answered('a', 66, { held: true }));
    expect((await settled()).calls).toMatchObject([{ phase: 'held', operation: null }]);
  });

  test('stays as it is at a forged hangup, which is told to whoever keeps the log', async () => {
    model.dispose();
    model = new DeskModel({ settings, endpoints: [alice], clock, rehearsals: [], surroundings: noSurroundings() });
    const told: string[] = [];
    const named = arrival('leg', 1, { source: 'ari', dialog: 'a@pbx' as never });
    model.onDidDiagnose(({ kind }) => told.push(kind));
    for (const fact of [stranger('ann', 1), dialBegin('ann', 'leg', 1), arrival('leg', 1)]) model.apply(fact);
    for (const fact of [seen('a', 1), named, answered('a', 3)]) model.apply(fact);
    const before = (await settled()).calls;
    model.apply(hangup('leg', 9));
    expect((await settled()).calls).toEqual(before);
    const lives = {
      kind: 'answer',
      source: 'ari',
      at: 9_250,
      since: 9_240,
      channel: channel('leg'),
      found: { ...named, at: 9_000 },
    } as const;
    model.apply(lives);
    expect((await settled()).calls).toEqual(before);
    expect(told).toEqual(['hangup-refused']);
  });

  test('is made once for a burst of facts, with a growing revision', async () => {
    await settled();
    views = [];
    model.apply(seen('a', 0));
    model.apply(answered('a', 2));
    model.apply(answered('a', 3, { muted: true }));
    await settled();
    expect(views).toHaveLength(1);
    model.apply(ended('a', 9));
    await settled();
    expect(views.map((view) => view.revision)).toEqual([views[0]?.revision, (views[0]?.revision ?? 0) + 1]);
  });

  test('of whoever rings comes at once, and what more is told of them when it has been drawn', async () => {
    model.dispose();
    const hush = new Hush(clock);
    model = new DeskModel({ settings, clock, hush, rehearsals: [], surroundings: noSurroundings() });
    model.onDidChangeView((view) => views.push(view));
    await settled();
    views = [];
    model.apply(seen('a', 0));
    await settled();
    expect(views.map(({ calls }) => calls.map(({ phase }) => phase))).toEqual([['ringing']]);
    expect(hush.on).toBe(true);
    model.setAudio({ served: true, microphone: 'ready' });
    await clock.advance(39);
    expect(views).toHaveLength(1);
    await clock.advance(1);
    expect(views.map(({ audio }) => audio.microphone)).toEqual(['unknown', 'ready']);
    // Who goes on ringing does not begin to.
    model.apply(seen('a', 0, { remote: { name: 'Bea', user: '1' } }));
    expect(hush.on).toBe(false);
  });

  test('does not wait where a person wants something meanwhile', async () => {
    model.dispose();
    const hush = new Hush(clock);
    model = new DeskModel({ settings, clock, hush, rehearsals: [], surroundings: noSurroundings() });
    await settled();
    model.apply(seen('a', 0));
    await settled();
    model.apply(ended('a', 9));
    await settled();
    expect(model.view.calls).toMatchObject([{ phase: 'ringing' }]);
    hush.end();
    expect(model.view.calls).toMatchObject([{ phase: 'ended' }]);
  });

  test('shows the caller as a person reads them', async () => {
    model.apply(seen('a', 0));
    expect((await settled()).calls[0]).toMatchObject({
      party: { name: 'Tomas Achterberg', number: { display: '+44 20 7946 0137' } },
      can: ['answer', 'silence', 'decline'],
    });
  });

  test('does not call a number a name', async () => {
    model.apply(seen('a', 0, { remote: { name: '1002', user: '1002' } }));
    model.apply(seen('b', 0, { remote: { name: 'Anonymous', user: 'anonymous' } }));
    expect((await settled()).calls.map((call) => call.party.name)).toEqual([null, null]);
  });

  test('carries hostile names as text, bounded and on one line', async () => {
    model.apply(seen('a', 0, { remote: { name: `<b>\r\nEvent: Hangup\u202e${'x'.repeat(900)}`, user: '1' } }));
    const name = (await settled()).calls[0]?.party.name ?? '';
    expect(name.startsWith('<b> Event: Hangup')).toBe(true);
    expect(name).toHaveLength(120);
  });

  test('says what the agent is doing', async () => {
    expect((await settled()).agent).toMatchObject({ name: 'Ines Varga', extension: '1014', state: 'ready' });
    model.apply(seen('a', 0));
    expect((await settled()).agent.state).toBe('ringing');
    model.apply(answered('a', 2));
    expect((await settled()).agent.state).toBe('on-call');
    model.apply(ended('a', 9));
    model.setLink('sip', {
      state: 'down',
      since: 9000,
      failure: { kind: 'closed', target: 'pbx', detail: '' },
      retryAt: null,
    });
    expect((await settled()).agent).toMatchObject({ state: 'offline', since: 9000 });
  });

  test('tells links that are not configured from links that are down', async () => {
    expect((await settled()).links).toMatchObject({ ami: { state: 'connecting' }, ari: { state: 'off' } });
  });

  test('keeps one row of today for each finished call', async () => {
    model.apply(seen('a', 0));
    model.apply(answered('a', 2));
    model.apply(ended('a', 64));
    model.apply(ended('a', 65));
    const { today } = await settled();
    expect(today).toMatchObject([{ reason: 'they-hung-up', talkSeconds: 62, direction: 'in' }]);
    expect(today).toHaveLength(1);
  });

  test('lets an ended card go by itself while its row stays', async () => {
    model.apply(seen('a', 0));
    model.apply(ended('a', 1));
    await clock.advance(40_000);
    expect(model.view).toMatchObject({ calls: [], today: [{ reason: 'they-hung-up' }] });
  });
});

describe('the mailbox', () => {
  test('is unknown until somebody tells, and unknown again when nobody can', async () => {
    expect((await settled()).voicemail).toBeNull();
    model.applyMailbox({ kind: 'mailbox', source: 'sip', at: 1, new: 3, old: 12 });
    expect((await settled()).voicemail).toEqual({ new: 3, old: 12, urgent: null });
    model.applyMailbox({ kind: 'mailbox', source: 'ami', at: 2, new: 3, old: 12, urgent: 1 });
    expect((await settled()).voicemail).toEqual({ new: 3, old: 12, urgent: 1 });
    model.applyMailbox({ kind: 'mailbox-lost', source: 'ami', at: 3 });
    model.applyMailbox({ kind: 'mailbox-lost', source: 'sip', at: 3 });
    expect((await settled()).voicemail).toBeNull();
  });
});

describe('whether a queue rings here', () => {
  const summary = (name: string, mine: object | null) => ({
    ...{ name, waiting: 0, longestSince: null, served: null, mine },
    agents: { free: 0, ringing: 0, busy: 0, paused: 0, away: 0 },
  });
  const ringIn = async (names: readonly string[], summaries: readonly object[] | null) => {
    const queues = { lack: null, reasons: [], backAt: null, wrapUpUntil: null, queues: summaries } as never;
    const mine = new DeskModel({
      settings: { ...settings, queues: { ...settings.queues, names: [...names] } },
      ...{ clock, rehearsals: [], surroundings: noSurroundings() },
      queues: { view: queues, onDidChange: () => ({ dispose: () => undefined }) },
    });
    mine.setLink('sip', { state: 'up', since: 0 });
    mine.setAudio({ served: true, microphone: 'ready' });
    await clock.advance(0);
    const { ring } = mine.view;
    mine.dispose();
    return ring;
  };
  const member = { dynamic: true, penalty: 0, pause: null };

  test('is told of those the settings name, while I am signed in to none of them', async () => {
    const out = { rings: 'not-from-queues', why: 'signed-out', queues: ['sales', 'support'] };
    expect(await ringIn(['sales', 'support'], [summary('sales', null), summary('support', null)])).toEqual(out);
    expect(await ringIn(['sales'], [summary('sales', member), summary('support', null)])).toEqual({ rings: 'yes' });
  });

  test('is not concluded where none is named, or nobody tells of queues', async () => {
    expect(await ringIn([], [summary('support', null)])).toEqual({ rings: 'yes' });
    expect(await ringIn(['support'], null)).toEqual({ rings: 'yes' });
  });
});
