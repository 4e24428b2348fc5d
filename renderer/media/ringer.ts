import { AudioChoice, playThrough } from './audio-choice.ts';

export type Ring = 'ring' | 'waiting' | 'off';

export interface Ringer {
  ring(kind: Ring): void;
  /** The ring, once, whatever else rings: to try it. */
  once(): void;
  dispose(): void;
}

interface Pattern {
  /** Hz, one after the other. */
  readonly notes: readonly number[];
  readonly noteSeconds: number;
  readonly volume: number;
  readonly everyMs: number;
}

const patterns: Readonly<Record<Exclude<Ring, 'off'>, Pattern>> = {
  // A warble of a third, one second on and two off.
  ring: {
    notes: Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? 587 : 740)),
    noteSeconds: 0.1,
    volume: 0.25,
    everyMs: 3_000,
  },
  // A call that waits beside another: two soft beeps, not to be mistaken for the far end.
  waiting: { notes: [440, 0, 440], noteSeconds: 0.15, volume: 0.06, everyMs: 4_000 },
};

/**
 * Rings through the loudspeaker the settings choose for it, by synthesis: no file to load. Asking for what rings already
 * changes nothing.
 */
export function createRinger(choice: AudioChoice = new AudioChoice()): Ringer {
  let context: AudioContext | null = null;
  let now: Ring = 'off';
  let timer: number | null = null;
  let sounding: GainNode | null = null;

  const silence = () => {
    if (timer !== null) window.clearInterval(timer);
    timer = null;
    sounding?.disconnect();
    sounding = null;
  };
  const sound = (pattern: Pattern) => {
    if (context === null) {
      context = new AudioContext();
      direct();
    }
    // Suspended until the page may sound; Chromium then lets it start by itself.
    if (context.state === 'suspended') void context.resume();
    sounding?.disconnect();
    sounding = playOnce(context, pattern, choice.settings.ringVolume / 100);
  };
  const direct = () => {
    const made = context;
    if (made !== null) void choice.sink('ringer').then((id) => playThrough(made, id));
  };
  const undirect = choice.onChange(direct);
  return {
    ring: (kind) => {
      if (kind === now) return;
      now = kind;
      silence();
      if (kind === 'off') return;
      const pattern = patterns[kind];
      sound(pattern);
      timer = window.setInterval(() => sound(pattern), pattern.everyMs);
    },
    once: () => sound(patterns.ring),
    dispose: () => {
      undirect();
      now = 'off';
      silence();
      void context?.close();
      context = null;
    },
  };
}

function playOnce(context: AudioContext, { notes, noteSeconds, volume }: Pattern, loudness: number): GainNode {
  const output = new GainNode(context, { gain: volume * loudness });
  output.connect(context.destination);
  const start = context.currentTime + 0.02;
  notes.forEach((frequency, index) => {
    if (frequency === 0) return;
    const from = start + index * noteSeconds;
    const tone = new OscillatorNode(context, { type: 'sine', frequency });
    const envelope = new GainNode(context, { gain: 0 });
    // Ramps of 15 ms: without them every note clicks.
    envelope.gain.setValueAtTime(0, from);
    envelope.gain.linearRampToValueAtTime(1, from + 0.015);
    envelope.gain.setValueAtTime(1, from + noteSeconds - 0.015);
    envelope.gain.linearRampToValueAtTime(0, from + noteSeconds);
    tone.connect(envelope).connect(output);
    tone.start(from);
    tone.stop(from + noteSeconds);
  });
  return output;
}
