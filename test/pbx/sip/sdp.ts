/** One audio stream of µ-law and RFC 4733 digits on loopback. */
export function offer(port: number, version: number): string {
  return [
    'v=0',
    `o=- 1 ${version} IN IP4 127.0.0.1`,
    's=-',
    'c=IN IP4 127.0.0.1',
    't=0 0',
    `m=audio ${port} RTP/AVP 0 101`,
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:101 telephone-event/8000',
    'a=fmtp:101 0-16',
    'a=ptime:20',
    'a=sendrecv',
    '',
  ].join('\r\n');
}

/** null: there is no audio in it. */
export function audioPort(sdp: string): number | null {
  const port = Number(/^m=audio (\d+)/m.exec(sdp)?.[1] ?? 0);
  return port === 0 ? null : port;
}
