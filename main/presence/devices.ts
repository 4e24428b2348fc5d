import type { Extension } from './presence.ts';

type Use = Extension['state'];

/** What the PBX says of one phone, as in PJSIP/1001: for where no hint speaks of it, or a hint speaks of several. */
export type DeviceFact =
  | { readonly kind: 'device'; readonly at: number; readonly device: string; readonly state: Use }
  /** All devices there are; asked for at `since`: it gives way to what was heard from then on. */
  | {
      readonly kind: 'devices-listed';
      readonly at: number;
      readonly since: number;
      readonly devices: ReadonlyMap<string, Use>;
    }
  | { readonly kind: 'devices-lost' };

interface Known {
  readonly state: Use;
  /** Since when; null: it was so when we first looked. */
  readonly since: number | null;
  readonly heardAt: number;
}

export type DevicesState = ReadonlyMap<string, Known>;
export const unknownDevices: DevicesState = new Map();

/** Last writer; a list is the whole truth of when it was asked for. */
export function reduceDevices(state: DevicesState, fact: DeviceFact): DevicesState {
  switch (fact.kind) {
    case 'device': {
      const { device, at, state: now } = fact;
      const known = state.get(device);
      const since = known?.state === now ? known.since : at;
      return new Map(state).set(device, { state: now, since, heardAt: at });
    }
    case 'devices-listed':
      return listed(state, fact);
    case 'devices-lost':
      return unknownDevices;
  }
}

function listed(state: DevicesState, { at, since, devices }: DeviceFact & { kind: 'devices-listed' }): DevicesState {
  const next = new Map<string, Known>();
  for (const [device, now] of devices) {
    const known = state.get(device);
    next.set(device, { state: now, since: known?.state === now ? known.since : null, heardAt: at });
  }
  for (const [device, known] of state) if (known.heardAt >= since) next.set(device, known);
  return next;
}

/** Null: nobody tells. */
export const deviceState = (state: DevicesState, device: string): Use | null => state.get(device)?.state ?? null;

/** Somebody without a hint, by the phone that is called as they are; null: there is none. */
export function extensionByDevice(state: DevicesState, extension: string): Extension | null {
  const device = `PJSIP/${extension}`;
  const known = state.get(device);
  return known === undefined ? null : { ...known, extension, kind: 'colleague', devices: [device] };
}
