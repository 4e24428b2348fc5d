import { expect, test } from 'vitest';
import { StartRush } from '../../../main/app/start-rush.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const begun = (hurried = false) => {
  const clock = new FakeClock(0);
  const rush = new StartRush(clock, { hurried });
  let over = false;
  void rush.over.then(() => (over = true));
  const after = async (ms: number): Promise<boolean> => {
    await clock.advance(ms);
    return over;
  };
  return { clock, rush, after };
};

test('what can wait waits until a page has drawn its first view', async () => {
  const { rush, after } = begun();
  expect(await after(1_500)).toBe(false);
  rush.pageServed();
  expect(await after(250)).toBe(false);
  expect(await after(100)).toBe(true);
});

test('it waits two seconds at most where no page comes', async () => {
  const { after } = begun();
  expect(await after(1_900)).toBe(false);
  expect(await after(200)).toBe(true);
});

test('it does not wait at all where calls of before come back', async () => {
  expect(await begun(true).after(0)).toBe(true);
});

test('nothing is read for a desk that is gone again', async () => {
  const { clock, rush, after } = begun();
  rush.pageServed();
  rush.dispose();
  expect(clock.pending).toBe(0);
  expect(await after(5_000)).toBe(false);
});
