export interface Wav {
  readonly sampleRate: number;
  readonly samples: Float32Array;
}

/** Reads 16-bit mono PCM, samples from -1 to 1. */
export function readWav(bytes: Buffer): Wav {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF') throw new Error('not a WAV file');
  let sampleRate = 8_000;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const kind = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    const start = at + 8;
    if (kind === 'fmt ') sampleRate = bytes.readUInt32LE(start + 4);
    // Asterisk writes the size last: what is really there counts.
    if (kind === 'data') return { sampleRate, samples: samplesOf(bytes.subarray(start)) };
    at = start + size + (size & 1);
  }
  throw new Error('a WAV file without data');
}

const samplesOf = (pcm: Buffer): Float32Array =>
  Float32Array.from({ length: pcm.length >> 1 }, (_, index) => pcm.readInt16LE(index * 2) / 32_768);
