import type { AudioChoice } from './audio-choice.ts';
import { playThrough } from './audio-choice.ts';

/** The microphone as it would be in a call, to be looked at and tried. */
export interface Listening {
  /** dBFS now; below -90 nothing is heard. */
  level(): number;
  /** Records for `ms` and plays it through the speaker; resolves when it has been played. */
  recordAndPlay(ms: number, onPlaying: () => void): Promise<void>;
  stop(): void;
}

/** Rejects with the browser's own error when there is no microphone, or none is allowed. */
export async function listenIn(choice: AudioChoice): Promise<Listening> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: await choice.microphone(), video: false });
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 2048 });
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    level: () => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      return Math.max(-100, Math.round(10 * Math.log10(Math.max(power, 1e-10))));
    },
    recordAndPlay: async (ms, onPlaying) => {
      const recorded = await record(stream, ms);
      onPlaying();
      await play(recorded, await choice.sink('speaker'));
    },
    stop: () => {
      for (const track of stream.getTracks()) track.stop();
      void context.close();
    },
  };
}

function record(stream: MediaStream, ms: number): Promise<Blob> {
  const { promise, resolve } = Promise.withResolvers<Blob>();
  const recorder = new MediaRecorder(stream);
  const parts: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
  recorder.addEventListener('stop', () => resolve(new Blob(parts, { type: recorder.mimeType })));
  recorder.start();
  setTimeout(() => recorder.stop(), ms);
  return promise;
}

async function play(recorded: Blob, sink: string): Promise<void> {
  const url = URL.createObjectURL(recorded);
  const element = new Audio(url);
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const end of ['ended', 'error', 'pause'] as const) element.addEventListener(end, () => resolve());
  try {
    await playThrough(element, sink);
    await element.play();
    await promise;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** A second of a soft tone through the speaker. */
export async function playTestTone(choice: AudioChoice): Promise<void> {
  const context = new AudioContext();
  await playThrough(context, await choice.sink('speaker'));
  const gain = new GainNode(context, { gain: 0 });
  const tone = new OscillatorNode(context, { type: 'sine', frequency: 440 });
  const from = context.currentTime + 0.02;
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(0.2, from + 0.05);
  gain.gain.setValueAtTime(0.2, from + 0.9);
  gain.gain.linearRampToValueAtTime(0, from + 1);
  tone.connect(gain).connect(context.destination);
  const { promise, resolve } = Promise.withResolvers<void>();
  tone.addEventListener('ended', () => resolve());
  tone.start(from);
  tone.stop(from + 1);
  await promise;
  await context.close();
}
