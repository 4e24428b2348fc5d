import type { Channel, PbxWire } from './pbx-wire.ts';
import { faceOf, type Pair, type Ring, type Stay } from './stay.ts';

/** How a phone is reached: by its own name, or through a Local channel that stays (`/n`) or takes itself out. */
export type Road = 'straight' | 'local' | 'local/n';
export const allRoads = ['straight', 'local', 'local/n'] as const satisfies readonly Road[];

/** What Local channels do (core_unreal.c, core_local.c), in the order of `test/captures`. */
export class LocalChannels {
  readonly #wire: PbxWire;

  constructor(wire: PbxWire) {
    this.#wire = wire;
  }

  /** A pair on behalf of `face`, on its way to that phone. */
  open(face: Channel, phone: string, road: Road): Pair | null {
    if (road === 'straight') return null;
    const pair = { ...this.#wire.newPair(phone, face), optimises: road === 'local' };
    this.#wire.connect(pair.one, face.number);
    this.#wire.connect(pair.two, phone);
    return pair;
  }

  /** The phone behind the pair took it: the far half learns it first. */
  answered({ leg, pair }: Ring): void {
    if (pair === null) return;
    const { one, two } = pair;
    this.#wire.say('DialEnd', { '': two, Dest: leg }, { DialStatus: 'ANSWER' });
    this.#wire.connect(two, leg.number);
    this.#wire.become(two, 'Up');
    this.#wire.become(one, 'Up');
  }

  /** Its phone and the far half meet, before the near half and the caller do. */
  bridged(leg: Channel, { two }: Pair): void {
    const bridge = `b${this.#wire.fresh()}`;
    this.#wire.enter(leg, bridge);
    this.#wire.enter(two, bridge);
  }

  /** Whoever was rung is rung no more. */
  stop({ leg, pair }: Ring, cause: number): void {
    const wire = this.#wire;
    if (pair !== null) {
      wire.hangUp(pair.one, cause);
      wire.say('HangupRequest', { '': pair.two });
      wire.say('DialEnd', { '': pair.two, Dest: leg }, { DialStatus: 'CANCEL' });
    }
    wire.hangUp(leg, cause);
    if (pair !== null) wire.hangUp(pair.two, cause);
  }

  /**
   * Both sides talk and media flows: the caller's side moves over to the phone's bridge, or the other way round, in the
   * place of one half; then both are gone.
   */
  optimise(stay: Stay, moves: 'near' | 'far'): void {
    const wire = this.#wire;
    const at = stay.chain.findIndex((pair) => pair.optimises);
    const pair = stay.chain[at];
    const far = stay.chain[at + 1]?.one ?? stay.with;
    if (pair === undefined || far === null || stay.where !== 'talking' || stay.heldBy !== null) return;
    const near = stay.chain[at - 1]?.two ?? stay.caller;
    const { one, two } = pair;
    const [mover, replaced, left] = moves === 'near' ? [near, two, one] : [far, one, two];
    const bridge = replaced.bridge ?? '';
    wire.leave(mover);
    wire.leave(replaced);
    wire.enter(mover, bridge, { swap: replaced });
    wire.leave(left);
    wire.say('HangupRequest', { '': two });
    wire.hangUp(one, 16);
    wire.say('SoftHangupRequest', { '': two }, { Cause: '16' });
    wire.hangUp(two, 16);
    stay.chain = stay.chain.toSpliced(at, 1);
  }

  /**
   * The caller goes, or whoever has them does: the end runs along the Local channels to the other side, `atEnd` says
   * what becomes of that.
   */
  hangUpFrom(stay: Stay, from: 'caller' | 'phone', atEnd: () => void = () => undefined): void {
    const wire = this.#wire;
    const { caller, chain, with: phone } = stay;
    const hops = from === 'caller' ? chain.map(halves) : chain.toReversed().map((pair) => halves(pair).toReversed());
    const [first, last] = from === 'caller' ? [caller, phone] : [phone, caller];
    const line = [...(first === null ? [] : [first]), ...hops.flat(), ...(last === null ? [] : [last])];
    if (first !== null) wire.say('HangupRequest', { '': first });
    // Each leaves, and so does whoever is left alone with nobody, then the news is at the next Local channel.
    for (const channel of line) {
      wire.leave(channel);
      if (hops.some(([, second]) => second === channel)) wire.say('HangupRequest', { '': channel });
    }
    if (last !== null && first !== null) wire.say('SoftHangupRequest', { '': last }, { Cause: '16' });
    atEnd();
    for (const channel of line) wire.hangUp(channel, 16);
  }

  /** Nobody is left whom the caller could be given to. */
  sendAway(stay: Stay, cause: number): void {
    const line = [...stay.chain.toReversed().flatMap(({ one, two }) => [two, one]), stay.caller];
    for (const channel of line) {
      this.#wire.leave(channel);
      this.#wire.hangUp(channel, cause);
    }
  }

  /** All of the caller's side that lives on when the phone has gone. */
  lineOf(stay: Stay): readonly Channel[] {
    return [faceOf(stay), ...stay.chain.toReversed().flatMap(halves), stay.caller].filter(
      (channel, at, all) => all.indexOf(channel) === at,
    );
  }
}

const halves = ({ one, two }: Pair): readonly Channel[] => [one, two];
