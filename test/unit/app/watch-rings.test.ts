import { beforeEach, describe, expect, test } from 'vitest';
import { DeskModel } from '../../../main/app/desk-model.ts';
import { watchRings } from '../../../main/app/watch-rings.ts';
import { callStack } from '../../../main/calls/select-calls.ts';
import { settingsSchema } from '../../../main/settings/schema.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { alice, answered, arrival, dialBegin, dialog, ended, hangup, seen, stranger } from '../calls/facts.ts';
import { FakePhone } from './fake-phone.ts';
import { noSurroundings } from './no-surroundings.ts';

const settings = settingsSchema.parse({
  agent: { name: 'Alice', extension: '1001' },
  sip: { url: 'wss://pbx.example:8089/ws', username: '1001' },
});

let clock: FakeClock;
let model: DeskModel;
let phone: FakePhone;
beforeEach(() => {
  clock = new FakeClock(1000);
  phone = new FakePhone();
  model = new DeskModel({ settings, endpoints: [alice], clock, rehearsals: [], surroundings: noSurroundings() });
  watchRings({ model, phone, clock });
});
const list = (at: number) =>
  model.apply({ kind: 'snapshot', source: 'ami', at: at * 1000, since: at * 1000, channels: [] });
const told = () => phone.asked.filter((what) => what.startsWith('channelGone'));

describe('a call that rings', () => {
  test('whose channel is gone is told to the phone once the PBX has been asked', async () => {
    model.apply(seen('a', 1));
    model.applyEvent([dialBegin('ann', 'leg', 1), stranger('ann', 1), arrival('leg', 1, { dialog: dialog('a') })]);
    await clock.advance(0);
    model.applyEvent([hangup('leg', 2)]);
    await clock.advance(0);
    expect(told()).toEqual([]);
    model.apply({
      kind: 'answer',
      source: 'ami',
      at: 2300,
      since: 2290,
      channel: arrival('leg', 2).channel,
      found: null,
    });
    await clock.advance(1000);
    expect(told()).toContain('channelGone a@pbx');
  });

  test('of which the PBX shows no channel at all is told once its list is there for a while', async () => {
    model.apply(seen('a', 1));
    await clock.advance(10_000);
    expect(told()).toEqual([]);
    list(11);
    await clock.advance(1_000);
    expect(told()).toEqual([]);
    await clock.advance(2_000);
    expect(told()).toContain('channelGone a@pbx');
  });

  test('is left alone when the road that listed the channels is gone', async () => {
    model.apply(seen('a', 1));
    list(1);
    model.apply({ kind: 'source-lost', source: 'ami', at: 1100 });
    await clock.advance(10_000);
    expect(told()).toEqual([]);
  });
});

test('a call that talks is told likewise: whether to believe it is the phone’s to say', async () => {
  model.apply(answered('a', 1));
  model.applyEvent([dialBegin('ann', 'leg', 1), stranger('ann', 1), arrival('leg', 1, { dialog: dialog('a') })]);
  await clock.advance(0);
  expect(told()).toEqual([]);
  model.applyEvent([hangup('leg', 2)]);
  const { channel } = arrival('leg', 2);
  model.apply({ kind: 'answer', source: 'ami', at: 2300, since: 2290, channel, found: null });
  await clock.advance(1000);
  expect(told()).toContain('channelGone a@pbx');
});

test('an INVITE whose channel is gone is told though the queue rings the same call again by another one', async () => {
  const linked = { linkedid: 'ann' };
  const leg = arrival('leg', 1, { dialog: dialog('a'), ...linked });
  model.apply(seen('a', 1));
  model.applyEvent([dialBegin('ann', 'leg', 1), stranger('ann', 1, linked), leg]);
  model.apply(seen('a', 2, { phase: 'answering' }));
  model.apply({ kind: 'source-lost', source: 'ami', at: 10_000 });
  await clock.advance(10_000);
  // The next turn's INVITE is here before the list of all channels, which names no Call-IDs.
  model.apply(seen('b', 24));
  model.apply({ kind: 'source-up', source: 'ami', at: 24_500 });
  const channels = [stranger('ann', 25, linked), arrival('leg2', 25, linked)];
  model.apply({ kind: 'snapshot', source: 'ami', at: 25_000, since: 24_900, channels });
  model.applyEvent([arrival('leg2', 25.1, { dialog: dialog('b'), ...linked })]);
  await clock.advance(1000);
  expect(told()).toEqual([]);
  model.apply({ kind: 'answer', source: 'ami', at: 25_300, since: 25_290, channel: leg.channel, found: null });
  await clock.advance(1000);
  expect(new Set(told())).toEqual(new Set(['channelGone a@pbx']));
  // Told that nobody waits for that answer any more, the phone ends it, and the card is the one that rings now.
  model.apply(ended('a', 26, { how: 'cancelled' }));
  await clock.advance(0);
  expect(model.view.calls).toMatchObject([{ phase: 'ringing' }]);
  expect(callStack(model.calls)).toMatchObject([{ phase: 'ringing', dialog: dialog('b') }]);
});
