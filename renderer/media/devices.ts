import type { DeviceChoice } from '../../preload/contract/desk-settings.ts';

export interface AudioDevice {
  readonly id: string;
  readonly label: string;
}
export interface AudioDevices {
  readonly inputs: readonly AudioDevice[];
  readonly outputs: readonly AudioDevice[];
}

/** Names for whatever the browser takes by itself: no device of their own. */
const pseudo: ReadonlySet<string> = new Set(['', 'default', 'communications']);

/** Without permission for the microphone the browser tells neither ids nor labels: then there are none. */
export async function listDevices(): Promise<AudioDevices> {
  const all = await navigator.mediaDevices.enumerateDevices();
  const of = (kind: MediaDeviceKind) =>
    all
      .filter((device) => device.kind === kind && !pseudo.has(device.deviceId) && device.label !== '')
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  return { inputs: of('audioinput'), outputs: of('audiooutput') };
}

/**
 * What a person wears, by what its maker called it; the last of several, which is the one that came last (Media Capture and
 * Streams 9.2.1: the user agent's order).
 */
export const headsetAmong = (devices: readonly AudioDevice[]): AudioDevice | null =>
  devices.findLast(({ label }) => /head ?(?:set|phone)|earphone|hands-?free/i.test(label)) ?? null;

/** The device that was chosen, as it is called now: ids change with the page's origin, labels with nothing. */
export const presentDevice = (choice: DeviceChoice, devices: readonly AudioDevice[]): AudioDevice | null =>
  choice === null
    ? null
    : (devices.find(({ id }) => id === choice.id) ?? devices.find(({ label }) => label === choice.label) ?? null);
