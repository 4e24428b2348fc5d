/** Where Asterisk's name of a format (codec_builtin.c) is not that of SDP (RFC 3551, section 6). */
const inSdp: ReadonlyMap<string, string> = new Map([
  ['ulaw', 'pcmu'],
  ['alaw', 'pcma'],
]);

/** What a channel's voice is coded in, as an SDP names it, of its `CHANNEL(audionativeformat)`; null: it does not say. */
export function codecOfChannel(formats: string): string | null {
  const name = /^\((\w+)/.exec(formats)?.[1] ?? null;
  return name === null || name === 'nothing' ? null : (inSdp.get(name) ?? name);
}
