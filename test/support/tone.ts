import { writeFileSync } from 'node:fs';

/** How strong one frequency is, in dBFS: 0 is a sine of full scale, silence is -Infinity. */
export function toneLevel(samples: Float32Array, sampleRate: number, frequency: number): number {
  return goertzel(windowed(samples), sampleRate, frequency);
}

/** How far a tone must stand out of the frequencies beside it, dB, to be one. */
const prominence = 10;

/**
 * As `toneLevel`, but -Infinity where it is no louder there than beside it: a sound with gaps in it, as a busy machine
 * plays it, is a little of every frequency.
 */
export function toneStandingOut(samples: Float32Array, sampleRate: number, frequency: number): number {
  const seen = windowed(samples);
  const level = goertzel(seen, sampleRate, frequency);
  const beside = [-60, -40, 40, 60].map((away) => goertzel(seen, sampleRate, frequency + away));
  return level > Math.max(...beside) + prominence ? level : Number.NEGATIVE_INFINITY;
}

/** A Hann window: a tone that starts or ends anywhere does not leak into its neighbours. */
const windowed = (samples: Float32Array): Float32Array =>
  samples.map((sample, index) => sample * (0.5 - 0.5 * Math.cos((2 * Math.PI * index) / samples.length)));

function goertzel(samples: Float32Array, sampleRate: number, frequency: number): number {
  if (samples.length === 0) return Number.NEGATIVE_INFINITY;
  const step = 2 * Math.cos((2 * Math.PI * frequency) / sampleRate);
  let before = 0;
  let beforeThat = 0;
  for (const sample of samples) {
    const now = sample + step * before - beforeThat;
    beforeThat = before;
    before = now;
  }
  const power = before ** 2 + beforeThat ** 2 - step * before * beforeThat;
  // The window halves the amplitude, and a real sine has half of it at the negative frequency.
  return 20 * Math.log10((Math.sqrt(Math.max(0, power)) * 4) / samples.length);
}

/** Mean power in dBFS, on the same scale: a sine of full scale is 0. */
export function loudness(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample ** 2, 0) / Math.max(1, samples.length);
  return 10 * Math.log10(2 * power);
}

/** The strongest frequency between 50 Hz and 3,400 Hz, within 1 Hz; null in silence (nothing above -60 dBFS). */
export function dominantFrequency(samples: Float32Array, sampleRate: number): number | null {
  // A fifth of a second makes every bin 20 Hz wide: 5 Hz steps miss nothing. Half a second then tells exactly.
  const quick = windowed(samples.subarray(0, sampleRate / 5));
  const coarse = strongest(quick, sampleRate, { from: 50, to: 3_400, step: 5 });
  if (goertzel(quick, sampleRate, coarse) < -60) return null;
  const exact = windowed(samples.subarray(0, sampleRate / 2));
  return strongest(exact, sampleRate, { from: coarse - 5, to: coarse + 5, step: 0.5 });
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

function strongest(samples: Float32Array, sampleRate: number, { from, to, step }: Range): number {
  let best = { frequency: from, level: Number.NEGATIVE_INFINITY };
  for (let frequency = from; frequency <= to; frequency += step) {
    const level = goertzel(samples, sampleRate, frequency);
    if (level > best.level) best = { frequency, level };
  }
  return best.frequency;
}

export function makeTone(frequency: number, seconds: number, sampleRate: number, amplitude = 0.5): Float32Array {
  const at = (index: number): number => amplitude * Math.sin((2 * Math.PI * frequency * index) / sampleRate);
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, index) => at(index));
}

/** 48 kHz, mono, 16 bit: what Chromium's --use-file-for-fake-audio-capture reads. Whole periods, so that its loop has no click. */
export function makeToneWav(path: string, { frequency, seconds }: { frequency: number; seconds: number }): void {
  const sampleRate = 48_000;
  const whole = Math.round(frequency * seconds) / frequency;
  const samples = makeTone(frequency, whole, sampleRate);
  const data = Buffer.alloc(samples.length * 2);
  for (const [index, sample] of samples.entries()) data.writeInt16LE(Math.round(sample * 32_767), index * 2);
  writeFileSync(path, Buffer.concat([wavHeader(data.length, sampleRate), data]));
}

function wavHeader(size: number, sampleRate: number): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + size, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(size, 40);
  return header;
}
