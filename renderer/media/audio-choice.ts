import { type AudioSettings, audioSettings, type DeviceChoice } from '../../preload/contract/desk-settings.ts';
import { type AudioDevice, headsetAmong, listDevices, presentDevice } from './devices.ts';

/** Which devices and which treatment the settings want now. One a page; whoever plays or listens follows it. */
export class AudioChoice {
  #settings: AudioSettings = audioSettings.parse({});
  readonly #listeners = new Set<() => void>();

  get settings(): AudioSettings {
    return this.#settings;
  }

  /** The settings changed, or were told again. */
  set(settings: AudioSettings): void {
    if (JSON.stringify(settings) === JSON.stringify(this.#settings)) return;
    this.#settings = settings;
    for (const listener of this.#listeners) listener();
  }

  /** From now on what is plugged in counts as well: whoever plays or listens asks again for its device. */
  followDevices(devices: EventTarget): void {
    devices.addEventListener('devicechange', () => {
      if (!this.#settings.followHeadset) return;
      for (const listener of this.#listeners) listener();
    });
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Another microphone is better than none: the chosen one is wished for, not required. */
  async microphone(): Promise<MediaTrackConstraints> {
    const { microphone, cancelEcho, reduceNoise, adjustLevel } = this.#settings;
    const device = await this.#deviceFor(microphone, 'inputs');
    return {
      echoCancellation: cancelEcho,
      noiseSuppression: reduceNoise,
      autoGainControl: adjustLevel,
      ...(device !== null && { deviceId: { ideal: device.id } }),
    };
  }

  /** As `setSinkId` takes it; empty: whatever the system plays through. */
  async sink(of: 'speaker' | 'ringer'): Promise<string> {
    const choice = this.#settings[of];
    // A caller must be heard also by whoever has taken the headset off.
    if (of === 'ringer' && choice === null) return '';
    return (await this.#deviceFor(choice, 'outputs'))?.id ?? '';
  }

  /** null: whatever the system takes. */
  async #deviceFor(choice: DeviceChoice, kind: 'inputs' | 'outputs'): Promise<AudioDevice | null> {
    if (choice === null && !this.#settings.followHeadset) return null;
    const devices = (await listDevices())[kind];
    return choice === null ? headsetAmong(devices) : presentDevice(choice, devices);
  }
}

interface Sinkable {
  setSinkId(id: string): Promise<void>;
}

/** Plays `target` through a device; one that is gone meanwhile leaves it where it plays. */
export async function playThrough(target: object, id: string): Promise<void> {
  if (!isSinkable(target)) return;
  try {
    await target.setSinkId(id);
  } catch (error) {
    // NotFoundError, AbortError: unplugged between the list and the choice.
    if (!(error instanceof DOMException)) throw error;
  }
}

const isSinkable = (target: object): target is Sinkable =>
  'setSinkId' in target && typeof target.setSinkId === 'function';
