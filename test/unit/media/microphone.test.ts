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
let plugged: readonly object[];

beforeEach(() => {
  opened = [];
  refusal = null;
  plugged = [];
  states = [];
  permission = Object.assign(new EventTarget(), { state: 'prompt' });
  const getUserMedia = () => {
    if (refusal !== null) return Promise.reject(refusal);
    const track = new Track();
    opened.push(track);
    return Promise.resolve({ getAudioTracks: () => [track] });
  };
  vi.stubGlobal('navigator', {
    mediaDevices: Object.assign(devices, { getUserMedia, enumerateDevices: () => Promise.resolve(plugged) }),
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

  it('moves to a headset that is plugged in, and a running call with it; not where a device was chosen or that is not wanted', async () => {
    const choice = new AudioChoice();
    choice.followDevices(devices);
    const followed = new Microphone(() => undefined, choice);
    await followed.take();
    let replaced = 0;
    followed.onReplaced(() => {
      replaced += 1;
    });
    plugged = [{ kind: 'audioinput', deviceId: 'h1', label: 'USB Headset Mono' }];
    devices.dispatchEvent(new Event('devicechange'));
    await settle();
    expect(await choice.microphone()).toMatchObject({ deviceId: { ideal: 'h1' } });
    expect([opened.length, replaced]).toEqual([2, 1]);
    // Another change of devices that changes nothing for us is not heard by the caller.
    devices.dispatchEvent(new Event('devicechange'));
    await settle();
    expect([opened.length, replaced]).toEqual([2, 1]);
    choice.set({ ...choice.settings, followHeadset: false });
    expect(await choice.microphone()).not.toHaveProperty('deviceId');
    followed.close();
  });

  it('rings through what the system plays through while the call goes to the headset', async () => {
    plugged = [{ kind: 'audiooutput', deviceId: 'h2', label: 'Headphones (USB)' }];
    const choice = new AudioChoice();
    expect([await choice.sink('speaker'), await choice.sink('ringer')]).toEqual(['h2', '']);
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
