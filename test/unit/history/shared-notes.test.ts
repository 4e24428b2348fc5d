import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HistoryCall } from '../../../main/history/history-call.ts';
import { type HistoryStore, historyStore } from '../../../main/history/history-store.ts';
import { isSharedFile, sharedFile } from '../../../main/history/shared-notes.ts';

const now = Date.UTC(2026, 10, 26);
const who = '+442079460137';

let folder: string;
let mine: HistoryStore;
let theirs: HistoryStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-shared-'));
  [mine, theirs] = [historyStore({ path: ':memory:', now }), historyStore({ path: ':memory:', now })];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const call = (id: string, agent: string, more: Partial<HistoryCall> = {}): HistoryCall => ({
  ...{ id, direction: 'in', name: 'Tomas', number: who, who, company: '', queue: null, did: null, agent },
  ...{ startedAt: now - 60_000, answeredAt: now - 50_000, endedAt: now - 10_000, reason: 'they-hung-up', ...more },
});
const file = (desk: string) => sharedFile(folder, desk);
const files = () =>
  readdirSync(folder)
    .filter(isSharedFile)
    .map((name) => join(folder, name));
const readAll = () => mine.readShared({ files: files(), own: file('mine') });
const earlier = () => mine.earlier({ who, besides: '', at: now, most: 12 });

describe('notes of all desks', () => {
  test('are shown with a caller beside my own, by who wrote them, the newest first', () => {
    mine.put(call('1', 'Ines', { startedAt: now - 90_000 }));
    theirs.put(call('1', 'Bea'));
    theirs.note({ id: '1', text: 'Pallet 14 is missing.' });
    theirs.disposition({ id: '1', code: 'Complaint' });
    expect(theirs.share({ file: file('1002-bea'), now })).toEqual({ ok: true });
    expect(readAll()).toBe(1);
    expect(earlier()).toMatchObject([
      { agent: 'Bea', note: 'Pallet 14 is missing.', disposition: 'Complaint', direction: 'in', endedAt: now - 10_000 },
      { agent: 'Ines', note: '' },
    ]);
    expect(earlier()[0]?.id).not.toBe(earlier()[1]?.id);
    // Theirs are no calls of mine: neither in my list nor in what I save.
    expect(mine.list({ text: '', before: null, most: 10 })).toHaveLength(1);
    expect(mine.export()).not.toContain('Pallet');
  });

  test('are read again when they change, and forgotten with their file', () => {
    theirs.put(call('1', 'Bea'));
    theirs.note({ id: '1', text: 'first' });
    theirs.share({ file: file('bea'), now });
    readAll();
    expect(readAll()).toBe(0);
    theirs.note({ id: '1', text: 'second thoughts' });
    theirs.share({ file: file('bea'), now });
    expect(readAll()).toBe(1);
    expect(earlier().map(({ note }) => note)).toEqual(['second thoughts']);
    rmSync(file('bea'));
    expect(readAll()).toBe(1);
    expect(earlier()).toEqual([]);
  });

  test('hold no call that says nothing, is going on, hid its number or is old', () => {
    theirs.put(call('quiet', 'Bea', { answeredAt: null, reason: 'they-gave-up' }));
    theirs.put(call('long ago', 'Bea', { startedAt: now - 15 * 86_400_000 }));
    theirs.put(call('now', 'Bea', { endedAt: null, reason: null }));
    theirs.put(call('hidden', 'Bea', { who: null }));
    theirs.put(call('old', 'Bea', { startedAt: now - 91 * 86_400_000 }));
    for (const id of ['now', 'hidden', 'old']) theirs.note({ id, text: 'a note' });
    theirs.share({ file: file('bea'), now });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('tell who has spoken with somebody I missed, though nothing was noted of it', () => {
    const missed = { answeredAt: null, reason: 'they-gave-up' } as const;
    mine.put(call('1', 'Ines', { ...missed, startedAt: now - 90_000 }));
    const settled = () => mine.missed({ text: '', before: null, most: 9 }).map((caller) => caller.settled);
    // She rang them in vain, and somebody else before they called me.
    theirs.put(call('vain', 'Bea', { direction: 'out', answeredAt: null, startedAt: now - 80_000 }));
    theirs.put(call('before', 'Bea', { startedAt: now - 100_000 }));
    theirs.share({ file: file('bea'), now });
    readAll();
    expect(settled()).toEqual([null]);
    theirs.put(call('back', 'Bea', { direction: 'out', startedAt: now - 70_000 }));
    theirs.share({ file: file('bea'), now });
    readAll();
    expect(settled()).toEqual([{ at: now - 70_000, by: 'Bea', direction: 'out' }]);
    // Among what was said before stands what says something.
    expect(earlier().map(({ agent }) => agent)).toEqual(['Ines']);
  });

  test('of my own desk are not shown twice, and its file never grows beyond a megabyte', () => {
    for (let at = 0; at < 4000; at += 1) {
      mine.put(call(`${at}`, 'Ines', { startedAt: now - at }));
      mine.note({ id: `${at}`, text: `${at} ${'x'.repeat(290)}` });
    }
    mine.share({ file: file('mine'), now });
    const lines = readFileSync(file('mine'), 'utf8');
    expect(lines.length).toBeLessThanOrEqual(1024 * 1024);
    expect(JSON.parse(lines.split('\n')[0] ?? '')).toMatchObject({ id: '0' });
    readAll();
    expect(earlier().filter(({ id }) => id === '0')).toHaveLength(1);
  });

  test('that cannot be put there are told of, and leave nothing behind', () => {
    mine.put(call('1', 'Ines'));
    mine.note({ id: '1', text: 'a note' });
    const lost = join(folder, 'away', 'x.jsonl');
    expect(mine.share({ file: lost, now })).toMatchObject({ ok: false });
    mkdirSync(join(folder, 'a-folder.jsonl'));
    expect(mine.share({ file: join(folder, 'a-folder.jsonl'), now })).toMatchObject({ ok: false });
    expect(readdirSync(folder)).toEqual(['a-folder.jsonl']);
  });
});

describe('a file in the folder that somebody else wrote', () => {
  const line = (more: object) =>
    JSON.stringify({
      id: '1',
      who,
      direction: 'in',
      agent: 'Bea',
      startedAt: now - 5,
      endedAt: now,
      note: 'x',
      ...more,
    });
  const put = (text: string | Buffer, desk = 'evil') => writeFileSync(file(desk), text);

  test('is text, whatever it says', () => {
    put(
      line({ note: '<img src=x onerror=alert(1)>\n\u202e=HYPERLINK("x")', agent: '<b>B</b>', disposition: '\0Sale' }),
    );
    readAll();
    expect(earlier()).toMatchObject([
      { note: '<img src=x onerror=alert(1)> =HYPERLINK("x")', agent: '<b>B</b>', disposition: 'Sale' },
    ]);
  });

  test.each([
    ['is no JSON', 'hello\n{"half":'],
    ['is other JSON', '[]\nnull\n3\n"x"\n{}'],
    ['names nobody', line({ who: '' })],
    ['names no time', line({ startedAt: 'yesterday' })],
    ['is of another age', line({ startedAt: 9e15 })],
    ['has no direction', line({ direction: 'sideways' })],
    ['has a line that does not end', line({ note: 'x'.repeat(5000) })],
    ['is larger than any of ours', `${line({})}\n`.padEnd(1024 * 1024 + 1, ' ')],
    ['is no text', Buffer.from([0xff, 0xfe, 0, 0x80])],
  ])('tells nothing where it %s', (_, text) => {
    put(text);
    readAll();
    expect(earlier()).toEqual([]);
  });

  test('takes no other down with it', () => {
    put(`${line({ id: 'good' })}\nnonsense\n${line({ id: 'good' })}\n${line({ id: 'better', note: 'y' })}`);
    readAll();
    expect(earlier()).toHaveLength(2);
  });

  test('is none where it is a link to another one', () => {
    writeFileSync(join(folder, 'secret'), line({}));
    symlinkSync(join(folder, 'secret'), file('link'));
    readAll();
    expect(earlier()).toEqual([]);
  });
});
