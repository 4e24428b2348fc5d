import type { DeviceState } from '../../ami/asks/states.ts';
import type { DeviceFact } from '../../presence/devices.ts';
import type { Extension } from '../../presence/presence.ts';
import type { AmiEventHeaders } from './ami-facts.ts';

/** The events `deviceFact` reads. */
export const deviceEventsRead = ['DeviceStateChange'] as const;

/** Names of devicestate.h; an on-hold phone is in a call, and an INVALID one does not exist. */
const states: Readonly<Record<string, Extension['state']>> = {
  NOT_INUSE: 'free',
  INUSE: 'busy',
  BUSY: 'busy',
  ONHOLD: 'busy',
  RINGINUSE: 'busy',
  RINGING: 'ringing',
  UNAVAILABLE: 'offline',
};

/** A phone is technology/name. The others (Queue:, Custom:, park:) are the dialplan's, and Local is a channel of its own. */
const isPhone = (device: string): boolean => /^(?!Local\/)\w+\//.test(device);

/** What an AMI event says of a phone; null: nothing. */
export function deviceFact(message: AmiEventHeaders, at: number): DeviceFact | null {
  const device = message.name === 'DeviceStateChange' ? message.get('Device') : undefined;
  if (device === undefined || !isPhone(device)) return null;
  return { kind: 'device', at, device, state: states[message.get('State') ?? ''] ?? 'unknown' };
}

/** A whole DeviceStateList. */
export function devicesListed(
  listed: readonly DeviceState[],
  when: { readonly at: number; readonly since: number },
): DeviceFact {
  const phones = listed.filter(({ device }) => isPhone(device));
  const devices = new Map(phones.map(({ device, state }) => [device, states[state] ?? 'unknown'] as const));
  return { kind: 'devices-listed', ...when, devices };
}
