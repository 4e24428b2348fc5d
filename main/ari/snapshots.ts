import { failed, type Result, success } from '../base/result.ts';
import { decodeChannel } from './channel.ts';
import { Bridge, DeviceState, Endpoint } from './generated/models.ts';
import type { AriRefusal } from './refusal.ts';
import type { AriAnswer, AriRequest } from './rest.ts';

export interface AriBridge {
  readonly id: string;
  /** mixing, holding */
  readonly type: string;
  /** basic, base (a conference), parking, stasis … */
  readonly kind: string;
  readonly name: string;
  readonly creator: string;
  /** Ids of the channels in it. */
  readonly channels: readonly string[];
}

export interface AriEndpoint {
  readonly technology: string;
  readonly resource: string;
  /** online, offline, unknown */
  readonly state: string;
  readonly channels: readonly string[];
}

/** Only those that were set by hand (`Stasis:`); the others come as events. */
export interface AriDeviceState {
  readonly name: string;
  readonly state: string;
}

/** A list that ARI gives whole, and what one of it is; null: unreadable. */
export interface AriSnapshot<Item> {
  readonly path: string;
  readonly decode: (value: unknown) => Item | null;
}

export const snapshots = {
  channels: { path: '/channels', decode: decodeChannel },
  bridges: {
    path: '/bridges',
    decode: (value: unknown): AriBridge | null => {
      const read = Bridge.safeParse(value);
      if (!read.success) return null;
      const { id, bridge_type: type, bridge_class: kind, name, creator, channels } = read.data;
      return { id, type, kind, name, creator, channels };
    },
  },
  endpoints: {
    path: '/endpoints',
    decode: (value: unknown): AriEndpoint | null => {
      const read = Endpoint.safeParse(value);
      if (!read.success) return null;
      const { technology, resource, state = 'unknown', channel_ids: channels } = read.data;
      return { technology, resource, state, channels };
    },
  },
  deviceStates: {
    path: '/deviceStates',
    decode: (value: unknown): AriDeviceState | null => {
      const read = DeviceState.safeParse(value);
      return read.success ? { name: read.data.name, state: read.data.state } : null;
    },
  },
} as const;

/** Asks for one kind of snapshot; what cannot be read is counted by `passedOver`. */
export async function takeSnapshot<Item>(
  ask: (request: AriRequest) => Promise<AriAnswer>,
  { path, decode }: AriSnapshot<Item>,
  passedOver: (count: number) => void,
): Promise<Result<readonly Item[], AriRefusal>> {
  const answer = await ask({ method: 'GET', path });
  if (!answer.ok) return answer;
  if (!Array.isArray(answer.value)) return failed({ kind: 'unreadable', status: 200 });
  const items = answer.value.map(decode);
  const readable = items.filter((item) => item !== null);
  if (readable.length < items.length) passedOver(items.length - readable.length);
  return success(readable);
}
