import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Place } from '../../../../preload/contract/places.ts';
import type { RequestOutput } from '../../../../preload/contract/requests.ts';
import { TargetSearch } from '../../../../renderer/desk/target-search.ts';
import { createMemoryBridge } from '../../../../renderer/fixtures/memory-bridge.ts';
import { views } from '../../../../renderer/fixtures/views.ts';
import { KnownPlaces } from '../../../../renderer/search/known-places.ts';
import type { Target } from '../../../../renderer/search/target.ts';

const refreshEvery = 20;
const place = (name: string, more: Partial<Place> = {}): Place => ({
  kind: 'colleague',
  name,
  number: { raw: name, display: name, e164: null },
  dials: name,
  presence: 'free',
  since: null,
  warning: null,
  ...more,
});
const becky = place('Becky Stone', { kind: 'contact' });
const names = (targets: readonly Target[] | null) => targets?.map(({ name }) => name) ?? null;

/** A main that answers when it is told to; null: it cannot be asked. */
function slowMain(changes: Partial<RequestOutput<'places'>> = {}) {
  const told = {
    ...{ known: { life: 'a', revision: 1 }, places: [place('Bea'), place('Ben')], gone: [], more: false },
    ...{ hasContacts: false, ...changes },
  };
  const asked: string[] = [];
  const shown: [string, readonly (string | null)[] | null, boolean][] = [];
  const waiting: ((isThere: boolean) => void)[] = [];
  const gone = { ok: false, error: { code: 'gone', message: '' } } as const;
  const later = <Value>(question: string, value: () => Value) => {
    asked.push(question);
    const { promise, resolve } = Promise.withResolvers<typeof gone | { readonly ok: true; readonly value: Value }>();
    waiting.push((isThere) => resolve(isThere ? { ok: true, value: value() } : gone));
    return promise;
  };
  const bridge = createMemoryBridge(views.idle);
  const slow = {
    ...bridge,
    request: {
      ...bridge.request,
      places: () => later('places', () => told),
      findOutside: ({ text }: { text: string }) => later(text, () => ({ contacts: [becky], typed: null })),
    },
  };
  const places = new KnownPlaces(slow.request);
  const search = new TargetSearch(
    slow,
    places,
    (text, targets, again) => shown.push([text, names(targets), again]),
    refreshEvery,
  );
  const answer = async (isThere = true) => {
    waiting.shift()?.(isThere);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { search, places, asked, shown, told, answer };
}

/** The list has been open for a moment. */
async function opened(changes: Partial<RequestOutput<'places'>> = {}) {
  const main = slowMain(changes);
  main.search.ask('');
  await main.answer();
  main.asked.length = 0;
  main.shown.length = 0;
  return main;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a search for targets', () => {
  it('finds at once, and asks nobody, among what the page knows', async () => {
    const { search, asked, shown } = await opened();
    const now = search.ask('bea');
    expect([now.answered, names(now.targets)]).toEqual(['bea', ['Bea']]);
    await search.settled();
    expect([asked, shown]).toEqual([[], []]);
  });

  it('shows what was read ahead, and says that it is not all until main has told what changed since', async () => {
    const { search, places, told, shown, answer } = slowMain();
    void places.refresh();
    await answer();
    const now = search.ask('be');
    expect([now.answered, names(now.targets)]).toEqual([null, ['Bea', 'Ben']]);
    told.places = [place('Bea', { presence: 'busy' })];
    await answer();
    expect(shown).toEqual([['be', ['Ben', 'Bea'], false]]);
  });

  it('knows nobody before anything was read', async () => {
    const { search, shown, answer } = slowMain();
    expect(search.ask('be')).toEqual({ answered: null, targets: null });
    await answer();
    expect(shown).toEqual([['be', ['Bea', 'Ben'], false]]);
  });

  it('adds whom the address book finds', async () => {
    const { search, asked, shown, answer } = await opened({ hasContacts: true });
    const now = search.ask('be');
    expect([now.answered, names(now.targets), asked]).toEqual([null, ['Bea', 'Ben'], ['be']]);
    await answer();
    expect(shown).toEqual([['be', ['Bea', 'Ben', 'Becky Stone'], false]]);
  });

  it('asks main of a number, and of no extension', async () => {
    const { search, asked } = await opened();
    for (const text of ['2', '20', '1002', 'ben 2']) expect(search.ask(text).answered).toBe(text);
    expect(asked).toEqual([]);
    for (const text of ['+1', '(212) 555-0142', '*97', 'tel:1002']) search.ask(text);
    expect([asked, search.ask('tel:1002').answered]).toEqual([['+1'], null]);
  });

  it('asks one question at a time, and then only the newest', async () => {
    const { search, asked, shown, answer } = await opened({ hasContacts: true });
    for (const text of ['b', 'be', 'ben']) search.ask(text);
    expect(asked).toEqual(['b']);
    await answer();
    expect([asked, shown]).toEqual([['b', 'ben'], []]);
    await answer();
    expect(shown).toEqual([['ben', ['Ben', 'Becky Stone'], false]]);
  });

  it('shows once more what was typed while the list was still being read', async () => {
    const { search, shown, answer } = slowMain();
    search.ask('b');
    search.ask('bea');
    await answer();
    expect(shown).toEqual([['bea', ['Bea'], false]]);
  });

  it('looks again while the list stands there, and no more once it is left', async () => {
    const { search, asked, told, shown, answer } = await opened();
    search.ask('be');
    told.places = [place('Bea', { presence: 'busy' })];
    await vi.advanceTimersByTimeAsync(refreshEvery);
    await answer();
    expect([asked, shown]).toEqual([['places'], [['be', ['Ben', 'Bea'], true]]]);
    search.stop();
    await vi.advanceTimersByTimeAsync(10 * refreshEvery);
    expect(asked).toEqual(['places']);
  });

  it('keeps the contacts in sight when it looks again', async () => {
    const { search, shown, answer } = await opened({ hasContacts: true });
    search.ask('be');
    await answer();
    await vi.advanceTimersByTimeAsync(refreshEvery);
    await answer();
    expect(shown.at(-1)).toEqual(['be', ['Bea', 'Ben', 'Becky Stone'], true]);
  });

  it('drops an answer that comes after it was stopped', async () => {
    const { search, shown, answer } = slowMain();
    search.ask('ben');
    search.stop();
    await answer();
    expect(shown).toEqual([]);
  });

  it('tells a question that did not get through from one that found nobody', async () => {
    const { search, shown, answer } = slowMain();
    search.ask('ben');
    await answer(false);
    expect(shown).toEqual([['ben', null, false]]);
  });

  it('is settled when the newest question is answered', async () => {
    const { search, answer } = await opened({ hasContacts: true });
    search.ask('b');
    search.ask('be');
    let settled = false;
    void search.settled().then(() => {
      settled = true;
    });
    await answer();
    expect(settled).toBe(false);
    await answer();
    expect(settled).toBe(true);
  });
});
