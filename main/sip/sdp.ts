import type { MediaWant } from './media-port.ts';

type Direction = MediaWant['direction'];

/**
 * Why a description must not go to Asterisk yet; null: it may. There is no trickle: without a numeric candidate it can't
 * send audio, and `c=IN IP4 0.0.0.0` is read as hold (res_pjsip_sdp_rtp.c, set_session_media_remotely_held).
 */
export function unsendable(sdp: string): string | null {
  const { audio, connection } = audioSection(sdp);
  if (audio === null) return 'the description has no audio';
  if (connection === null) return 'the description has no address';
  if (isNowhere(connection)) return 'the description has no address of its own yet';
  const usable = audio.some((line) => {
    const address = /^a=candidate:\S+ \d+ \S+ \d+ (\S+) /.exec(line)?.[1];
    return address !== undefined && !address.endsWith('.local');
  });
  return usable ? null : 'the description has no usable candidate';
}

/**
 * The offer of an ICE restart, with one candidate nobody answers in the place of its own. Asterisk checks every candidate
 * before its 200 is on its way; a browser that has not read that yet knows the PBX's address by its old credentials and
 * refuses with 401, and for PJNATH a check that failed has failed for good (ice_session.c, `handle_incoming_check`): it
 * would never send to us again. So it waits at an address of ours where nobody is (port 9, discard), and learns the right
 * one from the browser's own checks (peer-reflexive, RFC 8445 section 7.3.1.3), which come when the 200 has been read.
 */
export function withoutCandidates(sdp: string): string {
  const lines = sdp.split('\r\n');
  const first = lines.findIndex((line) => line.startsWith('a=candidate:'));
  if (first < 0) return sdp;
  const host = (lines[first] ?? '').split(' ')[4] ?? '';
  const waiting = `a=candidate:1 1 udp 1 ${host} 9 typ host`;
  return lines
    .map((line, at) => (at === first ? waiting : line))
    .filter((line, at) => at === first || !line.startsWith('a=candidate:'))
    .join('\r\n');
}

/** Codecs that are no voice: tones and comfort noise go beside one. */
const beside: ReadonlySet<string> = new Set(['telephone-event', 'cn', 'red']);

/** The voice codec a description names first, in lower case, null: none. That is what its writer is sent (RFC 3264, section 7). */
export function voiceCodec(sdp: string): string | null {
  const { audio } = audioSection(sdp);
  return payloadsOf(audio ?? []).find(({ codec }) => !beside.has(codec))?.codec ?? null;
}

/** The description without one codec, or as it is where no other voice is left. */
export function withoutCodec(sdp: string, codec: string): string {
  const { audio } = audioSection(sdp);
  const payloads = payloadsOf(audio ?? []);
  const left = payloads.filter((payload) => payload.codec !== codec);
  if (left.length === payloads.length || left.every((payload) => beside.has(payload.codec))) return sdp;
  const gone = payloads.filter((payload) => payload.codec === codec).map(({ type }) => type);
  const describesGone = new RegExp(`^a=(?:rtpmap|fmtp|rtcp-fb):(?:${gone.join('|')}) `);
  return sdp
    .split('\r\n')
    .filter((line) => !describesGone.test(line))
    .map((line) => (line.startsWith('m=audio ') ? formatsOf(line, left) : line))
    .join('\r\n');
}

interface Payload {
  readonly type: string;
  readonly codec: string;
}

/** Payload types that need no rtpmap (RFC 3551, section 6). */
const staticCodecs: Readonly<Record<string, string>> = { 0: 'pcmu', 8: 'pcma', 9: 'g722', 13: 'cn' };

/** Best first. */
function payloadsOf(audio: readonly string[]): readonly Payload[] {
  const maps = audio.flatMap((line) => {
    const [, type = '', name = ''] = /^a=rtpmap:(\d+) ([^/]+)\//.exec(line) ?? [];
    return type === '' ? [] : ([[type, name.toLowerCase()]] as const);
  });
  const named = new Map(maps);
  const [, , , ...types] = (audio[0] ?? '').split(' ');
  return types.map((type) => ({ type, codec: named.get(type) ?? staticCodecs[type] ?? '' }));
}

/** The media line with these payload types. */
const formatsOf = (line: string, payloads: readonly Payload[]): string =>
  [...line.split(' ').slice(0, 3), ...payloads.map(({ type }) => type)].join(' ');

/** What the writer of this description says it does; an old-style hold address counts as `sendonly` (RFC 3264 8.4). */
export function statedDirection(sdp: string): Direction {
  const { audio, session, connection } = audioSection(sdp);
  const stated = [audio ?? [], session].flatMap((lines) => lines.flatMap(directionOf))[0] ?? 'sendrecv';
  return connection !== null && isNowhere(connection) && stated === 'sendrecv' ? 'sendonly' : stated;
}

/** Whether the writer of this description holds us. */
export const holdsUs = (sdp: string): boolean => ['sendonly', 'inactive'].includes(statedDirection(sdp));

const isNowhere = (connection: string): boolean => /^IN IP4 0\.0\.0\.0\b/.test(connection);

function directionOf(line: string): readonly Direction[] {
  switch (line) {
    case 'a=sendrecv':
      return ['sendrecv'];
    case 'a=sendonly':
      return ['sendonly'];
    case 'a=recvonly':
      return ['recvonly'];
    case 'a=inactive':
      return ['inactive'];
    default:
      return [];
  }
}

interface AudioSection {
  readonly session: readonly string[];
  readonly audio: readonly string[] | null;
  /** The value of the c= line that counts for the audio. */
  readonly connection: string | null;
}

function audioSection(sdp: string): AudioSection {
  const [head = '', ...sections] = sdp.split(/^(?=m=)/m);
  const lines = (text: string) => text.split(/\r?\n/).map((line) => line.trimEnd());
  const section = sections.find((text) => text.startsWith('m=audio '));
  const session = lines(head);
  const audio = section === undefined ? null : lines(section);
  const connection = [...(audio ?? []), ...session].find((line) => line.startsWith('c='))?.slice(2) ?? null;
  return { session, audio, connection };
}
