import type { AmiMessage } from '../codec/message.ts';
import { type AmiAsk, type AmiListAsk, readable } from './ask.ts';
import { action, numberIn, textIn } from './fields.ts';

/** A hint. `status` is a bit mask: 0 idle, 1 in use, 2 busy, 4 unavailable, 8 ringing, 16 on hold; below 0 it is gone. */
export interface ExtensionState {
  readonly exten: string;
  readonly context: string;
  readonly hint: string;
  readonly status: number;
}

function readExtension(message: AmiMessage): ExtensionState | null {
  const [exten, status] = [message.get('Exten'), numberIn(message, 'Status')];
  if (exten === undefined || status === null) return null;
  return { exten, status, context: textIn(message, 'Context'), hint: textIn(message, 'Hint') };
}

/** An extension without a hint has status -1. */
export const askExtensionState = (exten: string, context: string): AmiAsk<ExtensionState> => ({
  action: action('ExtensionState', { Exten: exten, Context: context }),
  read: (answer) => readable(readExtension(answer)),
});

export const askExtensionStates = (): AmiListAsk<ExtensionState> => ({
  action: action('ExtensionStateList'),
  read: (item) => (item.name === 'ExtensionStatus' ? readExtension(item) : null),
});

/** `state` is NOT_INUSE, INUSE, BUSY, UNAVAILABLE, RINGING, RINGINUSE, ONHOLD, INVALID or UNKNOWN. */
export interface DeviceState {
  readonly device: string;
  readonly state: string;
}

export const askDeviceStates = (): AmiListAsk<DeviceState> => ({
  action: action('DeviceStateList'),
  read: (item) => {
    const device = item.name === 'DeviceStateChange' ? item.get('Device') : undefined;
    return device === undefined ? null : { device, state: textIn(item, 'State') };
  },
});

export interface PresenceState {
  readonly presentity: string;
  /** not_set, unavailable, available, away, xa, chat, dnd */
  readonly status: string;
  readonly subtype: string;
  readonly message: string;
}

export const askPresenceStates = (): AmiListAsk<PresenceState> => ({
  action: action('PresenceStateList'),
  read: (item) => {
    const presentity = item.name === 'PresenceStateChange' ? item.get('Presentity') : undefined;
    if (presentity === undefined) return null;
    const texts = { subtype: textIn(item, 'Subtype'), message: textIn(item, 'Message') };
    return { presentity, status: textIn(item, 'Status'), ...texts };
  },
});
