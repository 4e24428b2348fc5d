import { askList } from '../../ami/asks/ask.ts';
import { askDeviceStates } from '../../ami/asks/states.ts';
import type { AmiClient } from '../../ami/client.ts';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import type { Logger } from '../../base/log.ts';
import { type DeviceFact, type DevicesState, reduceDevices, unknownDevices } from '../../presence/devices.ts';
import { onceLoaded } from '../once-loaded.ts';
import { deviceFact, devicesListed } from '../translate/device-facts.ts';

export interface DeviceWatchOptions {
  /** Null: nobody tells of devices. */
  readonly ami: AmiClient | null;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface DeviceChange {
  /** Null: any of them may be another now. */
  readonly device: string | null;
  /** Somebody may have come or gone; false: only what they do is another. */
  readonly cameOrWent: boolean;
}

/** AMI's part of how phones are: all of them at every (re)connect, where the user may ask; events after it. */
export class DeviceWatch implements Disposable {
  readonly #options: DeviceWatchOptions;
  readonly #open = new DisposableStore();
  readonly #changed = this.#open.add(new Emitter<DeviceChange>());
  readonly onDidChange = this.#changed.event;
  #state: DevicesState = unknownDevices;

  constructor(options: DeviceWatchOptions) {
    this.#options = options;
    const { ami, clock } = options;
    if (ami === null) return;
    this.#open.add(
      ami.onDidChangeLink((link) => {
        if (link.state === 'up') void onceLoaded(ami, () => this.#snapshot(ami));
        else this.#apply({ kind: 'devices-lost' });
      }),
    );
    this.#open.add(
      ami.onEvent((message) => {
        const fact = deviceFact(message, clock.now());
        if (fact !== null) this.#apply(fact);
      }),
    );
  }

  get state(): DevicesState {
    return this.#state;
  }

  dispose(): void {
    this.#open.dispose();
  }

  #apply(fact: DeviceFact): void {
    const before = this.#state;
    this.#state = reduceDevices(before, fact);
    if (fact.kind !== 'device') return this.#changed.emit({ device: null, cameOrWent: true });
    const { device, state } = fact;
    const was = before.get(device)?.state;
    if (was !== state) this.#changed.emit({ device, cameOrWent: was === 'offline' || state === 'offline' });
  }

  async #snapshot(ami: AmiClient): Promise<void> {
    const { clock, log } = this.#options;
    const since = clock.now();
    const listed = await askList(ami, askDeviceStates());
    if (listed.ok) this.#apply(devicesListed(listed.value, { at: clock.now(), since }));
    else log.info('how phones are cannot be read', { why: listed.failure.kind });
  }
}
