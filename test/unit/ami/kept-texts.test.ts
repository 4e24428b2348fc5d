import { describe, expect, it } from 'vitest';
import { collectGarbage } from '../../support/collect-garbage.ts';
import { decoded } from './decoded.ts';

/** Bytes of strings and objects; what was read lies elsewhere and is freed when it is convenient. */
const held = (): number => {
  collectGarbage();
  return process.memoryUsage().heapUsed;
};

describe('a text that somebody keeps', () => {
  it.each([
    ['of the usual length', (at: number) => `pbx1-1764103123.${at}`],
    ['that is longer than most', (at: number) => `PJSIP/${'a'.repeat(80)}-${at}`],
  ])('%s does not keep the block it came in', (_how, idOf) => {
    const filling = 'x'.repeat(20_000);
    const before = held();
    const kept = Array.from({ length: 1_000 }, (_, at) => {
      const [message] = decoded(`Event: Hangup\r\nUniqueid: ${idOf(at)}\r\nAppData: ${filling}\r\n\r\n`);
      return message?.get('Uniqueid');
    });
    // 20 MB of blocks went by.
    expect(held() - before).toBeLessThan(4_000_000);
    expect(kept).toEqual(Array.from({ length: 1_000 }, (_, at) => idOf(at)));
  });
});
