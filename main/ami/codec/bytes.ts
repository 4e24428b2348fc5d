/** Bytes to be read one by one, or four at a time. */
export interface Bytes {
  readonly single: Buffer;
  readonly view: DataView;
}

export const bytesOf = (single: Buffer): Bytes => ({
  single,
  view: new DataView(single.buffer, single.byteOffset, single.length),
});

/** Whether the same `length` bytes stand in both. */
export function isSame(one: DataView, oneAt: number, other: DataView, otherAt: number, length: number): boolean {
  if (length < 4) return isSameByByte(one, oneAt, other, otherAt, length);
  const last = length - 4;
  for (let at = 0; at < last; at += 4) if (one.getInt32(oneAt + at) !== other.getInt32(otherAt + at)) return false;
  return one.getInt32(oneAt + last) === other.getInt32(otherAt + last);
}

function isSameByByte(one: DataView, oneAt: number, other: DataView, otherAt: number, length: number): boolean {
  for (let at = 0; at < length; at += 1) if (one.getUint8(oneAt + at) !== other.getUint8(otherAt + at)) return false;
  return true;
}
