/** G.711 µ-law, as in ITU-T G.711 and its reference code. Samples from -1 to 1. */
export function encodeMulaw(sample: number): number {
  const pcm = Math.round(sample * 32_767);
  const sign = pcm < 0 ? 0x80 : 0;
  const biased = Math.min(32_635, Math.abs(pcm)) + 0x84;
  const exponent = Math.floor(Math.log2(biased)) - 7;
  const mantissa = (biased >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

export function decodeMulaw(byte: number): number {
  const inverted = ~byte & 0xff;
  const exponent = (inverted >> 4) & 7;
  const magnitude = (((inverted & 0x0f) << 3) + 0x84) << exponent;
  return ((inverted & 0x80) === 0 ? 1 : -1) * ((magnitude - 0x84) / 32_768);
}
