import type { z } from 'zod';
import { timeFrom } from './fields.ts';
import { Channel } from './generated/models.ts';

/** A channel as ARI shows it. Its id is AMI's Uniqueid; there is no Linkedid here. Empty texts mean unknown. */
export interface AriChannel {
  readonly id: string;
  /** The SIP Call-ID of a PJSIP channel; not yet in its ChannelCreated, and never on old Asterisks (16.28 has it). */
  readonly protocolId: string | null;
  readonly name: string;
  /** Down, Rsrvd, OffHook, Dialing, Ring, Ringing, Up, Busy … (`ast_state2str`, main/channel.c) */
  readonly state: string;
  readonly caller: AriParty;
  readonly connected: AriParty;
  readonly dialplan: { readonly context: string; readonly exten: string };
  /** By the PBX's clock, in ms since 1970. */
  readonly createdAt: number | null;
}

export interface AriParty {
  readonly name: string;
  readonly number: string;
}

/** Null: not a channel. */
export function decodeChannel(value: unknown): AriChannel | null {
  const read = Channel.safeParse(value);
  return read.success ? channelFrom(read.data) : null;
}

/** The same under our names. */
export function channelFrom(channel: z.infer<typeof Channel>): AriChannel {
  const { id, name, state, protocol_id: protocolId, caller, connected, dialplan, creationtime } = channel;
  return {
    ...{ id, name, state },
    protocolId: protocolId === '' ? null : protocolId,
    caller: partyFrom(caller),
    connected: partyFrom(connected),
    dialplan: { context: dialplan.context, exten: dialplan.exten },
    createdAt: timeFrom(creationtime),
  };
}

const partyFrom = ({ name, number }: AriParty): AriParty => ({ name, number });
