import { parkedCalls } from '../actions.ts';
import { type AmiAsk, type AmiListAsk, order } from './ask.ts';
import { type AmiChannel, channelIn } from './channels.ts';
import { action, numberIn, textIn } from './fields.ts';

export interface ParkedCall {
  readonly parkee: AmiChannel;
  readonly lot: string;
  readonly space: string;
  /** Who is called back when the time is up, as a dial string. */
  readonly parker: string;
  /** Seconds left, and seconds since. */
  readonly timeout: number | null;
  readonly duration: number | null;
}

export const askParkedCalls = (lot?: string): AmiListAsk<ParkedCall> => ({
  action: parkedCalls(lot),
  read: (item) => {
    const parkee = item.name === 'ParkedCall' ? channelIn(item, 'Parkee') : null;
    if (parkee === null) return null;
    return {
      ...{ parkee, lot: textIn(item, 'Parkinglot'), space: textIn(item, 'ParkingSpace') },
      parker: textIn(item, 'ParkerDialString'),
      ...{ timeout: numberIn(item, 'ParkingTimeout'), duration: numberIn(item, 'ParkingDuration') },
    };
  },
});

export interface ParkingLot {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  /** Seconds. */
  readonly timeout: number;
}

export const askParkingLots = (): AmiListAsk<ParkingLot> => ({
  action: action('Parkinglots'),
  read: (item) => {
    const [name, first, last] = [item.get('Name'), numberIn(item, 'StartSpace'), numberIn(item, 'StopSpace')];
    if (item.name !== 'Parkinglot' || name === undefined || first === null || last === null) return null;
    return { name, first, last, timeout: numberIn(item, 'Timeout') ?? 0 };
  },
});

export interface Park {
  readonly channel: string;
  /** Who is called back; the peer in its bridge hears the space. Without it the peer is hung up. */
  readonly timeoutChannel?: string;
  /** Milliseconds. */
  readonly timeout?: number;
  readonly lot?: string;
  /** Asterisk 18.19, 20.4 and later. */
  readonly space?: string;
}

/** Success means that it was begun: the ParkedCall event has the space. */
export const park = (call: Park): AmiAsk<void> =>
  order(
    action('Park', {
      ...{ Channel: call.channel, TimeoutChannel: call.timeoutChannel, Timeout: call.timeout },
      ...{ Parkinglot: call.lot, ParkingSpace: call.space },
    }),
  );
