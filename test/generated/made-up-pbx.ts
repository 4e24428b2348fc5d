import { type Channel, PbxWire } from './pbx-wire.ts';

/** One caller's stay on the PBX, from the trunk or from a phone. */
export interface Stay {
  readonly caller: Channel;
  readonly via: 'direct' | 'group' | 'queue' | 'dialled' | 'conference';
  where: 'ringing' | 'talking' | 'waiting' | 'parked' | 'over';
  ringing: Channel[];
  /** Who has the caller. */
  with: Channel | null;
  heldBy: Channel | null;
  /** The second call of whoever has the caller: their own leg, and the colleague asked. */
  consult: { readonly own: Channel; readonly colleague: Channel } | null;
  parkedBy: string | null;
  /** The queue has done with the caller. */
  served: boolean;
}

export const phones = ['1001', '1002', '1003'] as const;
export const me = '1001';

/** What the phone at `me` must show now, by the PBX's own books. */
export interface Shown {
  readonly phase: 'ringing' | 'dialling' | 'active' | 'held';
  readonly number: string;
}

const phoneOf = (channel: Channel): string => channel.name.slice('PJSIP/'.length, -9);

/** A PBX that only ever does what Asterisk does, in Asterisk's order (test/captures); what to do is said from outside. */
export class MadeUpPbx {
  readonly wire = new PbxWire();
  readonly stays: Stay[] = [];
  /** Times my phones began to ring for somebody. */
  rings = 0;

  in(...where: readonly Stay['where'][]): readonly Stay[] {
    return this.stays.filter((stay) => where.includes(stay.where));
  }

  /** A caller comes in by the trunk for one phone, for several at once, or into the queue. */
  callIn(number: string, via: 'direct' | 'group' | 'queue', targets: readonly string[]): void {
    const exten = via === 'direct' ? (targets[0] ?? me) : via === 'group' ? '600' : '500';
    const caller = this.wire.newChannel('trunk', 'Ring', number, exten);
    const stay = this.#open(caller, via, 'ringing');
    if (via === 'queue') {
      this.wire.become(caller, 'Up');
      this.wire.say('QueueCallerJoin', { '': caller }, { Queue: 'support', Position: '1', Count: '1' });
      stay.where = 'waiting';
    }
    this.ring(stay, targets);
  }

  ring(stay: Stay, targets: readonly string[]): void {
    const { wire } = this;
    const { caller } = stay;
    for (const phone of targets) {
      const leg = wire.newChannel(phone, 'Down', phone, 's', caller.linkedid);
      if (stay.via === 'queue' && stay.where === 'waiting') {
        wire.say('AgentCalled', { '': caller, Dest: { ...leg, connected: caller.number } }, { Queue: 'support' });
      } else wire.connect(leg, caller.number);
      wire.say('DialBegin', { '': caller, Dest: leg });
      stay.ringing.push(leg);
    }
    if (targets.includes(me)) this.rings += 1;
    if (stay.via !== 'queue' && targets.length === 1) wire.connect(caller, targets[0] ?? '');
    for (const leg of stay.ringing.slice(-targets.length)) {
      wire.become(leg, 'Ringing');
      if (leg.connected === '') wire.connect(leg, caller.number);
    }
    stay.where = 'ringing';
  }

  answer(stay: Stay, at: number): void {
    const { wire } = this;
    const { caller } = stay;
    const winner = stay.ringing[at % stay.ringing.length];
    if (winner === undefined) return;
    wire.become(winner, 'Up');
    wire.say('DialEnd', { '': caller, Dest: winner }, { DialStatus: 'ANSWER' });
    for (const other of stay.ringing) {
      if (other === winner) continue;
      wire.say('DialEnd', { '': caller, Dest: other }, { DialStatus: 'CANCEL' });
      wire.hangUp(other, 26);
    }
    wire.connect(caller, winner.number);
    if (caller.state !== 'Up') wire.become(caller, 'Up');
    if (!stay.served) {
      wire.say('QueueCallerLeave', { '': caller }, { Queue: 'support', Position: '1', Count: '0' });
      wire.say('AgentConnect', { '': caller, Dest: winner }, { Queue: 'support', HoldTime: '3' });
    }
    this.#bridge(stay, winner);
  }

  /** Nobody answers: a queue lets its caller wait on, everybody else is sent away. */
  ringOut(stay: Stay, queued: boolean): void {
    const { wire } = this;
    for (const leg of stay.ringing) {
      if (queued) wire.say('AgentRingNoAnswer', { '': stay.caller, Dest: leg }, { Queue: 'support' });
      wire.say('DialEnd', { '': stay.caller, Dest: leg }, { DialStatus: 'NOANSWER' });
      wire.hangUp(leg, 0);
    }
    stay.ringing = [];
    stay.where = queued ? 'waiting' : 'over';
    if (!queued) wire.hangUp(stay.caller, 19);
  }

  giveUp(stay: Stay): void {
    const { wire } = this;
    wire.say('HangupRequest', { '': stay.caller });
    if (stay.where === 'parked') {
      wire.say('ParkedCallGiveUp', { Parkee: stay.caller }, { Parkinglot: 'default', ParkingSpace: '701' });
      wire.leave(stay.caller);
    }
    for (const leg of stay.ringing) {
      wire.say('DialEnd', { '': stay.caller, Dest: leg }, { DialStatus: 'CANCEL' });
      wire.hangUp(leg, 0);
    }
    if (!stay.served) {
      wire.say('QueueCallerAbandon', { '': stay.caller }, { Queue: 'support' });
      wire.say('QueueCallerLeave', { '': stay.caller }, { Queue: 'support' });
    }
    wire.hangUp(stay.caller, 16);
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
    const { wire } = this;
    const { caller, with: phone } = stay;
    if (phone === null || stay.consult !== null) return;
    const [first, second] = by === 'phone' ? [phone, caller] : [caller, phone];
    wire.say('HangupRequest', { '': first });
    wire.leave(first);
    wire.leave(second);
    wire.say('SoftHangupRequest', { '': second }, { Cause: '16' });
    wire.hangUp(first, 16);
    wire.hangUp(second, 16);
    this.#over(stay);
  }

  /** Sends the caller on; the target rings at once. */
  blindTransfer(stay: Stay, target: string): void {
    const { wire } = this;
    const { caller, with: phone } = stay;
    if (phone === null || stay.consult !== null || stay.via === 'dialled' || phoneOf(phone) === target) return;
    wire.say('Unhold', { '': phone });
    const headers = { Result: 'Success', Extension: target, BridgeUniqueid: phone.bridge ?? '' };
    wire.say('BlindTransfer', { Transferer: phone, Transferee: caller }, headers);
    wire.leave(phone);
    wire.leave(caller);
    wire.hangUp(phone, 16);
    Object.assign(stay, { with: null, heldBy: null });
    this.ring(stay, [target]);
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
    const bridge = own.bridge ?? '';
    wire.say('Unhold', { '': phone });
    wire.leave(caller);
    wire.leave(own);
    colleague.linkedid = caller.linkedid;
    wire.enter(caller, bridge, 'basic', own);
    wire.connect(colleague, caller.number);
    wire.say(
      'AttendedTransfer',
      { OrigTransferer: phone, SecondTransferer: own, Transferee: caller, TransferTarget: colleague },
      { Result: 'Success', DestType: 'Bridge', DestBridgeUniqueid: bridge },
    );
    wire.leave(phone);
    wire.connect(caller, colleague.number);
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
    const { caller, with: phone } = stay;
    if (phone === null || stay.consult !== null || stay.via === 'dialled') return;
    wire.leave(caller);
    this.#parking('ParkedCall', stay, phoneOf(phone));
    wire.enter(caller, 'parking', 'parking');
    wire.leave(phone);
    wire.hangUp(phone, 16);
    Object.assign(stay, { where: 'parked', with: null, heldBy: null, parkedBy: phoneOf(phone) });
  }

  retrieve(stay: Stay, phone: string): void {
    const { wire } = this;
    const leg = wire.newChannel(phone, 'Ring', phone, '701');
    wire.become(leg, 'Up');
    this.#parking('UnParkedCall', stay, stay.parkedBy ?? '', { Retriever: leg });
    wire.leave(stay.caller);
    const bridge = `b${wire.fresh()}`;
    wire.enter(stay.caller, bridge);
    leg.linkedid = stay.caller.linkedid;
    wire.enter(leg, bridge);
    wire.connect(leg, stay.caller.number);
    wire.connect(stay.caller, phone);
    Object.assign(stay, { where: 'talking', with: leg });
  }

  /** Nobody fetched the caller: whoever parked them is rung. */
  comeBack(stay: Stay): void {
    this.#parking('ParkedCallTimeOut', stay, stay.parkedBy ?? '');
    this.wire.leave(stay.caller);
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
    this.#bridge(stay, own);
  }

  /** What must be on the desk, sorted. */
  shown(): readonly Shown[] {
    const mine = (channel: Channel) => phoneOf(channel) === me;
    const all = this.stays.flatMap((stay): Shown[] => {
      const { caller, ringing, with: phone, consult } = stay;
      const number = caller.number;
      const seen: Shown[] = ringing.some(mine) ? [{ phase: 'ringing', number }] : [];
      if (phone !== null && mine(phone)) seen.push({ phase: stay.heldBy === null ? 'active' : 'held', number });
      if (consult !== null && mine(consult.own)) seen.push({ phase: 'active', number: consult.colleague.number });
      if (consult !== null && mine(consult.colleague)) seen.push({ phase: 'active', number: consult.own.number });
      return seen;
    });
    return all.toSorted(byText);
  }

  #open(caller: Channel, via: Stay['via'], where: Stay['where']): Stay {
    const stay: Stay = {
      caller,
      via,
      where,
      ringing: [],
      with: null,
      heldBy: null,
      consult: null,
      parkedBy: null,
      served: via !== 'queue',
    };
    this.stays.push(stay);
    return stay;
  }

  #bridge(stay: Stay, phone: Channel): void {
    const bridge = `b${this.wire.fresh()}`;
    this.wire.enter(phone, bridge);
    this.wire.enter(stay.caller, bridge);
    Object.assign(stay, { where: 'talking', with: phone, ringing: [], heldBy: null, served: true });
  }

  #parking(event: string, { caller }: Stay, by: string, more: Readonly<Record<string, Channel>> = {}): void {
    const slot = { Parkinglot: 'default', ParkingSpace: '701', ParkingTimeout: '45', ParkerDialString: `PJSIP/${by}` };
    this.wire.say(event, { Parkee: caller, ...more }, slot);
  }

  #over(stay: Stay): void {
    Object.assign(stay, { where: 'over', with: null, heldBy: null });
  }
}

export const byText = (a: Shown, b: Shown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
