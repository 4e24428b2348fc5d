import { describe, expect, it } from 'vitest';
import { DigitQueue } from '../../../renderer/media/digits.ts';

/** An RTCDTMFSender that plays at once, and remembers. */
class Tones extends EventTarget {
  canInsertDTMF = true;
  readonly played: string[] = [];

  insertDTMF(tones: string, duration: number, gap: number): void {
    this.played.push(`${tones} ${duration}/${gap} begins`);
    setImmediate(() => {
      for (const tone of tones.split('')) this.#tell(tone);
      this.played.push(`${tones} ends`);
      this.#tell('');
    });
  }

  #tell(tone: string): void {
    this.dispatchEvent(Object.assign(new Event('tonechange'), { tone }));
  }
}

const asSender = (tones: Tones): RTCDTMFSender => tones as unknown as RTCDTMFSender;

describe('digits', () => {
  it('go out one after the other, each 100 ms with a gap of 70 ms', async () => {
    const tones = new Tones();
    const queue = new DigitQueue();
    const sent = ['1', '23', '#'].map((digits) => queue.send(() => asSender(tones), digits));
    expect(await Promise.all(sent)).toEqual([true, true, true]);
    expect(tones.played.filter((line) => line.endsWith('begins'))).toEqual([
      '1 100/70 begins',
      '23 100/70 begins',
      '# 100/70 begins',
    ]);
    expect(tones.played.indexOf('1 ends')).toBeLessThan(tones.played.indexOf('23 100/70 begins'));
  });

  it('are not sent where the far end takes none', async () => {
    const tones = new Tones();
    tones.canInsertDTMF = false;
    expect(await new DigitQueue().send(() => asSender(tones), '1')).toBe(false);
    expect(await new DigitQueue().send(() => null, '1')).toBe(false);
    expect(tones.played).toEqual([]);
  });

  it('that fail do not hold up those after them', async () => {
    const tones = new Tones();
    const queue = new DigitQueue();
    const broken = queue.send(() => {
      throw new Error('closed');
    }, '1');
    await expect(broken).rejects.toThrow('closed');
    expect(await queue.send(() => asSender(tones), '2')).toBe(true);
  });
});
