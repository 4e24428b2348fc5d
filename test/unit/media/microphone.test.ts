import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AudioChoice } from '../../../renderer/media/audio-choice.ts';
import { Microphone, MicrophoneError } from '../../../renderer/media/microphone.ts';

class Track extends EventTarget {
  readyState = 'live';
  readonly clones: Track[] = [];

  clone(): Track {
    const copy = new Track();
    this.clones.push(copy);
    return copy;
  }

  stop(): void {
    this.readyState = 'ended';
  }

  unplug(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }
}

const devices = new EventTarget();
let opened: Track[];
let refusal: DOMException | null;
let permission: EventTarget & { state: string };
let states: string[];
let microphone: Microphone;

beforeEach(() => {
  opened = [];
  refusal = null;
  states = [];
  permission = Object.assign(new EventTarget(), { state: 'prompt' });
  const getUserMedia = () => {
    if (refusal !== null) return Promise.reject(refusal);
    const track = new Track();
    opened.push(track);
    return Promise.resolve({ getAudioTracks: () => [track] });
  };
  vi.stubGlobal('navigator', {
    mediaDevices: Object.assign(devices, { getUserMedia }),
    permissions: { query: () => Promise.resolve(permission) },
  });
  microphone = new Microphone((state) => states.push(state), new AudioChoice());
});
afterEach(() => {
  microphone.close();
  vi.unstubAllGlobals();
});

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('the microphone', () => {
  it('is opened once for all sessions, each with a track of its own', async () => {
    const [first, second] = await Promise.all([microphone.take(), microphone.take()]);
    expect(opened).toHaveLength(1);
    expect(first).not.toBe(second);
    expect(states).toEqual(['ready']);
  });

  it('asks nobody anything ahead of the first call', async () => {
    await microphone.openIfAllowed();
    expect(opened).toHaveLength(0);
    permission.state = 'granted';
    await microphone.openIfAllowed();
    expect(opened).toHaveLength(1);
    expect(states).toEqual(['ready']);
  });

  it('that is not allowed is told before anybody needs it', async () => {
    permission.state = 'denied';
    await microphone.openIfAllowed();
    expect(states).toEqual(['blocked']);
  });

  it.each([
    ['NotAllowedError', 'blocked'],
    ['NotFoundError', 'missing'],
    ['NotReadableError', 'missing'],
  ])('refused with %s is %s', async (name, state) => {
    refusal = new DOMException('no', name);
    await expect(microphone.take()).rejects.toBeInstanceOf(MicrophoneError);
    expect(states).toEqual([state]);
  });

  it('that is unplugged is missing until there is another, and then the sessions hear of it', async () => {
    await microphone.take();
    let replaced = 0;
    microphone.onReplaced(() => {
      replaced += 1;
    });
    refusal = new DOMException('no', 'NotFoundError');
    opened[0]?.unplug();
    await settle();
    expect(states).toEqual(['ready', 'missing']);
    refusal = null;
    devices.dispatchEvent(new Event('devicechange'));
    await settle();
    expect(states).toEqual(['ready', 'missing', 'ready']);
    expect(replaced).toBe(1);
  });

  it('is let go when the page stops serving', async () => {
    await microphone.take();
    microphone.close();
    expect(opened[0]?.readyState).toBe('ended');
    devices.dispatchEvent(new Event('devicechange'));
    await settle();
    expect(opened).toHaveLength(1);
  });
});
