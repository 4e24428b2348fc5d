import type { Channel, PbxWire } from './pbx-wire.ts';
import { isMine, phoneOf, type Shown } from './stay.ts';

export const room = '800';

/** Somebody in the conference, and the channels that end with them, from the room on. */
interface Member {
  readonly channel: Channel;
  readonly line: readonly Channel[];
  held: boolean;
}

/** A conference (app_confbridge.c): its own events come by a road of their own (confbridge_manager.c). */
export class Room {
  readonly #wire: PbxWire;
  #members: readonly Member[] = [];
  #bridge = '';

  constructor(wire: PbxWire) {
    this.#wire = wire;
  }

  /** A phone, or somebody from outside, dials in. */
  dialIn(endpoint: string, number: string): void {
    if (endpoint !== 'trunk' && this.#members.some(({ channel }) => phoneOf(channel) === endpoint)) return;
    const channel = this.#wire.newChannel(endpoint, 'Ring', number, room);
    this.#wire.become(channel, 'Up');
    this.enter(channel, [channel]);
  }

  enter(channel: Channel, line: readonly Channel[]): void {
    const wire = this.#wire;
    if (this.#members.length === 0) this.#bridge = `b${wire.fresh()}`;
    this.#members = [...this.#members, { channel, line, held: false }];
    wire.say('ConfbridgeJoin', { '': channel }, { Conference: room, BridgeUniqueid: this.#bridge });
    wire.enter(channel, this.#bridge, { kind: 'base' });
  }

  /** By hanging up, or because an admin put them out. */
  leave(at: number, how: 'hangs up' | 'is put out'): void {
    const wire = this.#wire;
    const member = this.#members[at % this.#members.length];
    if (member === undefined) return;
    const { channel, line } = member;
    this.#members = this.#members.filter((each) => each !== member);
    if (how === 'hangs up') for (const each of line.toReversed()) wire.say('HangupRequest', { '': each });
    wire.say('ConfbridgeLeave', { '': channel }, { Conference: room, BridgeUniqueid: this.#bridge });
    for (const each of line) wire.leave(each);
    for (const each of line) wire.hangUp(each, 16);
  }

  hold(at: number): void {
    const member = this.#members[at % this.#members.length];
    if (member === undefined || !member.channel.name.startsWith('PJSIP/1')) return;
    member.held = !member.held;
    this.#wire.say(member.held ? 'Hold' : 'Unhold', { '': member.channel });
  }

  get shown(): readonly Shown[] {
    return this.#members
      .filter(({ channel }) => isMine(channel))
      .map(({ held }) => ({ phase: held ? 'held' : 'active', number: room }));
  }
}
