import type { Bridge, Unsubscribe } from '../../preload/contract/bridge.ts';
import { AudioChoice } from './audio-choice.ts';
import { Microphone } from './microphone.ts';
import { PeerSession } from './peer-session.ts';

export interface ServeMediaOptions {
  readonly iceServers?: readonly RTCIceServer[];
  /** Left out: the system's devices. */
  readonly choice?: AudioChoice;
  /** The microphone is opened ahead of the first call from then on: a browser starts a program for it. Left out: at once. */
  readonly ahead?: Promise<void>;
  /** The audio of a call has been described to main: the rest of it is the PBX's and the network's. */
  readonly onDescribed?: () => void;
}

/** Lets this page hold the audio of the calls: main asks over the bridge, one peer connection a call answers. */
export function serveMedia(bridge: Bridge, options: ServeMediaOptions = {}): Unsubscribe {
  const { iceServers = [], choice = new AudioChoice(), ahead = Promise.resolve() } = options;
  const sessions = new Map<string, PeerSession>();
  const microphone = new Microphone((state) => bridge.report.microphone({ state }), choice);
  const make = (session: string): PeerSession => {
    const made = new PeerSession({
      ...{ session, microphone, choice, iceServers },
      onState: (state) => bridge.report.mediaState({ session, state }),
      onQuality: (quality) => bridge.report.mediaStats({ session, ...quality }),
    });
    sessions.set(session, made);
    return made;
  };
  const existing = (session: string): PeerSession => {
    const found = sessions.get(session);
    if (found === undefined) throw new Error('there is no such audio session');
    return found;
  };

  const stopServing = bridge.serveMedia({
    sessions: () => [...sessions.keys()],
    describe: async ({ session, ...want }) =>
      described((sessions.get(session) ?? make(session)).describe(want), options),
    accept: async ({ session, ...description }) => {
      await (sessions.get(session) ?? make(session)).accept(description);
      return {};
    },
    rollback: async ({ session }) => {
      await existing(session).rollback();
      return {};
    },
    mute: async ({ session, muted }) => {
      existing(session).mute(muted);
      return {};
    },
    sendDigits: async ({ session, digits }) => ({ sent: await existing(session).sendDigits(digits) }),
    mix: ({ session, other }) => mix(existing(session), other === null ? null : existing(other)),
    close: async ({ session }) => {
      sessions.get(session)?.close();
      sessions.delete(session);
      return {};
    },
  });
  // After each break main has to be told anew how the audio that went on meanwhile does.
  const stopListening = bridge.onConnection((state) => {
    if (state === 'lost') return;
    bridge.report.microphone({ state: microphone.state });
    for (const session of sessions.values()) session.repeatState();
  });
  void ahead.then(() => microphone.openIfAllowed());

  return () => {
    stopListening();
    stopServing();
    for (const session of sessions.values()) session.close();
    sessions.clear();
    microphone.close();
  };
}

async function described(making: Promise<string>, { onDescribed }: ServeMediaOptions): Promise<{ sdp: string }> {
  const sdp = await making;
  onDescribed?.();
  return { sdp };
}

async function mix(session: PeerSession, other: PeerSession | null): Promise<Record<string, never>> {
  if (other?.voice === null) throw new Error('nothing is heard yet of who is to be mixed in');
  await session.mixWith(other === null ? null : other.voice);
  return {};
}
