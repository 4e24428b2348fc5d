/** What the bytes of a stream may suffer. `random` yields 0 ≤ n < 1. */
const damages: readonly ((bytes: Buffer, at: number, random: () => number) => Buffer)[] = [
  (bytes, at, random) => {
    const changed = Buffer.from(bytes);
    changed[at] = Math.floor(random() * 256);
    return changed;
  },
  (bytes, at, random) => splice(bytes, at, Math.ceil(random() * 200), Buffer.alloc(0)),
  (bytes, at, random) => splice(bytes, at, 0, bytes.subarray(at, at + Math.ceil(random() * 400))),
  (bytes, at, random) => splice(bytes, at, 0, pieces[Math.floor(random() * pieces.length)] ?? Buffer.alloc(0)),
  (bytes, at) => splice(bytes, at, 1, Buffer.alloc(0)),
];

const pieces = [
  '\r\n',
  '\r\n\r\n',
  '\n\n',
  '\r',
  '\n',
  ':',
  '\0',
  'Event: ',
  'Response: ',
  'Event:\r\n',
  '\u00ff',
  '\\',
  ' ',
]
  .concat(['Response: Error\r\n', '--END COMMAND--\r\n\r\n', 'ActionID: ', 'x'.repeat(3_000)])
  .map((text) => Buffer.from(text, 'latin1'));

const splice = (bytes: Buffer, at: number, gone: number, instead: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, at), instead, bytes.subarray(at + gone)]);

/** `bytes` with about one damage in every `apart` bytes; `bytes` itself stays as it is. */
export function mutate(bytes: Buffer, random: () => number, apart: number): Buffer {
  let damaged = bytes;
  for (let left = Math.ceil(bytes.length / apart); left > 0; left -= 1) {
    const damage = damages[Math.floor(random() * damages.length)];
    if (damage !== undefined) damaged = damage(damaged, Math.floor(random() * damaged.length), random);
  }
  return damaged;
}
