import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { decodeMulaw, encodeMulaw } from './mulaw.ts';
import { digitFrames } from './telephone-event.ts';

const sampleRate = 8_000;
const packetMs = 20;
const samplesPerPacket = 160;
const heardSamples = 10 * sampleRate;

/** One µ-law RTP stream each way (RFC 3550, 3551). */
export class RtpStream {
  readonly #socket: Socket = createSocket('udp4');
  readonly #frequency: number | null;
  readonly #ssrc = randomBytes(4);
  readonly #frames: Buffer[] = [];
  /** A ring: the sample that comes next overwrites the oldest. */
  readonly #heard = new Float32Array(heardSamples);
  #heardCount = 0;
  #heardAt = 0;
  #remotePort = 0;
  #timer: NodeJS.Timeout | null = null;
  #startedAt = 0;
  #sent = 0;

  /** `frequency`: of the continuous tone that is sent; null sends silence. */
  constructor(frequency: number | null) {
    this.#frequency = frequency;
  }

  /** Gives the port to name in SDP. */
  async open(): Promise<number> {
    this.#socket.on('message', (packet) => this.#onPacket(packet));
    this.#socket.bind(0, '127.0.0.1');
    await once(this.#socket, 'listening');
    return this.#socket.address().port;
  }

  sendTo(port: number): void {
    this.#remotePort = port;
    if (this.#timer !== null) return;
    this.#startedAt = performance.now();
    this.#timer = setInterval(() => this.#sendDue(), packetMs);
  }

  /** Instead of the tone while they last. */
  sendDigits(digits: string): void {
    this.#frames.push(...Array.from(digits, digitFrames).flat());
  }

  /** What came in during the last ten seconds, at 8,000 Hz. */
  heard(): Float32Array {
    const next = this.#heardCount % heardSamples;
    if (this.#heardCount <= heardSamples) return this.#heard.slice(0, this.#heardCount);
    const heard = new Float32Array(heardSamples);
    heard.set(this.#heard.subarray(next));
    heard.set(this.#heard.subarray(0, next), heardSamples - next);
    return heard;
  }

  /** When the last packet came, on the clock of `performance.now`. */
  get heardAt(): number {
    return this.#heardAt;
  }

  close(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#socket.close();
  }

  /** As many packets as time asks for: an interval alone would fall behind on a busy machine. */
  #sendDue(): void {
    const due = Math.floor((performance.now() - this.#startedAt) / packetMs);
    for (; this.#sent < due; this.#sent++) this.#socket.send(this.#nextPacket(), this.#remotePort, '127.0.0.1');
  }

  #nextPacket(): Buffer {
    const header = Buffer.alloc(12);
    header[0] = 0x80;
    header.writeUInt16BE(this.#sent & 0xffff, 2);
    this.#ssrc.copy(header, 8);
    const frame = this.#frames.shift();
    if (frame === undefined) {
      header.writeUInt32BE((this.#sent * samplesPerPacket) >>> 0, 4);
      return Buffer.concat([header, this.#audio()]);
    }
    const [index = 0, first = 0] = frame;
    header[1] = 101 | (first << 7);
    // All packets of one digit carry the time stamp of its start (RFC 4733, 2.5.1.2).
    header.writeUInt32BE(((this.#sent - index) * samplesPerPacket) >>> 0, 4);
    return Buffer.concat([header, frame.subarray(2)]);
  }

  #audio(): Buffer {
    const frequency = this.#frequency;
    if (frequency === null) return Buffer.alloc(samplesPerPacket, encodeMulaw(0));
    const start = this.#sent * samplesPerPacket;
    const at = (index: number): number => 0.25 * Math.sin((2 * Math.PI * frequency * (start + index)) / sampleRate);
    return Buffer.from(Array.from({ length: samplesPerPacket }, (_, index) => encodeMulaw(at(index))));
  }

  #onPacket(packet: Buffer): void {
    if (((packet[1] ?? 0) & 0x7f) !== 0) return;
    this.#heardAt = performance.now();
    for (const byte of packet.subarray(12)) this.#heard[this.#heardCount++ % heardSamples] = decodeMulaw(byte);
  }
}
