import { type Counters, type Quality, readQuality } from './quality.ts';

const every = 2_000;

/** Tells every 2 s how the audio does while `peer` is connected; call the answer to stop. */
export function watchQuality(peer: RTCPeerConnection, tell: (quality: Quality) => void): () => void {
  let counters: Counters = { received: 0, lost: 0 };
  const look = async () => {
    if (peer.connectionState !== 'connected') return;
    const entries = [...(await peer.getStats()).values()] as Parameters<typeof readQuality>[0];
    const reading = readQuality(entries, counters);
    counters = reading.counters;
    if (reading.quality !== null) tell(reading.quality);
  };
  // A peer connection closed meanwhile rejects: there is nothing to tell of it.
  const timer = window.setInterval(() => void look().catch(() => window.clearInterval(timer)), every);
  return () => window.clearInterval(timer);
}
