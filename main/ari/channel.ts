import { asFields, type Fields, textOf, timeOf } from './fields.ts';

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
  const fields = asFields(value);
  if (fields === null) return null;
  const [id, name, state] = ['id', 'name', 'state'].map((field) => textOf(fields, field));
  if (typeof id !== 'string' || typeof name !== 'string' || typeof state !== 'string') return null;
  const dialplan = asFields(fields['dialplan']);
  const protocolId = textOf(fields, 'protocol_id');
  return {
    id,
    name,
    state,
    protocolId: protocolId === '' ? null : protocolId,
    caller: decodeParty(fields['caller']),
    connected: decodeParty(fields['connected']),
    dialplan: { context: textIn(dialplan, 'context'), exten: textIn(dialplan, 'exten') },
    createdAt: timeOf(fields, 'creationtime'),
  };
}

function decodeParty(value: unknown): AriParty {
  const fields = asFields(value);
  return { name: textIn(fields, 'name'), number: textIn(fields, 'number') };
}

const textIn = (fields: Fields | null, name: string): string => (fields === null ? '' : (textOf(fields, name) ?? ''));
