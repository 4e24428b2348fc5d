import type { AmiMessage } from '../../pbx/pbx.ts';

/** The channels of the desk's own phone. */
export const mine = (channels: readonly AmiMessage[]): readonly AmiMessage[] =>
  channels.filter(({ Channel = '' }) => Channel.startsWith('PJSIP/1001-'));

/** The bridge a channel is in; empty: in none, or it is gone. */
export const bridgeOf = (channels: readonly AmiMessage[], uniqueid: string): string =>
  channels.find(({ Uniqueid }) => Uniqueid === uniqueid)?.['BridgeId'] ?? '';
