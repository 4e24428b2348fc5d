import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRinger, type Ringer } from '../../../renderer/media/ringer.ts';

/** What was played: frequencies by the moment they begin, and what is still connected to the loudspeaker. */
let begun: { readonly frequency: number; readonly at: number }[];
let connected: Set<unknown>;
let contexts: { state: string; closed: boolean }[];

class Param {
  setValueAtTime(): void {}
  linearRampToValueAtTime(): void {}
}

class Node {
  readonly gain = new Param();
  readonly options: { readonly gain?: number; readonly frequency?: number };

  constructor(_context: unknown, options: Node['options']) {
    this.options = options;
  }

  connect(target: unknown): unknown {
    if (target === 'loudspeaker') connected.add(this);
    return target;
  }

  disconnect(): void {
    connected.delete(this);
  }

  start(at: number): void {
    begun.push({ frequency: this.options.frequency ?? 0, at });
  }

  stop(): void {}
}

class Context {
  readonly destination = 'loudspeaker';
  readonly currentTime = 0;
  state = 'suspended';
  closed = false;

  constructor() {
    contexts.push(this);
  }

  resume(): Promise<void> {
    this.state = 'running';
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }
}

let ringer: Ringer;
beforeEach(() => {
  begun = [];
  connected = new Set();
  contexts = [];
  vi.useFakeTimers();
  vi.stubGlobal('window', globalThis);
  vi.stubGlobal('AudioContext', Context);
  vi.stubGlobal('GainNode', Node);
  vi.stubGlobal('OscillatorNode', Node);
  ringer = createRinger();
});
afterEach(() => {
  ringer.dispose();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the ringer', () => {
  it('makes no sound and opens no audio before it is asked to', () => {
    ringer.ring('off');
    expect(contexts).toEqual([]);
  });

  it('warbles for a second of every three until it is silenced', () => {
    ringer.ring('ring');
    expect(begun).toHaveLength(10);
    expect(new Set(begun.map(({ frequency }) => frequency))).toEqual(new Set([587, 740]));
    vi.advanceTimersByTime(6_000);
    expect(begun).toHaveLength(30);
    expect(connected.size).toBe(1);
    ringer.ring('off');
    expect(connected.size).toBe(0);
    vi.advanceTimersByTime(60_000);
    expect(begun).toHaveLength(30);
  });

  it('does not start anew when asked for what rings already', () => {
    ringer.ring('ring');
    ringer.ring('ring');
    expect(begun).toHaveLength(10);
  });

  it('is quieter for a call that waits beside another', () => {
    ringer.ring('waiting');
    expect(begun.map(({ frequency }) => frequency)).toEqual([440, 440]);
    const loudness = (node: unknown) => (node instanceof Node ? (node.options.gain ?? 0) : 0);
    const waiting = Math.max(...[...connected].map(loudness));
    ringer.ring('ring');
    expect(connected.size).toBe(1);
    expect(Math.max(...[...connected].map(loudness))).toBeGreaterThan(waiting);
  });

  it('wakes an audio that the browser has put to sleep, and closes it in the end', () => {
    ringer.ring('ring');
    expect(contexts).toMatchObject([{ state: 'running' }]);
    ringer.dispose();
    expect(contexts).toMatchObject([{ closed: true }]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
