import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Kept } from '../../../../main/app/context/kept.ts';
import { DeskModel } from '../../../../main/app/desk-model.ts';
import type { OffhookOptions } from '../../../../main/app/offhook.ts';
import { Emitter } from '../../../../main/base/emitter.ts';
import { createLogger } from '../../../../main/base/log.ts';
import { failed } from '../../../../main/base/result.ts';
import type { Contact } from '../../../../main/directory/contact.ts';
import type { ContactDirectory } from '../../../../main/directory/open-directory.ts';
import { historyStore } from '../../../../main/history/history-store.ts';
import type { History } from '../../../../main/history/open-history.ts';
import { settingsSchema } from '../../../../main/settings/schema.ts';
import { type DeskView, deskView } from '../../../../preload/contract/views.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { answered, ended, seen } from '../../calls/facts.ts';
import { noSurroundings } from '../no-surroundings.ts';

const settings = settingsSchema.parse({
  agent: { name: 'Ines Varga', extension: '1014' },
  sip: { url: 'wss://pbx.example/ws', username: '1014' },
  numbers: { country: 'GB' },
  history: { dispositions: ['Sale'] },
});

const person = (id: number, name: string, company: string, ...numbers: readonly string[]): Contact => ({
  ...{ id, name, company, role: '', email: '', note: '', source: null },
  numbers: numbers.map((raw) => ({ label: 'Mobile', raw, e164: null })),
});

let clock: FakeClock;
let model: DeskModel;
let views: DeskView[];
let people: readonly Contact[];
let answers: (() => void)[];
let changed: Emitter<void>;
let kept: Kept;
let store: ReturnType<typeof historyStore>;

beforeEach(() => {
  [people, answers, views] = [[], [], []];
  clock = new FakeClock(1_000_000);
  changed = new Emitter<void>();
  store = historyStore({ path: ':memory:', now: 0 });
  const directory = {
    onDidChange: changed.event,
    match: () => new Promise<readonly Contact[]>((resolve) => answers.push(() => resolve(people))),
    dispose: () => undefined,
  } as unknown as ContactDirectory;
  const history = {
    store: {
      ask: (name: keyof typeof store, input: unknown) => {
        try {
          return Promise.resolve({ ok: true, value: (store[name] as (input: unknown) => unknown)(input) });
        } catch (error) {
          return Promise.resolve(failed({ kind: 'broken', detail: String(error) }));
        }
      },
    },
    onDidRead: new Emitter<void>().event,
    begins: Promise.resolve(),
    dispose: () => undefined,
  } as unknown as History;
  const surroundings = noSurroundings();
  const log = createLogger(
    () => undefined,
    () => 0,
  );
  const options = { settings, clock, log, folder: null } as unknown as OffhookOptions;
  kept = new Kept(options, { directory, history }, surroundings);
  model = new DeskModel({ settings, clock, rehearsals: [], surroundings, kept });
  model.onDidChangeView((view) => views.push(view));
});
afterEach(() => {
  model.dispose();
  kept.dispose();
  expect(clock.pending).toBe(0);
});

const settled = async (): Promise<DeskView> => {
  await clock.advance(0);
  return model.view;
};
const answer = async (): Promise<DeskView> => {
  for (const each of answers.splice(0)) each();
  await settled();
  return settled();
};
const rows = () => store.list({ text: '', before: null, most: 9 });

test('a call is shown before it is written into the history', async () => {
  const written: number[] = [];
  model.onDidChangeView(() => written.push(rows().length));
  model.apply(seen('in-1', 0));
  await settled();
  expect(written[0]).toBe(0);
  expect(rows()).toHaveLength(1);
});

describe('a caller', () => {
  test('is on the desk before the directory has answered, and known in place when it has', async () => {
    people = [person(1, 'Tomas Achterberg', 'Tarnfield Freight', '+12125550142', '+442079460102')];
    model.apply(seen('a', 0));
    const first = await settled();
    expect(first.calls).toMatchObject([{ phase: 'ringing', context: { looking: true, people: [] } }]);
    const known = await answer();
    expect(known.calls).toMatchObject([
      {
        id: first.calls[0]?.id,
        party: { name: 'Tomas Achterberg' },
        context: { looking: false, people: [{ company: 'Tarnfield Freight' }] },
      },
    ]);
    for (const view of views) expect(deskView.parse(view)).toEqual(view);
  });

  test('whose number several share keeps the name the PBX gave, and all of them are told', async () => {
    model.apply(seen('a', 0));
    const { name } = (await settled()).calls[0]?.party ?? {};
    people = [person(1, 'Anna', 'Acme', '1'), person(2, 'Bo', 'Acme', '1')];
    const known = await answer();
    expect(known.calls[0]?.party.name).toBe(name);
    expect(known.calls[0]?.context?.people.map((each) => each.name)).toEqual(['Anna', 'Bo']);
  });

  test('of a directory that never answers stays a number, and is answered and ended as ever', async () => {
    model.apply(seen('a', 0));
    model.apply(answered('a', 2));
    model.apply(ended('a', 9));
    expect((await settled()).calls).toMatchObject([{ phase: 'ended', context: { looking: true } }]);
  });

  test('is looked up again when the directory changes', async () => {
    model.apply(seen('a', 0));
    await settled();
    expect((await answer()).calls[0]?.context?.people).toEqual([]);
    people = [person(1, '=Anna<b>', 'Acme', '1')];
    changed.emit();
    expect((await answer()).calls[0]?.party.name).toBe('=Anna<b>');
  });
});

describe('the history', () => {
  test('takes a mark for a call that is over, and the card shows it', async () => {
    model.apply(seen('a', 0));
    model.apply(answered('a', 2));
    expect((await settled()).calls[0]?.can).not.toContain('mark');
    model.apply(ended('a', 9));
    const [call] = (await settled()).calls;
    expect(call).toMatchObject({ phase: 'ended', disposition: null });
    expect(call?.can).toEqual(expect.arrayContaining(['note', 'mark']));
    const handlers = kept.handlers(() => model.calls);
    const { row } = handlers.historyRowOf({ call: call?.id ?? ('' as never) });
    await handlers.setDisposition({ row: row ?? '', code: 'Sale' });
    expect((await settled()).calls[0]).toMatchObject({ disposition: 'Sale' });
    expect(rows()).toMatchObject([{ disposition: 'Sale' }]);
  });

  test('has one row of a call from its first sign on, with the contact’s name and how it ended', async () => {
    people = [person(1, 'Tomas Achterberg', 'Tarnfield Freight', '1')];
    model.apply(seen('a', 0));
    await settled();
    expect(rows()).toMatchObject([{ direction: 'in', agent: 'Ines Varga', endedAt: null, reason: null }]);
    await answer();
    model.apply(answered('a', 2));
    model.apply(ended('a', 9));
    await settled();
    expect(rows()).toHaveLength(1);
    expect(rows()).toMatchObject([{ name: 'Tomas Achterberg', company: 'Tarnfield Freight' }]);
    expect(rows()[0]?.endedAt).not.toBeNull();
  });

  test('tells of the calls before, with their notes', async () => {
    model.apply(seen('a', 0));
    await settled();
    await answer();
    const [row] = rows();
    expect(row?.who).toBeTruthy();
    store.put({
      ...(row ?? rows()[0]),
      id: 'old',
      startedAt: 5,
      answeredAt: 6,
      endedAt: 66,
      agent: 'Bea Tanner',
    } as never);
    store.note({ id: 'old', text: 'Pallet 14 still missing.' });
    changed.emit();
    expect((await answer()).calls[0]?.context?.earlier).toEqual([
      {
        id: 'old',
        direction: 'in',
        startedAt: 5,
        talkSeconds: 0,
        by: 'Bea Tanner',
        note: 'Pallet 14 still missing.',
        disposition: null,
      },
    ]);
  });

  test('plans a call-back, tells it in the view, and takes it off when it is done', async () => {
    const ask = kept.handlers(() => model.calls);
    expect(await ask.planCallBack({ name: 'Anna', number: '1002', note: '', when: 'soonish' })).toMatchObject({
      reason: 'bad-target',
    });
    expect(await ask.planCallBack({ name: 'Anna', number: '1002', note: '', when: '20 min' })).toEqual({
      outcome: 'planned',
      due: clock.now() + 1_200_000,
    });
    const view = await settled();
    expect(view.callBacks).toMatchObject([{ party: { name: 'Anna' }, due: clock.now() + 1_200_000 }]);
    await ask.callBackDone({ id: view.callBacks?.[0]?.id ?? 0 });
    expect((await settled()).callBacks).toEqual([]);
  });
});
