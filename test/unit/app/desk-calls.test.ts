import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DeskModel } from '../../../main/app/desk-model.ts';
import { askQuestions, type Told } from '../../../main/app/question-asker.ts';
import type { CallKey } from '../../../main/calls/call.ts';
import type { PbxFact } from '../../../main/facts/fact.ts';
import { settingsSchema } from '../../../main/settings/schema.ts';
import { ledgerLine } from '../../../preload/contract/ledger.ts';
import { deskView } from '../../../preload/contract/views.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import {
  alice,
  arrival,
  dialBegin,
  dialEnd,
  dialog,
  ended,
  hangup,
  leave,
  queueOffer,
  seen,
  stranger,
} from '../calls/facts.ts';
import { noSurroundings } from './no-surroundings.ts';

const settings = settingsSchema.parse({
  agent: { name: 'Alice', extension: '1001' },
  sip: { url: 'wss://pbx.example/ws', username: '1001' },
  ami: { host: 'pbx.example', username: 'agent1001' },
});

let clock: FakeClock;
let model: DeskModel;
const disposables: { dispose(): void }[] = [];
beforeEach(() => {
  clock = new FakeClock(0);
  model = new DeskModel({
    settings,
    endpoints: [alice, 'PJSIP/2001'],
    clock,
    rehearsals: [],
    surroundings: noSurroundings(),
  });
  model.setLink('ami', { state: 'up', since: 0 });
});
afterEach(() => {
  for (const each of disposables.splice(0)) each.dispose();
  model.dispose();
});

const shown = async () => {
  await clock.advance(0);
  expect(deskView.parse(model.view)).toEqual(model.view);
  return model.view;
};
const rings = (leg = 'leg', change = {}): readonly PbxFact[] => [
  dialBegin('ann', leg, 1),
  stranger('ann', 1),
  arrival(leg, 1, change),
];

describe('a call on my other phone', () => {
  const desk = { name: 'PJSIP/2001-00000007', endpoint: 'PJSIP/2001' };

  test('is shown, and nothing is offered that cannot be done from here', async () => {
    model.applyEvent(rings('leg', desk));
    expect((await shown()).calls).toMatchObject([{ phase: 'ringing', device: 'other-phone', can: ['silence'] }]);
    model.applyEvent([arrival('leg', 2, { ...desk, state: 'up' })]);
    expect((await shown()).calls).toMatchObject([
      { phase: 'active', device: 'other-phone', can: [], audio: 'flowing' },
    ]);
  });

  test('leaves its row in today, with what is learnt of its end afterwards', async () => {
    model.applyEvent(rings('leg', desk));
    model.applyEvent([hangup('leg', 3)]);
    expect((await shown()).today).toMatchObject([{ reason: 'they-gave-up' }]);
    model.applyEvent([dialEnd('ann', 'leg', 3, 'NOANSWER')]);
    expect((await shown()).today).toMatchObject([{ reason: 'no-answer' }]);
  });

  test('that rings again keeps one row', async () => {
    model.applyEvent(rings('leg', desk));
    model.applyEvent([hangup('leg', 3)]);
    model.applyEvent(rings('leg2', desk));
    model.applyEvent([hangup('leg2', 9)]);
    expect((await shown()).today).toHaveLength(1);
    expect(model.view.calls).toMatchObject([{ phase: 'ended', earlierVisits: 1 }]);
  });
});

test('who else rings is told by name and number', async () => {
  const bob = stranger('bob', 1, {
    name: 'PJSIP/1002-00000009',
    endpoint: 'PJSIP/1002',
    role: 'callee',
    state: 'ringing',
  });
  model.applyEvent([...rings(), dialBegin('ann', 'bob', 1), { ...bob, caller: { name: 'Bob', number: '1002' } }]);
  expect((await shown()).calls).toMatchObject([{ alsoRinging: ['Bob 1002'] }]);
});

test('the ledger says why, as the contract has it', async () => {
  model.applyEvent([queueOffer('ann', 'leg', 1), ...rings()]);
  model.apply(seen('a', 1));
  model.apply(ended('a', 4, { how: 'answered-elsewhere' }));
  await shown();
  const lines = model.ledger('call-1' as CallKey);
  expect(lines.map((line) => ledgerLine.parse(line))).toEqual(lines);
  expect(lines.map((line) => line.entry.kind)).toEqual(
    expect.arrayContaining(['seen', 'joined', 'origin', 'popped', 'ended', 'pop-closed']),
  );
  expect(model.ledger('call-9' as CallKey)).toEqual([]);
});

describe('a question of the model', () => {
  const asking = (told: Told) => {
    const asked: string[] = [];
    const ask = (id: string) => {
      asked.push(id);
      return Promise.resolve(told);
    };
    disposables.push(askQuestions({ source: 'ami', model, clock, ask }));
    return asked;
  };

  test('about a new channel is asked at once', async () => {
    const asked = asking(arrival('leg', 1, { dialog: dialog('a') }));
    model.applyEvent(rings());
    await clock.advance(0);
    expect(asked).toEqual(['leg']);
    model.apply(seen('a', 1));
    expect((await shown()).calls).toMatchObject([{ phase: 'ringing' }]);
    expect(model.calls.pbx.asks.size).toBe(0);
  });

  test('is asked a quarter second later, once, and its answer is believed', async () => {
    const asked = asking('gone');
    model.applyEvent(rings());
    model.applyEvent([leave('leg', 'b1', 1), leave('leg', 'b2', 1)]);
    await clock.advance(200);
    expect(asked).toEqual([]);
    await clock.advance(100);
    expect(asked).toEqual(['leg']);
    expect((await shown()).calls).toMatchObject([{ phase: 'ended' }]);
    expect(model.calls.pbx.asks.size).toBe(0);
  });

  test('is dropped when it settled itself', async () => {
    const asked = asking('gone');
    model.applyEvent(rings());
    model.applyEvent([hangup('leg', 1)]);
    await clock.advance(500);
    expect(asked).toEqual([]);
  });

  test('goes with the desk', async () => {
    const asked = asking('gone');
    const idle = clock.pending;
    model.applyEvent(rings());
    expect(clock.pending).toBe(idle + 1);
    for (const each of disposables.splice(0)) each.dispose();
    expect(clock.pending).toBe(idle);
    await clock.advance(500);
    expect(asked).toEqual([]);
  });

  test('that cannot be asked leaves all as it is', async () => {
    asking('unknown');
    model.applyEvent(rings());
    await clock.advance(500);
    expect((await shown()).calls).toMatchObject([{ phase: 'ringing' }]);
    expect(model.calls.pbx.asks.size).toBe(0);
  });
});

test('two cards that turn out to be one call leave one row', async () => {
  const desk = { name: 'PJSIP/2001-00000007', endpoint: 'PJSIP/2001' };
  // Seen as two, since nobody was known to ring the second phone; both are over when it is told.
  model.applyEvent(rings());
  model.applyEvent([arrival('leg2', 1, { ...desk, linkedid: 'other', state: 'up' })]);
  model.applyEvent([hangup('leg', 3)]);
  model.applyEvent([hangup('leg2', 4)]);
  expect((await shown()).today).toHaveLength(2);
  model.applyEvent([dialBegin('ann', 'leg2', 4)]);
  expect((await shown()).today).toHaveLength(1);
});

test('rows of today outlive what the model remembers', async () => {
  for (let n = 0; n < 120; n += 1) {
    model.applyEvent([dialBegin(`c${n}`, `l${n}`, n), stranger(`c${n}`, n), arrival(`l${n}`, n)]);
    model.applyEvent([hangup(`l${n}`, n)]);
    model.apply({ kind: 'tick', at: n * 1000 + 100_000 });
  }
  const { today, todayCount } = await shown();
  expect([today.length, todayCount]).toEqual([30, 120]);
  expect(model.calls.shelf.length).toBeLessThanOrEqual(100);
  expect(model.calls.ledger.size).toBe(model.calls.shelf.length + model.calls.records.size);
});
