import type { Outcome } from '../../../preload/contract/requests.ts';
import type { AmiAction } from '../../ami/action.ts';
import { conferenceKick, conferenceMute, redirect, setvar } from '../../ami/actions.ts';
import type { AmiClient } from '../../ami/client.ts';
import type { SipCallId } from '../../base/ids.ts';
import type { CallKey } from '../../calls/call.ts';
import { callOfDialog, findCall } from '../../calls/select-calls.ts';
import { holdOthers } from '../alone.ts';
import { confirmed, outcomeOf, refused } from '../refusals.ts';
import type { Arrangement } from './arrangements.ts';
import type { CallWork } from './call-work.ts';
import type { ConferenceRooms } from './conference-rooms.ts';
import { HandOver, type HandOverOptions } from './hand-over.ts';
import { type MyLeg, myLegs, type PbxChannel } from './my-leg.ts';

export interface ConferenceCommandsOptions extends HandOverOptions {
  readonly ami: AmiClient | null;
  readonly endpoint: string;
  readonly conferences: ConferenceRooms;
  readonly work: CallWork;
  /** Put before my extension and a digit, it is a conference. */
  readonly prefix: string | null;
  readonly extension: string;
  readonly context: string;
}

/** The dialplan's snippet reads it: who has it leaves when nobody else is left. */
export const guestVariable = 'OFFHOOK_GUEST';
/** How long the PBX may take to bring somebody into a conference, ms. */
const joinsWithin = 5_000;

/** Everything the joining of a pair works with. */
interface Joining {
  readonly ami: AmiClient;
  readonly pair: Arrangement;
  /** My leg that goes into the conference, and the one that is given up. */
  readonly stays: SipCallId;
  readonly goes: SipCallId;
  readonly legs: { readonly staying: MyLeg; readonly leaving: MyLeg };
}

type Bringing = Pick<Joining, 'ami' | 'stays' | 'legs'>;

/** Three and more in a conference of the PBX. My two legs are never both in it: one goes in, the other is given up. */
export class ConferenceCommands {
  readonly #options: ConferenceCommandsOptions;
  readonly #handOver: HandOver;

  constructor(options: ConferenceCommandsOptions) {
    this.#options = options;
    this.#handOver = new HandOver(options);
  }

  /** Confirmed when the PBX has told of everybody's coming in. */
  join(key: CallKey): Promise<Outcome> {
    return this.#options.work.inPair(key, 'conference', async (pair) => {
      const joining = await this.#prepare(pair);
      return 'outcome' in joining ? joining : this.#join(joining);
    });
  }

  muteMember(key: CallKey, member: string, muted: boolean): Promise<Outcome> {
    return this.#onMember(key, member, (room, channel) => conferenceMute(room, channel, muted));
  }

  removeMember(key: CallKey, member: string): Promise<Outcome> {
    return this.#onMember(key, member, conferenceKick);
  }

  async #prepare(pair: Arrangement): Promise<Joining | Outcome> {
    const { phone, ami, endpoint, clock } = this.#options;
    if (ami === null) return refused('not-now');
    const [stays, goes] =
      this.#roomOf(pair.customer) === null ? [pair.colleague, pair.customer] : [pair.customer, pair.colleague];
    const legs = await myLegs({ ami, endpoint, clock, carrierOf: (each) => phone.carrierOf(each) }, [stays, goes]);
    const [staying, leaving] = [legs.get(stays), legs.get(goes)];
    if (staying === undefined || leaving === undefined) return refused('not-now');
    if (staying.peers.length === 0 || leaving.peers.length === 0) return refused('nobody-to-join');
    return { ami, pair, stays, goes, legs: { staying, leaving } };
  }

  /** First who talks to me and I, then whoever waits: a conference that does not come about costs no waiting caller. */
  async #join({ ami, pair, stays, goes, legs }: Joining): Promise<Outcome> {
    const { arrangements, watch } = this.#options;
    const room = this.#roomOf(stays) ?? this.#freeRoom();
    if (room === null) return refused('no-conference');
    const completing = arrangements.change(pair, { completing: true });
    const opened = this.#roomOf(stays) === null ? await this.#open({ ami, stays, legs }, room) : null;
    if (opened !== null) {
      if (arrangements.stands(completing)) arrangements.change(completing, { completing: false });
      return opened;
    }
    // The PBX ends the leg of whoever is taken from it.
    arrangements.departs(goes, { kind: 'joined' });
    arrangements.dissolve(completing);
    const brought = await this.#bring({ ami, stays, legs }, room);
    if (brought.outcome !== 'confirmed') arrangements.stays(goes);
    else await this.#handOver.leave(goes);
    if (!watch.isHeld(stays)) return brought;
    const inTheWay = await holdOthers(this.#options.phone, this.#options.calls(), stays);
    if (inTheWay !== null) return inTheWay;
    const resumed = outcomeOf(await this.#options.phone.resume(stays));
    return brought.outcome === 'confirmed' ? resumed : brought;
  }

  /** Null: whoever I talk to and I are in the conference. */
  async #open({ ami, stays, legs: { staying, leaving } }: Bringing, room: string): Promise<Outcome | null> {
    const { context } = this.#options;
    const [peer] = staying.peers;
    if (peer === undefined) return refused('nobody-to-join');
    // The customer's side, before they are moved: a variable goes where its channel goes.
    for (const guest of leaving.peers) await ami.action(setvar(guest.name, guestVariable, '1'));
    const asked = await ami.action(redirect(staying.name, { context, exten: room }, peer.name));
    if (!asked.ok) return refused('rejected-by-pbx', wordsOf(asked.failure));
    return (await this.#inside([staying, peer], stays)) ? null : refused('no-conference');
  }

  async #bring({ ami, stays, legs }: Bringing, room: string): Promise<Outcome> {
    const { context } = this.#options;
    const channels = legs.leaving.peers;
    for (const { name } of channels) {
      const asked = await ami.action(redirect(name, { context, exten: room }));
      if (!asked.ok) return refused('rejected-by-pbx', wordsOf(asked.failure));
    }
    return (await this.#inside(channels, stays)) ? confirmed : { outcome: 'unconfirmed', afterMs: joinsWithin };
  }

  /** Resolves true once all of them are in a conference; at once false when my leg is not in the PBX any more. */
  async #inside(channels: readonly PbxChannel[], mine: SipCallId): Promise<boolean> {
    const { conferences, watch } = this.#options;
    const heard = conferences.onDidChange(() => watch.recheck());
    const inside = await watch.first(() => {
      if (channels.every(({ name }) => conferences.roomOf(name) !== null)) return true;
      return watch.phaseOf(mine) === 'ended' ? false : null;
    }, joinsWithin);
    heard.dispose();
    return inside === true;
  }

  #roomOf(dialog: SipCallId): string | null {
    return callOfDialog(this.#options.calls(), dialog)?.conference ?? null;
  }

  /** One that I have left may still be going on: its room is not mine to open. */
  #freeRoom(): string | null {
    const { prefix, extension, conferences } = this.#options;
    if (prefix === null) return null;
    const rooms = Array.from({ length: 10 }, (_, digit) => `${prefix}${extension}${digit}`);
    return rooms.find((room) => conferences.isFree(room)) ?? null;
  }

  async #onMember(key: CallKey, member: string, act: (room: string, channel: string) => AmiAction): Promise<Outcome> {
    const { ami, calls, conferences } = this.#options;
    const room = findCall(calls(), key)?.call.conference ?? null;
    const channel = room === null ? undefined : conferences.members(room).find((each) => each.channel === member);
    if (ami === null || room === null || channel === undefined) return refused('no-such-call');
    const asked = await ami.action(act(room, channel.name));
    return asked.ok ? confirmed : refused('rejected-by-pbx', wordsOf(asked.failure));
  }
}

const wordsOf = (failure: { readonly kind: string; readonly message?: string }): string =>
  failure.message ?? failure.kind;
