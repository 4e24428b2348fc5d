/** A candidate Asterisk can use: numeric (it resolves no `*.local` name) and UDP (it speaks no ICE-TCP). */
export function isUsable(candidate: string): boolean {
  const [, , protocol, , address = ''] = candidate.replace(/^a=/, '').split(' ');
  return protocol?.toLowerCase() === 'udp' && address !== '' && !address.endsWith('.local');
}

const candidateLine = /^a=candidate:/;

/**
 * Leaves only usable candidates in a description. Where Chromium had but masked addresses it writes `c=IN IP4 0.0.0.0`,
 * which Asterisk reads as hold: then the first usable one is written there. Null: there is none.
 */
export function withUsableCandidates(sdp: string): string | null {
  const lines = sdp.split('\r\n').filter((line) => !candidateLine.test(line) || isUsable(line));
  const first = lines.find((line) => candidateLine.test(line));
  if (first === undefined) return null;
  const [, , , , address = '', port = '9'] = first.split(' ');
  const connection = `c=IN ${address.includes(':') ? 'IP6' : 'IP4'} ${address}`;
  const isMasked = lines.some((line) => line === 'c=IN IP4 0.0.0.0');
  if (!isMasked) return lines.join('\r\n');
  return lines
    .map((line) => (line === 'c=IN IP4 0.0.0.0' ? connection : line.replace(/^m=audio \d+ /, `m=audio ${port} `)))
    .join('\r\n');
}

/** After the first usable candidate, ms: a server's answer is waited for. */
const settleAfter = 200;
/** Where none is asked. Each network's own address is there in the same moment; what is to come yet is TCP. */
const ownSettleAfter = 20;
const settleWithin = 1_000;

/**
 * Resolves a moment after the first usable candidate, when gathering is complete, or after a second: there is no trickle,
 * and waiting for a silent STUN server would make every call late. Without a server "complete" is not waited for either:
 * Chromium begins with UDP, and takes two steps of 50 ms for what follows (p2p/client/basic_port_allocator.cc).
 */
export function candidatesSettled(peer: RTCPeerConnection): Promise<void> {
  const hasUsable = () =>
    (peer.localDescription?.sdp.split('\r\n') ?? []).some((line) => candidateLine.test(line) && isUsable(line));
  // Right after an ICE restart the state still says `complete`, of the gathering before.
  if (peer.iceGatheringState === 'complete' && hasUsable()) return Promise.resolve();
  const hasServers = (peer.getConfiguration().iceServers ?? []).length > 0;
  return new Promise((resolve) => {
    let soon: ReturnType<typeof setTimeout> | null = null;
    const done = () => {
      globalThis.clearTimeout(latest);
      if (soon !== null) globalThis.clearTimeout(soon);
      peer.removeEventListener('icecandidate', look);
      peer.removeEventListener('icegatheringstatechange', lookAtState);
      resolve();
    };
    const latest = globalThis.setTimeout(done, settleWithin);
    const look = () => {
      if (soon === null && hasUsable()) soon = globalThis.setTimeout(done, hasServers ? settleAfter : ownSettleAfter);
    };
    const lookAtState = () => {
      if (peer.iceGatheringState === 'complete') done();
    };
    peer.addEventListener('icecandidate', look);
    peer.addEventListener('icegatheringstatechange', lookAtState);
    look();
  });
}
