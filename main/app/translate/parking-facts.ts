import type { Uniqueid } from '../../base/ids.ts';
import type { Parked, ParkingFact } from '../../parking/parking.ts';
import type { AmiEventHeaders } from './ami-facts.ts';
import { endpointOf } from './endpoint-of.ts';

/** The events `parkingFact` reads. */
export const parkingEventsRead = [
  'ParkedCall',
  'UnParkedCall',
  'ParkedCallTimeOut',
  'ParkedCallGiveUp',
  'ParkedCallSwap',
] as const;

/** What an AMI event says about parking; null when it says nothing. */
export function parkingFact(message: AmiEventHeaders, at: number): ParkingFact | null {
  const parkee = message.get('ParkeeUniqueid');
  if (parkee === undefined) return null;
  switch (message.name) {
    case 'ParkedCall':
    // After a transfer into the slot: the same slot, another channel (res_parking, `parking_park_bridge_channel`'s swap).
    case 'ParkedCallSwap': {
      const parked = parkedOf(message, at);
      return parked === null ? null : { kind: 'parked', at, ...parked };
    }
    case 'UnParkedCall':
      return {
        kind: 'left-parking',
        at,
        parkee: parkee as Uniqueid,
        by: endpointOf(message.get('RetrieverChannel') ?? ''),
      };
    case 'ParkedCallTimeOut':
    case 'ParkedCallGiveUp':
      return { kind: 'left-parking', at, parkee: parkee as Uniqueid, by: null };
    default:
      return null;
  }
}

/** One ParkedCall, live or as an item of the list, where some of its time has already passed. */
export function parkedOf(message: AmiEventHeaders, at: number): Parked | null {
  const [slot, parkee] = [message.get('ParkingSpace'), message.get('ParkeeUniqueid')];
  if (slot === undefined || parkee === undefined || !/^\d{1,10}$/.test(slot)) return null;
  const left = Number(message.get('ParkingTimeout') ?? 0);
  const waited = Number(message.get('ParkingDuration') ?? 0);
  const name = message.get('ParkeeCallerIDName') ?? '';
  return {
    slot,
    lot: message.get('Parkinglot') ?? 'default',
    parkee: parkee as Uniqueid,
    name: name === '' || name === '<unknown>' ? null : name,
    number: message.get('ParkeeCallerIDNum') ?? '',
    parker: message.get('ParkerDialString') ?? '',
    parkedAt: at - (Number.isFinite(waited) ? waited * 1000 : 0),
    returnsAt: Number.isFinite(left) && left > 0 ? at + left * 1000 : null,
  };
}
