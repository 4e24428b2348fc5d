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

const settleAfter = 200;
const settleWithin = 1_000;

/**
 * Resolves about 200 ms after the first usable candidate, when gathering is complete, or after a second: there is no
 * trickle, and waiting for a silent STUN server would make every call late.
 */
export function candidatesSettled(peer: RTCPeerConnection): Promise<void> {
  const hasUsable = () =>
    (peer.localDescription?.sdp.split('\r\n') ?? []).some((line) => candidateLine.test(line) && isUsable(line));
  // Right after an ICE restart the state still says `complete`, of the gathering before.
  if (peer.iceGatheringState === 'complete' && hasUsable()) return Promise.resolve();
  return new Promise((resolve) => {
    let soon: number | null = null;
    const done = () => {
      window.clearTimeout(latest);
      if (soon !== null) window.clearTimeout(soon);
      peer.removeEventListener('icecandidate', look);
      peer.removeEventListener('icegatheringstatechange', lookAtState);
      resolve();
    };
    const latest = window.setTimeout(done, settleWithin);
    const look = () => {
      if (soon === null && hasUsable()) soon = window.setTimeout(done, settleAfter);
    };
    const lookAtState = () => {
      if (peer.iceGatheringState === 'complete') done();
    };
    peer.addEventListener('icecandidate', look);
    peer.addEventListener('icegatheringstatechange', lookAtState);
    look();
  });
}
