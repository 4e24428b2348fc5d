import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readWav } from '../../pbx/wav.ts';
import { dominantFrequency, loudness, makeTone, makeToneWav, toneLevel, toneStandingOut } from '../../support/tone.ts';

const noise = (seconds: number, sampleRate: number, amplitude: number): Float32Array => {
  let seed = 1;
  return Float32Array.from({ length: seconds * sampleRate }, () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return amplitude * ((2 * seed) / 2_147_483_647 - 1);
  });
};

const mix = (a: Float32Array, b: Float32Array): Float32Array => a.map((sample, index) => sample + (b[index] ?? 0));

describe('toneLevel', () => {
  it.each([
    [1, 0],
    [0.5, -6.02],
    [0.1, -20],
    [0.001, -60],
  ])('a sine of amplitude %f is at %f dBFS', (amplitude, level) => {
    expect(toneLevel(makeTone(440, 1, 8_000, amplitude), 8_000, 440)).toBeCloseTo(level, 1);
  });

  it('is the same at any sample rate and length', () => {
    for (const sampleRate of [8_000, 16_000, 48_000]) {
      for (const seconds of [0.25, 0.333, 2]) {
        expect(toneLevel(makeTone(441.7, seconds, sampleRate, 0.5), sampleRate, 441.7)).toBeCloseTo(-6.02, 1);
      }
    }
  });

  it('hears nothing of another tone', () => {
    expect(toneLevel(makeTone(440, 1, 8_000, 1), 8_000, 700)).toBeLessThan(-60);
  });

  it('finds a tone under louder noise', () => {
    const both = mix(makeTone(440, 1, 8_000, 0.1), noise(1, 8_000, 0.3));
    expect(Math.abs(toneLevel(both, 8_000, 440) + 20)).toBeLessThan(2);
    expect(toneLevel(noise(1, 8_000, 0.3), 8_000, 440)).toBeLessThan(-35);
  });

  it('of silence, or of nothing at all, is minus infinity', () => {
    expect(toneLevel(new Float32Array(8_000), 8_000, 440)).toBe(Number.NEGATIVE_INFINITY);
    expect(toneLevel(new Float32Array(0), 8_000, 440)).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('toneStandingOut', () => {
  it('is the level of a tone that is there, also under another one and under noise', () => {
    const tones = mix(makeTone(440, 0.5, 8_000, 0.5), makeTone(1_000, 0.5, 8_000, 0.1));
    expect(toneStandingOut(tones, 8_000, 1_000)).toBeCloseTo(-20, 1);
    expect(toneStandingOut(mix(tones, noise(1, 8_000, 0.1)), 8_000, 1_000)).toBeGreaterThan(-25);
  });

  it('does not take the clicks of a broken tone for another tone', () => {
    const whole = makeTone(440, 0.5, 8_000, 0.5);
    // Packets of 20 ms are lost, with no regularity.
    const lost = new Set([2, 3, 7, 12, 13, 18]);
    const broken = whole.map((sample, index) => (lost.has(Math.floor(index / 160)) ? 0 : sample));
    expect(toneLevel(broken, 8_000, 1_000)).toBeGreaterThan(-65);
    expect(toneStandingOut(broken, 8_000, 1_000)).toBe(Number.NEGATIVE_INFINITY);
    expect(toneStandingOut(broken, 8_000, 440)).toBeGreaterThan(-12);
  });

  it('of silence is minus infinity', () => {
    expect(toneStandingOut(new Float32Array(4_000), 8_000, 440)).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('dominantFrequency', () => {
  it.each([
    [440, 8_000],
    [523.25, 48_000],
    [1_004, 8_000],
    [62, 16_000],
  ])('tells %f Hz at a sample rate of %i', (frequency, sampleRate) => {
    const found = dominantFrequency(makeTone(frequency, 1, sampleRate, 0.2), sampleRate);
    expect(Math.abs((found ?? 0) - frequency)).toBeLessThanOrEqual(1);
  });

  it('chooses the louder of two', () => {
    const both = mix(makeTone(440, 1, 8_000, 0.1), makeTone(660, 1, 8_000, 0.4));
    expect(dominantFrequency(both, 8_000)).toBeCloseTo(660, 0);
  });

  it('is null in silence', () => {
    expect(dominantFrequency(new Float32Array(8_000), 8_000)).toBeNull();
  });
});

describe('loudness', () => {
  it('is on the scale of toneLevel', () => {
    expect(loudness(makeTone(440, 1, 8_000, 0.5))).toBeCloseTo(-6.02, 1);
    expect(loudness(new Float32Array(100))).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('makeToneWav', () => {
  it('writes what can be read back and loops without a click', () => {
    const folder = mkdtempSync(join(tmpdir(), 'offhook-tone-'));
    const path = join(folder, 'tone.wav');
    try {
      makeToneWav(path, { frequency: 523, seconds: 1.5 });
      const { sampleRate, samples } = readWav(readFileSync(path));
      expect(sampleRate).toBe(48_000);
      expect(samples.length / sampleRate).toBeCloseTo(1.5, 2);
      expect(dominantFrequency(samples, sampleRate)).toBeCloseTo(523, 0);
      const step = 0.5 * ((2 * Math.PI * 523) / 48_000);
      expect(Math.abs((samples.at(-1) ?? 1) - (samples[0] ?? -1))).toBeLessThan(2 * step);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
