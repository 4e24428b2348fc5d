import { LocalChannels, type Road } from './local-channels.ts';
import { type Channel, PbxWire } from './pbx-wire.ts';
import { Room, room } from './rooms.ts';
import {
  byText,
  dialledFor,
  faceOf,
  me,
  openStay,
  phoneOf,
  type Ring,
  type Shown,
  type Stay,
  shownOf,
} from './stay.ts';

/** A PBX that only ever does what Asterisk does, in Asterisk's order (test/captures); what to do is said from outside. */
export class MadeUpPbx {
  readonly wire = new PbxWire();
  readonly stays: Stay[] = [];
  readonly locals = new LocalChannels(this.wire);
  readonly room = new Room(this.wire);
  /** Times my phones began to ring for somebody. */
  rings = 0;

  in(...where: readonly Stay['where'][]): readonly Stay[] {
    return this.stays.filter((stay) => where.includes(stay.where));
  }

  /** A caller comes in by the trunk for one phone, for several at once, or into the queue. */
  callIn(number: string, via: 'direct' | 'group' | 'queue', targets: readonly string[], road: Road): void {
    const exten = via === 'direct' ? (targets[0] ?? me) : via === 'group' ? '600' : '500';
    const caller = this.wire.newChannel('trunk', 'Ring', number, exten);
    const stay = this.#open(caller, via, 'ringing');
    if (via === 'queue') {
      this.wire.become(caller, 'Up');
      this.wire.say('QueueCallerJoin', { '': caller }, { Queue: 'support', Position: '1', Count: '1' });
      stay.where = 'waiting';
    }
    this.ring(stay, targets, road);
  }

  ring(stay: Stay, targets: readonly string[], road: Road = 'straight'): void {
    const { wire } = this;
    const rung = targets.map((phone) => this.#dial(stay, phone, road));
    if (targets.includes(me)) this.rings += 1;
    if (stay.via !== 'queue' && targets.length === 1) wire.connect(faceOf(stay), targets[0] ?? '');
    for (const { leg, pair } of rung) {
      const isNew = leg.connected === '';
      leg.connected = stay.caller.number;
      wire.become(leg, 'Ringing');
      if (isNew) wire.connect(leg, stay.caller.number);
      if (pair !== null) wire.become(pair.one, 'Ringing');
    }
    stay.ringing.push(...rung);
    stay.where = 'ringing';
  }

  /** What is dialled is told at once; a Local channel's far half dials the phone from a thread of its own. */
  #dial(stay: Stay, phone: string, road: Road): Ring {
    const { wire } = this;
    const face = faceOf(stay);
    const { number, linkedid } = stay.caller;
    const pair = this.locals.open(face, phone, road);
    const ring = { pair, leg: pair === null ? wire.newChannel(phone, 'Down', phone, 's', linkedid) : null };
    const dialled = ring.leg ?? pair?.one ?? face;
    const offers = stay.via === 'queue' && stay.where === 'waiting';
    if (offers) wire.say('AgentCalled', { '': face, Dest: { ...dialled, connected: number } }, { Queue: 'support' });
    else wire.connect(dialled, number);
    wire.say('DialBegin', { '': face, Dest: dialled });
    if (pair === null) return { leg: dialled, pair };
    const leg = wire.newChannel(phone, 'Down', phone, 's', linkedid);
    wire.connect(leg, number);
    wire.say('DialBegin', { '': pair.two, Dest: leg });
    return { leg, pair };
  }

  answer(stay: Stay, at: number): void {
    const { wire } = this;
    const face = faceOf(stay);
    const winner = stay.ringing[at % stay.ringing.length];
    if (winner === undefined) return;
    const dialled = dialledFor(winner);
    wire.become(winner.leg, 'Up');
    this.locals.answered(winner);
    wire.say('DialEnd', { '': face, Dest: dialled }, { DialStatus: 'ANSWER' });
    for (const other of stay.ringing) if (other !== winner) this.#stop(stay, other, 'CANCEL', 26);
    wire.connect(face, winner.leg.number);
    if (face.state !== 'Up') wire.become(face, 'Up');
    if (!stay.served) {
      wire.say('QueueCallerLeave', { '': face }, { Queue: 'support', Position: '1', Count: '0' });
      wire.say('AgentConnect', { '': face, Dest: dialled }, { Queue: 'support', HoldTime: '3' });
    }
    if (winner.pair !== null) this.locals.bridged(winner.leg, winner.pair);
    this.#bridge(stay, winner);
  }

  #stop(stay: Stay, ring: Ring, status: string, cause: number): void {
    this.wire.say('DialEnd', { '': faceOf(stay), Dest: dialledFor(ring) }, { DialStatus: status });
    this.locals.stop(ring, cause);
  }

  /** Nobody answers: a queue lets its caller wait on, everybody else is sent away. */
  ringOut(stay: Stay, queued: boolean): void {
    for (const ring of stay.ringing) {
      const offer = { '': stay.caller, Dest: dialledFor(ring) };
      if (queued) this.wire.say('AgentRingNoAnswer', offer, { Queue: 'support' });
      this.#stop(stay, ring, 'NOANSWER', 0);
    }
    stay.ringing = [];
    stay.where = queued ? 'waiting' : 'over';
    if (!queued) this.locals.sendAway(stay, 19);
  }

  giveUp(stay: Stay): void {
    const { wire } = this;
    this.locals.hangUpFrom(stay, 'caller', () => {
      const slot = { Parkinglot: 'default', ParkingSpace: '701' };
      if (stay.where === 'parked') wire.say('ParkedCallGiveUp', { Parkee: faceOf(stay) }, slot);
      for (const ring of stay.ringing) this.#stop(stay, ring, 'CANCEL', 0);
      if (stay.served) return;
      wire.say('QueueCallerAbandon', { '': stay.caller }, { Queue: 'support' });
      wire.say('QueueCallerLeave', { '': stay.caller }, { Queue: 'support' });
    });
    stay.ringing = [];
    stay.where = 'over';
  }

  hold(stay: Stay): void {
    const { with: phone } = stay;
    if (phone === null || stay.consult !== null) return;
    const holds = stay.heldBy === null;
    stay.heldBy = holds ? phone : null;
    this.wire.say(holds ? 'Hold' : 'Unhold', { '': phone });
  }

  hangUp(stay: Stay, by: 'phone' | 'caller'): void {
    if (stay.with === null || stay.consult !== null) return;
    this.locals.hangUpFrom(stay, by);
    this.#over(stay);
  }

  /** Sends the caller on; the target rings at once. */
  blindTransfer(stay: Stay, target: string): void {
    if (!this.#sendOn(stay, target)) return;
    Object.assign(stay, { with: null, heldBy: null });
    this.ring(stay, [target]);
  }

  /** Sends the caller into the conference. */
  sendToRoom(stay: Stay): void {
    if (!this.#sendOn(stay, room)) return;
    this.#over(stay);
    this.room.enter(faceOf(stay), this.locals.lineOf(stay));
  }

  #sendOn(stay: Stay, target: string): boolean {
    const { wire } = this;
    const { with: phone } = stay;
    if (phone === null || stay.consult !== null || stay.via === 'dialled' || phoneOf(phone) === target) return false;
    const face = faceOf(stay);
    wire.say('Unhold', { '': phone });
    const headers = { Result: 'Success', Extension: target, BridgeUniqueid: phone.bridge ?? '' };
    wire.say('BlindTransfer', { Transferer: phone, Transferee: face }, headers);
    wire.leave(phone);
    wire.leave(face);
    wire.hangUp(phone, 16);
    return true;
  }

  /** Whoever has the caller asks a colleague, who answers. */
  askColleague(stay: Stay, target: string): void {
    const { wire } = this;
    const { with: phone } = stay;
    if (phone === null || stay.consult !== null || stay.via === 'dialled' || phoneOf(phone) === target) return;
    if (stay.heldBy === null) wire.say('Hold', { '': phone });
    stay.heldBy = phone;
    const own = wire.newChannel(phoneOf(phone), 'Ring', phone.number, target);
    const colleague = wire.newChannel(target, 'Down', target, 's', own.linkedid);
    wire.connect(colleague, own.number);
    wire.say('DialBegin', { '': own, Dest: colleague });
    if (target === me) this.rings += 1;
    wire.connect(own, target);
    wire.become(colleague, 'Ringing');
    wire.become(colleague, 'Up');
    wire.say('DialEnd', { '': own, Dest: colleague }, { DialStatus: 'ANSWER' });
    wire.become(own, 'Up');
    const bridge = `b${wire.fresh()}`;
    wire.enter(colleague, bridge);
    wire.enter(own, bridge);
    stay.consult = { own, colleague };
  }

  /** The caller takes the asker's place beside the colleague. */
  complete(stay: Stay): void {
    const { wire } = this;
    const { caller, with: phone, consult } = stay;
    if (phone === null || consult === null) return;
    const { own, colleague } = consult;
    const face = faceOf(stay);
    const bridge = own.bridge ?? '';
    wire.say('Unhold', { '': phone });
    wire.leave(face);
    wire.leave(own);
    colleague.linkedid = caller.linkedid;
    wire.enter(face, bridge, { swap: own });
    wire.connect(colleague, caller.number);
    wire.say(
      'AttendedTransfer',
      { OrigTransferer: phone, SecondTransferer: own, Transferee: face, TransferTarget: colleague },
      { Result: 'Success', DestType: 'Bridge', DestBridgeUniqueid: bridge },
    );
    wire.leave(phone);
    wire.connect(face, colleague.number);
    wire.hangUp(phone, 16);
    wire.hangUp(own, 16);
    Object.assign(stay, { with: colleague, heldBy: null, consult: null });
  }

  /** The asker drops the colleague and has the caller again. */
  dropColleague(stay: Stay): void {
    const { wire } = this;
    const { consult, with: phone } = stay;
    if (consult === null || phone === null) return;
    const { own, colleague } = consult;
    wire.say('HangupRequest', { '': own });
    wire.leave(own);
    wire.leave(colleague);
    wire.say('SoftHangupRequest', { '': colleague }, { Cause: '16' });
    wire.hangUp(colleague, 16);
    wire.hangUp(own, 16);
    wire.say('Unhold', { '': phone });
    Object.assign(stay, { consult: null, heldBy: null });
  }

  park(stay: Stay): void {
    const { wire } = this;
    const { with: phone } = stay;
    if (phone === null || stay.consult !== null || stay.via === 'dialled') return;
    const face = faceOf(stay);
    wire.leave(face);
    this.#parking('ParkedCall', stay, phoneOf(phone));
    wire.enter(face, 'parking', { kind: 'parking' });
    wire.leave(phone);
    wire.hangUp(phone, 16);
    Object.assign(stay, { where: 'parked', with: null, heldBy: null, parkedBy: phoneOf(phone) });
  }

  retrieve(stay: Stay, phone: string): void {
    const { wire } = this;
    const leg = wire.newChannel(phone, 'Ring', phone, '701');
    wire.become(leg, 'Up');
    this.#parking('UnParkedCall', stay, stay.parkedBy ?? '', { Retriever: leg });
    const face = faceOf(stay);
    wire.leave(face);
    const bridge = `b${wire.fresh()}`;
    wire.enter(face, bridge);
    leg.linkedid = stay.caller.linkedid;
    wire.enter(leg, bridge);
    wire.connect(leg, stay.caller.number);
    wire.connect(face, phone);
    Object.assign(stay, { where: 'talking', with: leg });
  }

  /** Nobody fetched the caller: whoever parked them is rung. */
  comeBack(stay: Stay): void {
    this.#parking('ParkedCallTimeOut', stay, stay.parkedBy ?? '');
    this.wire.leave(faceOf(stay));
    this.ring(stay, [stay.parkedBy ?? me]);
  }

  dialOut(phone: string, number: string): void {
    const { wire } = this;
    const own = wire.newChannel(phone, 'Ring', phone, number);
    const far = wire.newChannel('trunk', 'Down', number, 's', own.linkedid);
    wire.connect(far, phone);
    wire.say('DialBegin', { '': own, Dest: far });
    wire.connect(own, number);
    wire.become(far, 'Ringing');
    wire.become(far, 'Up');
    wire.say('DialEnd', { '': own, Dest: far }, { DialStatus: 'ANSWER' });
    wire.become(own, 'Up');
    const stay = this.#open(far, 'dialled', 'talking');
    this.#bridge(stay, { leg: own, pair: null });
  }

  /** What must be on the desk, sorted. */
  shown(): readonly Shown[] {
    return [...this.stays.flatMap(shownOf), ...this.room.shown].toSorted(byText);
  }

  #open(caller: Channel, via: Stay['via'], where: Stay['where']): Stay {
    const stay = openStay(caller, via, where);
    this.stays.push(stay);
    return stay;
  }

  #bridge(stay: Stay, taken: Ring): void {
    const bridge = `b${this.wire.fresh()}`;
    this.wire.enter(dialledFor(taken), bridge);
    this.wire.enter(faceOf(stay), bridge);
    const chain = taken.pair === null ? stay.chain : [...stay.chain, taken.pair];
    Object.assign(stay, { where: 'talking', with: taken.leg, chain, ringing: [], heldBy: null, served: true });
  }

  #parking(event: string, stay: Stay, by: string, more: Readonly<Record<string, Channel>> = {}): void {
    const slot = { Parkinglot: 'default', ParkingSpace: '701', ParkingTimeout: '45', ParkerDialString: `PJSIP/${by}` };
    this.wire.say(event, { Parkee: faceOf(stay), ...more }, slot);
  }

  #over(stay: Stay): void {
    Object.assign(stay, { where: 'over', with: null, heldBy: null });
  }
}
