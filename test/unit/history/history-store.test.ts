import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import type { HistoryCall } from '../../../main/history/history-call.ts';
import { type HistoryStore, historyStore } from '../../../main/history/history-store.ts';

let store: HistoryStore;
beforeEach(() => {
  store = historyStore({ path: ':memory:', now: 1 });
});

const call = (id: string, startedAt: number, change: Partial<HistoryCall> = {}): HistoryCall => ({
  ...{ id, direction: 'in', name: 'Anna Berg', number: '02079460137', who: '+442079460137', company: 'Acme' },
  ...{
    queue: null,
    did: null,
    agent: 'Ines',
    startedAt,
    answeredAt: startedAt + 5,
    endedAt: startedAt + 65,
    reason: 'they-hung-up',
  },
  ...change,
});
const missed = { answeredAt: null, reason: 'they-gave-up' } as const;
const ids = (text = '', before: number | null = null) => store.list({ text, before, most: 50 }).map(({ id }) => id);

describe('a call in the history', () => {
  test('is one row however often something of it changes, and keeps its note and its mark', () => {
    store.put(call('a', 100, { answeredAt: null, endedAt: null, reason: null }));
    store.note({ id: 'a', text: 'Wants a price list' });
    store.disposition({ id: 'a', code: 'Sale' });
    store.put(call('a', 100));
    expect(store.list({ text: '', before: null, most: 9 })).toMatchObject([
      { id: 'a', endedAt: 165, note: 'Wants a price list', disposition: 'Sale' },
    ]);
  });

  test('that becomes part of another gives its note to it', () => {
    store.put(call('a', 100));
    store.put(call('b', 101));
    store.note({ id: 'a', text: 'typed on the first card' });
    store.absorb({ id: 'a', into: 'b' });
    expect(store.list({ text: '', before: null, most: 9 })).toMatchObject([
      { id: 'b', note: 'typed on the first card' },
    ]);
  });

  test.each([
    ['berg', ['b', 'a']],
    ['acme ann', ['b', 'a']],
    ['price', ['a']],
    ['794601', ['b', 'a']],
    ['100%', []],
    ['_', []],
    ["'; DROP TABLE call; --", []],
  ])('is found by %j', (text, found) => {
    store.put(call('a', 100));
    store.put(call('b', 200));
    store.note({ id: 'a', text: 'price list' });
    expect(ids(text)).toEqual(found);
  });

  test('is told with what there was before with the same caller, the last first', () => {
    for (const at of [100, 200, 300]) store.put(call(`c${at}`, at));
    store.put(call('other', 250, { who: '+12125550142' }));
    const earlier = store.earlier({ who: '+442079460137', besides: 'c300', at: 1000, most: 5 });
    expect(earlier.map(({ id }) => id)).toEqual(['c200', 'c100']);
  });

  test('goes when its time is over', () => {
    store.put(call('a', 100));
    store.put(call('b', 200));
    expect(store.forget(150)).toBe(1);
    expect(ids()).toEqual(['b']);
  });

  test('in which Offhook died is closed as lost, with the time that is known', () => {
    store.put(call('a', 100, { endedAt: null, reason: null }));
    expect(store.unfinished().map(({ id }) => id)).toEqual(['a']);
    store.lost('a');
    expect(store.unfinished()).toEqual([]);
    expect(store.list({ text: '', before: null, most: 9 })).toMatchObject([
      { endedAt: 105, reason: 'connection-lost' },
    ]);
  });
});

describe('missed callers', () => {
  const list = () =>
    store.missed({ text: '', before: null, most: 50 }).map(({ last, times, settled }) => [last.id, times, settled]);

  test('stand there once each, however often they tried', () => {
    store.put(call('a', 100, missed));
    store.put(call('b', 200, missed));
    store.put(call('c', 150, { ...missed, who: '+12125550142' }));
    expect(list()).toEqual([
      ['b', 2, null],
      ['c', 1, null],
    ]);
  });

  test('are settled by whoever spoke with them since, and not by who spoke before', () => {
    store.put(call('before', 50));
    store.put(call('a', 100, missed));
    expect(list()).toEqual([['a', 1, null]]);
    store.put(call('out', 300, { direction: 'out', agent: 'Bea' }));
    expect(list()).toEqual([['a', 1, { at: 300, by: 'Bea', direction: 'out' }]]);
  });

  test('are not those answered elsewhere, nor those declined; a try that nobody answered settles nothing', () => {
    store.put(call('a', 100, { answeredAt: null, reason: 'answered-elsewhere' }));
    store.put(call('b', 101, { answeredAt: null, reason: 'you-declined' }));
    expect(list()).toEqual([]);
    store.put(call('c', 200, missed));
    store.put(call('d', 300, { direction: 'out', answeredAt: null, reason: 'busy' }));
    expect(list()).toEqual([['c', 1, null]]);
  });

  test('who hide their number are callers of their own', () => {
    store.put(call('a', 100, { ...missed, who: null }));
    store.put(call('b', 200, { ...missed, who: null }));
    expect(list()).toEqual([
      ['b', 1, null],
      ['a', 1, null],
    ]);
  });
});

describe('call-backs', () => {
  test('are listed by their time until they are done', () => {
    const late = store.addCallBack({ name: 'Anna', number: '1002', note: '', due: 200 });
    store.addCallBack({ name: 'Bo', number: '1003', note: 'about pallet 14', due: 100 });
    expect(store.callBacks().map(({ name }) => name)).toEqual(['Bo', 'Anna']);
    store.callBackDone({ id: late, at: 300 });
    expect(store.callBacks().map(({ name }) => name)).toEqual(['Bo']);
  });

  test('that were done are forgotten when their time is over, those to be done never', () => {
    const folder = mkdtempSync(join(tmpdir(), 'offhook-history-'));
    const path = join(folder, 'history.db');
    const onDisk = historyStore({ path, now: 0 });
    const plan = (name: string) => onDisk.addCallBack({ name, number: '1002', note: '', due: 50 });
    const [old, recent] = [plan('Anna'), plan('Bo')];
    plan('Cy');
    onDisk.callBackDone({ id: old, at: 100 });
    onDisk.callBackDone({ id: recent, at: 200 });
    onDisk.forget(150);
    const database = new DatabaseSync(path);
    const left = database.prepare('SELECT name FROM call_back ORDER BY id').all();
    expect(left.map((row) => row['name'])).toEqual(['Bo', 'Cy']);
    database.close();
    rmSync(folder, { recursive: true, force: true });
  });
});

test('an export holds no formula, whoever called and whatever was typed', () => {
  store.put(call('a', 0, { name: '=cmd|calc', company: '@x', queue: '+1+1' }));
  store.note({ id: 'a', text: '-2+3 "quoted"\r\n=1' });
  expect(store.export().split('\r\n')[1]).toBe(
    `"1970-01-01T00:00:00.000Z","1970-01-01T00:00:00.005Z","1970-01-01T00:00:00.065Z","in","'=cmd|calc","02079460137","'@x","'+1+1","","Ines","they-hung-up","","'-2+3 ""quoted""`,
  );
});
