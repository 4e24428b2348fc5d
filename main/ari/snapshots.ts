import { failed, type Result, success } from '../base/result.ts';
import { decodeChannel } from './channel.ts';
import { asFields, type Fields, textOf } from './fields.ts';
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

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
const text = (fields: Fields, name: string): string => textOf(fields, name) ?? '';

export const snapshots = {
  channels: { path: '/channels', decode: decodeChannel },
  bridges: {
    path: '/bridges',
    decode: (value: unknown): AriBridge | null => {
      const fields = asFields(value);
      const id = fields === null ? null : textOf(fields, 'id');
      if (fields === null || id === null) return null;
      return {
        ...{ id, type: text(fields, 'bridge_type'), kind: text(fields, 'bridge_class'), name: text(fields, 'name') },
        ...{ creator: text(fields, 'creator'), channels: textsOf(fields['channels']) },
      };
    },
  },
  endpoints: {
    path: '/endpoints',
    decode: (value: unknown): AriEndpoint | null => {
      const fields = asFields(value);
      const [technology, resource] = [text(fields ?? {}, 'technology'), text(fields ?? {}, 'resource')];
      if (fields === null || technology === '' || resource === '') return null;
      return { technology, resource, state: text(fields, 'state'), channels: textsOf(fields['channel_ids']) };
    },
  },
  deviceStates: {
    path: '/deviceStates',
    decode: (value: unknown): AriDeviceState | null => {
      const fields = asFields(value);
      const name = fields === null ? null : textOf(fields, 'name');
      return fields === null || name === null ? null : { name, state: text(fields, 'state') };
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
