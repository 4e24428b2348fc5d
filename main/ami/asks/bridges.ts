import { bridgeInfo } from '../actions.ts';
import type { AmiListAsk } from './ask.ts';
import { type AmiChannel, channelIn } from './channels.ts';
import { action, numberIn, textIn } from './fields.ts';

export interface AmiBridge {
  readonly id: string;
  /** basic, parking, holding, base (a conference), stasis */
  readonly type: string;
  readonly technology: string;
  readonly creator: string;
  readonly name: string;
  readonly channels: number;
}

export const askBridges = (): AmiListAsk<AmiBridge> => ({
  action: action('BridgeList'),
  read: (item) => {
    const id = item.name === 'BridgeListItem' ? item.get('BridgeUniqueid') : undefined;
    if (id === undefined) return null;
    return {
      ...{ id, type: textIn(item, 'BridgeType'), technology: textIn(item, 'BridgeTechnology') },
      ...{ creator: textIn(item, 'BridgeCreator'), name: textIn(item, 'BridgeName') },
      channels: numberIn(item, 'BridgeNumChannels') ?? 0,
    };
  },
});

/** Who is in a bridge. */
export const askBridge = (bridge: string): AmiListAsk<AmiChannel> => ({
  action: bridgeInfo(bridge),
  read: (item) => (item.name === 'BridgeInfoChannel' ? channelIn(item) : null),
});
