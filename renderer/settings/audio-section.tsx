import { useEffect, useState } from 'react';
import type { ProfileView } from '../../preload/contract/profile.ts';
import { t } from '../i18n/texts.ts';
import { type AudioDevices, listDevices } from '../media/devices.ts';
import { type Listening, listenIn, playTestTone } from '../media/listen-in.ts';
import { Notice } from '../ui/notice.tsx';
import { useAudioTools } from './audio-tools.ts';
import { RangeSetting, SwitchSetting } from './controls.tsx';
import { DeviceSetting } from './device-setting.tsx';
import { LevelMeter } from './level-meter.tsx';
import { TestCall } from './test-call.tsx';
import { TryButton } from './try-button.tsx';
import { useTestCall } from './use-test-call.ts';
import { useTryKeys } from './use-try-keys.ts';

const recordMs = 3_000;

/** The sound check: every device is tried where it is chosen. */
export function AudioSection({ profile }: { readonly profile: ProfileView }) {
  const { choice, ringOnce } = useAudioTools();
  const devices = useDevices();
  const { listening, refused, open } = useListening(profile.document);
  const [trying, setTrying] = useState<'recording' | 'playing' | null>(null);
  const words = t.settings.audio;
  const record = async () => {
    if (listening === null || trying !== null) return;
    setTrying('recording');
    try {
      await listening.recordAndPlay(recordMs, () => setTrying('playing'));
    } finally {
      setTrying(null);
    }
  };
  const playTest = () => void playTestTone(choice);
  const test = useTestCall(profile.document, record);
  const busy = test.isBusy;
  const tries = { t: () => void record(), s: playTest, n: ringOnce };
  useTryKeys({ ...(!busy && tries), ...((!busy || test.isOn) && { c: test.press }) });
  return (
    <>
      <DeviceSetting path="audio.microphone" devices={devices.inputs}>
        <TryButton letter={busy ? null : 'T'} disabled={listening === null} onTry={() => void record()}>
          {trying === null ? words.recordAndPlay : words[trying]}
        </TryButton>
      </DeviceSetting>
      {listening !== null && <LevelMeter listening={listening} />}
      {listening === null && (
        <Notice
          action={
            <button type="button" className="button small" onClick={open}>
              {words.allow}
            </button>
          }
        >
          {refused === null ? words.noNames : words.refused(refused)}
        </Notice>
      )}
      <DeviceSetting path="audio.speaker" devices={devices.outputs}>
        <TryButton letter={busy ? null : 'S'} onTry={playTest}>
          {words.playTest}
        </TryButton>
      </DeviceSetting>
      <DeviceSetting path="audio.ringer" devices={devices.outputs}>
        <TryButton letter={busy ? null : 'N'} onTry={ringOnce}>
          {words.ringOnce}
        </TryButton>
      </DeviceSetting>
      <RangeSetting path="audio.ringVolume" usual={100} />
      <TestCall test={test} trying={trying} canLoop={listening !== null} />
      <hr />
      <SwitchSetting path="audio.cancelEcho" />
      <SwitchSetting path="audio.reduceNoise" />
      <SwitchSetting path="audio.adjustLevel" />
      <SwitchSetting path="audio.followHeadset" />
    </>
  );
}

function useDevices(): AudioDevices {
  const [devices, setDevices] = useState<AudioDevices>({ inputs: [], outputs: [] });
  useEffect(() => {
    const look = () => void listDevices().then(setDevices);
    look();
    navigator.mediaDevices.addEventListener('devicechange', look);
    // Labels are told only once the microphone was allowed.
    const again = setInterval(look, 2_000);
    return () => {
      clearInterval(again);
      navigator.mediaDevices.removeEventListener('devicechange', look);
    };
  }, []);
  return devices;
}

/** Opens the microphone if that asks nobody, and again when the settings want another. */
function useListening(document: ProfileView['document']) {
  const { choice } = useAudioTools();
  const [listening, setListening] = useState<Listening | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);
  const wanted = JSON.stringify(document['audio'] ?? {});
  useEffect(() => {
    let isOver = false;
    let open: Listening | null = null;
    const begin = async () => {
      const permission = await navigator.permissions.query({ name: 'microphone' });
      if (isOver || (permission.state !== 'granted' && asked === 0)) return;
      try {
        open = await listenIn(choice);
        if (isOver) return open.stop();
        setRefused(null);
        setListening(open);
      } catch (error) {
        setRefused(error instanceof Error ? error.message : String(error));
      }
    };
    void begin();
    return () => {
      isOver = true;
      open?.stop();
      setListening(null);
    };
    // Another wish in the settings opens it anew.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [choice, asked, wanted]);
  return { listening, refused, open: () => setAsked((count) => count + 1) };
}
