const digits = '0123456789*#ABCD';
const packets = 5;
const gap = 3;

/** The packets of one digit, 100 ms long, each repeated end and all, then a pause (RFC 4733, 2.5). Two bytes lead each for
 * the sender: how many packets since the digit began, and whether this is its first. */
export function digitFrames(digit: string): Buffer[] {
  const event = digits.indexOf(digit);
  if (event < 0) throw new Error(`${digit} is no digit`);
  const frame = (index: number, last: boolean): Buffer => {
    const duration = Math.min(index + 1, packets) * 160;
    // Volume 10 is -10 dBm0; the top bit is E, the end.
    return Buffer.from([index, index === 0 ? 1 : 0, event, (last ? 0x80 : 0) | 10, duration >> 8, duration & 255]);
  };
  return Array.from({ length: packets + gap }, (_, index) => frame(index, index >= packets));
}
