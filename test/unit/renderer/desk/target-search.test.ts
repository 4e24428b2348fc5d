import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../../preload/contract/bridge.ts';
import type { RequestOutput, Target } from '../../../../preload/contract/requests.ts';
import { TargetSearch } from '../../../../renderer/desk/target-search.ts';
import { createMemoryBridge } from '../../../../renderer/fixtures/memory-bridge.ts';
import { findTargets } from '../../../../renderer/fixtures/targets.ts';
import { views } from '../../../../renderer/fixtures/views.ts';

/** A main that answers when it is told to. */
function slowSearch() {
  const asked: string[] = [];
  const shown: [string, readonly (string | null)[] | null][] = [];
  let answer: (reply: Reply<RequestOutput<'findTargets'>>) => void = () => {};
  const bridge = createMemoryBridge(views.idle);
  const slow = {
    ...bridge,
    request: {
      ...bridge.request,
      findTargets: ({ text }: { text: string }) => {
        asked.push(text);
        return new Promise<Reply<RequestOutput<'findTargets'>>>((resolve) => {
          answer = resolve;
        });
      },
    },
  };
  const names = (targets: readonly Target[] | null) => targets?.map((each) => each.name) ?? null;
  const search = new TargetSearch(slow, (text, targets) => shown.push([text, names(targets)]), 20);
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  return {
    search,
    asked,
    shown,
    answer: (text: string) => {
      answer({ ok: true, value: { targets: findTargets(text) } });
      return settle();
    },
    fail: () => {
      answer({ ok: false, error: { code: 'gone', message: '' } });
      return settle();
    },
  };
}

describe('a search for targets', () => {
  it('asks again while the list stands there, and no more once it is left', async () => {
    const { search, asked, shown, answer } = slowSearch();
    search.ask('bea');
    await answer('bea');
    await expect.poll(() => asked).toEqual(['bea', 'bea']);
    await answer('ben');
    // Their state may have changed; the question has not.
    expect(shown).toEqual([
      ['bea', ['Bea Tanner']],
      ['bea', ['Ben Oduya', 'Benefits']],
    ]);
    search.stop();
    const before = asked.length;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(asked).toHaveLength(before);
  });

  it('asks once at a time, and then only for the newest text', async () => {
    const { search, asked, answer } = slowSearch();
    for (const text of ['b', 'be', 'ben']) search.ask(text);
    expect(asked).toEqual(['b']);
    await answer('b');
    expect(asked).toEqual(['b', 'ben']);
  });

  it('drops an answer to what is no longer typed', async () => {
    const { search, shown, answer } = slowSearch();
    search.ask('b');
    search.ask('ben');
    await answer('b');
    expect(shown).toEqual([]);
    await answer('ben');
    expect(shown).toEqual([['ben', ['Ben Oduya', 'Benefits']]]);
  });

  it('begins with the key, before the letter is in the field, and shows nothing before it is', async () => {
    const { search, asked, shown, answer } = slowSearch();
    search.foresee('ben');
    await answer('ben');
    expect(shown).toEqual([]);
    search.ask('ben');
    await search.settled();
    expect(asked).toEqual(['ben']);
    expect(shown).toEqual([['ben', ['Ben Oduya', 'Benefits']]]);
    search.stop();
  });

  it('asks anew for a letter nobody foresaw', async () => {
    const { search, asked, shown, answer } = slowSearch();
    search.foresee('bean');
    search.ask('bea');
    await answer('bea');
    expect(asked).toEqual(['bean', 'bea']);
    expect(shown).toEqual([['bea', ['Bea Tanner']]]);
    search.stop();
  });

  it('foresees nothing while another answer is awaited', async () => {
    const { search, asked, answer } = slowSearch();
    search.ask('b');
    search.foresee('be');
    expect(asked).toEqual(['b']);
    search.ask('be');
    await answer('b');
    expect(asked).toEqual(['b', 'be']);
    search.stop();
  });

  it('drops an answer that comes after it was stopped', async () => {
    const { search, shown, answer } = slowSearch();
    search.ask('ben');
    search.stop();
    await answer('ben');
    expect(shown).toEqual([]);
  });

  it('tells a question that did not get through from one that found nobody', async () => {
    const { search, shown, fail } = slowSearch();
    search.ask('ben');
    await fail();
    expect(shown).toEqual([['ben', null]]);
  });

  it('is settled when the newest question is answered', async () => {
    const { search, answer } = slowSearch();
    search.ask('b');
    search.ask('be');
    let settled = false;
    const waited = search.settled().then(() => {
      settled = true;
    });
    await answer('b');
    expect(settled).toBe(false);
    await answer('be');
    await waited;
    expect(settled).toBe(true);
  });
});
