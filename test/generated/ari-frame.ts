import { callIdOf } from './call-id.ts';
import type { Channel } from './pbx-wire.ts';

type Headers = Readonly<Record<string, string>>;
type Channels = Readonly<Record<string, Channel>>;

/** What ARI says of the same; the names are AMI's. Of queues and of who parked whom it says nothing. */
const frames: Readonly<Record<string, (channels: Channels, headers: Headers) => object>> = {
  Newchannel: about('ChannelCreated'),
  Newstate: about('ChannelStateChange'),
  NewConnectedLine: about('ChannelConnectedLine'),
  Hold: about('ChannelHold'),
  Unhold: about('ChannelUnhold'),
  HangupRequest: about('ChannelHangupRequest'),
  SoftHangupRequest: (channels, { Cause }) => ({
    ...{ ...about('ChannelHangupRequest')(channels), soft: true, cause: Number(Cause) },
  }),
  Hangup: (channels, { Cause }) => ({ ...about('ChannelDestroyed')(channels), cause: Number(Cause), cause_txt: 'x' }),
  DialBegin: ({ '': caller, Dest }) => ({
    ...{ type: 'Dial', dialstatus: '', forward: '', dialstring: '', caller: shown(caller), peer: shown(Dest) },
  }),
  DialEnd: ({ '': caller, Dest }, { DialStatus }) => ({
    ...{ type: 'Dial', dialstatus: DialStatus, forward: '', dialstring: '', caller: shown(caller), peer: shown(Dest) },
  }),
  BridgeEnter: inBridge('ChannelEnteredBridge'),
  BridgeLeave: inBridge('ChannelLeftBridge'),
  BlindTransfer: ({ Transferer, Transferee }, { Result, Extension }) => ({
    ...{ type: 'BridgeBlindTransfer', channel: shown(Transferer), transferee: shown(Transferee) },
    ...{ result: Result, exten: Extension, context: 'from-internal', is_external: true },
  }),
  AttendedTransfer: ({ OrigTransferer, SecondTransferer, Transferee, TransferTarget }, headers) => ({
    ...{ type: 'BridgeAttendedTransfer', transferer_first_leg: shown(OrigTransferer) },
    ...{ transferer_second_leg: shown(SecondTransferer), transferee: shown(Transferee) },
    ...{ transfer_target: shown(TransferTarget), result: headers['Result'], is_external: true },
    ...{ destination_type: 'bridge', destination_bridge: headers['DestBridgeUniqueid'] },
  }),
};

/** The ARI frame beside a manager event; null: ARI has none. */
export function ariFrame(event: string, at: number, channels: Channels, headers: Headers): string | null {
  const frame = Object.hasOwn(frames, event) ? frames[event] : undefined;
  if (frame === undefined) return null;
  const timestamp = new Date(at).toISOString().replace('Z', '+0000');
  return JSON.stringify({ ...frame(channels, headers), timestamp, application: 'made-up' });
}

function about(type: string) {
  return ({ '': channel }: Channels): object => ({ type, channel: shown(channel) });
}

function inBridge(type: string) {
  return ({ '': channel }: Channels, { BridgeUniqueid, BridgeType }: Headers): object => ({
    ...{ type, channel: shown(channel), bridge: { id: BridgeUniqueid, bridge_class: BridgeType } },
  });
}

function shown(channel: Channel | undefined): object | undefined {
  if (channel === undefined) return undefined;
  const { id, name, number, exten, state, connected } = channel;
  return {
    ...{ id, name, state, protocol_id: name.startsWith('PJSIP/') ? callIdOf(id) : '', accountcode: '', language: 'en' },
    ...{ caller: { name: '', number }, connected: { name: '', number: connected } },
    dialplan: { context: 'from-internal', exten, priority: 1, app_name: '', app_data: '' },
    creationtime: '2026-11-21T03:22:37.101+0000',
  };
}
