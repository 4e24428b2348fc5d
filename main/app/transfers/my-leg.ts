import { status } from '../../ami/actions.ts';
import type { AmiClient } from '../../ami/client.ts';
import type { AmiMessage } from '../../ami/codec/message.ts';
import type { Clock } from '../../base/clock.ts';
import type { SipCallId } from '../../base/ids.ts';
import { callIdOf } from '../call-id-of.ts';
import { endpointOf } from '../translate/endpoint-of.ts';

/** AMI as far as it is asked. */
export type AskedAmi = Pick<AmiClient, 'action' | 'list'>;

export interface PbxChannel {
  readonly name: string;
  readonly uniqueid: string;
}

/** The PBX's side of a dialog of ours. */
export interface MyLeg extends PbxChannel {
  /** The other channels in its bridge: the far end, whatever its caller ID says. */
  readonly peers: readonly PbxChannel[];
}

export interface MyLegsOptions {
  readonly ami: AskedAmi;
  readonly endpoint: string;
  readonly clock: Clock;
  /** The Call-ID that carries a dialog now: a call that was lost and came back has another one. */
  readonly carrierOf: (dialog: SipCallId) => SipCallId;
}

const tries = 5;
const pause = 200;

/**
 * The channels of these dialogs, by SIP Call-ID; a dialog that is not found is left out. In the first moment after an
 * answer the PBX has not put the two ends into one bridge yet: those without a peer are looked for again.
 */
export async function myLegs(
  options: MyLegsOptions,
  dialogs: readonly SipCallId[],
  left = tries,
): Promise<ReadonlyMap<SipCallId, MyLeg>> {
  const { clock } = options;
  const legs = await legsNow(options, dialogs);
  const found = dialogs.every((dialog) => (legs.get(dialog)?.peers.length ?? 0) > 0);
  if (found || left <= 1) return legs;
  await new Promise<void>((resolve) => {
    clock.after(pause, resolve);
  });
  return myLegs(options, dialogs, left - 1);
}

/** The channel of one dialog, in a bridge or not, looked for until the PBX has it; null: it does not come. */
export async function legOfDialog(
  options: MyLegsOptions,
  dialog: SipCallId,
  patience: { readonly tries: number; readonly pause: number },
): Promise<MyLeg | null> {
  const { clock } = options;
  const leg = (await legsNow(options, [dialog])).get(dialog);
  if (leg !== undefined || patience.tries <= 1) return leg ?? null;
  await new Promise<void>((resolve) => {
    clock.after(patience.pause, resolve);
  });
  return legOfDialog(options, dialog, { ...patience, tries: patience.tries - 1 });
}

/** Those of these channels of mine that the PBX still has. */
export async function legsOfChannels(ami: Pick<AmiClient, 'list'>, mine: readonly string[]): Promise<readonly MyLeg[]> {
  const channels = await ami.list(status());
  if (!channels.ok) return [];
  return channels.value
    .filter((channel) => mine.includes(channel.get('Uniqueid') ?? ''))
    .map((channel) => legOf(channel, channels.value));
}

async function legsNow(
  { ami, endpoint, carrierOf }: MyLegsOptions,
  dialogs: readonly SipCallId[],
): Promise<ReadonlyMap<SipCallId, MyLeg>> {
  const channels = await ami.list(status());
  if (!channels.ok) return new Map();
  const ours = channels.value.filter((channel) => endpointOf(channel.get('Channel') ?? '') === endpoint);
  const asked = await Promise.all(
    ours.map(async (channel) => [channel, await callIdOf(ami, channel.get('Channel') ?? '')] as const),
  );
  return new Map(
    asked.flatMap(([channel, callId]) => {
      const dialog = dialogs.find((each) => carrierOf(each) === callId);
      return dialog === undefined ? [] : [[dialog, legOf(channel, channels.value)] as const];
    }),
  );
}

function legOf(leg: AmiMessage, channels: readonly AmiMessage[]): MyLeg {
  const bridge = leg.get('BridgeID') ?? '';
  const peers = channels.filter((channel) => channel !== leg && bridge !== '' && channel.get('BridgeID') === bridge);
  return { ...channelOf(leg), peers: peers.map(channelOf) };
}

const channelOf = (channel: AmiMessage): PbxChannel => ({
  name: channel.get('Channel') ?? '',
  uniqueid: channel.get('Uniqueid') ?? '',
});
