import { type ReactNode, useId } from 'react';
import { t } from '../i18n/texts.ts';
import { type AudioDevice, presentDevice } from '../media/devices.ts';
import { SettingFrame } from './setting-frame.tsx';
import { useSetting } from './use-setting.ts';

interface DeviceSettingProps {
  readonly path: 'audio.microphone' | 'audio.speaker' | 'audio.ringer';
  readonly devices: readonly AudioDevice[];
  readonly children: ReactNode;
}

/** A device by its name; one that is not plugged in stays chosen, and comes back with its plug. */
export function DeviceSetting({ path, devices, children }: DeviceSettingProps) {
  const id = useId();
  const setting = useSetting(path);
  const choice = choiceOf(setting.value);
  const present = presentDevice(choice, devices);
  const listed =
    choice === null || present !== null
      ? devices
      : [...devices, { ...choice, label: t.settings.audio.gone(choice.label) }];
  return (
    <SettingFrame path={path} id={id} setting={setting}>
      <div className="device-row">
        <select
          id={id}
          value={present?.id ?? choice?.id ?? ''}
          disabled={setting.held !== null}
          aria-describedby={`${id}said`}
          onChange={(event) => {
            const chosen = devices.find((device) => device.id === event.target.value);
            void setting.change(chosen === undefined ? undefined : { id: chosen.id, label: chosen.label });
          }}
        >
          <option value="">{t.settings.audio.system}</option>
          {listed.map((device) => (
            <option key={device.id} value={device.id}>
              {device.label}
            </option>
          ))}
        </select>
        {children}
      </div>
    </SettingFrame>
  );
}

function choiceOf(value: unknown): AudioDevice | null {
  if (typeof value !== 'object' || value === null || !('id' in value) || !('label' in value)) return null;
  return { id: String(value.id), label: String(value.label) };
}
