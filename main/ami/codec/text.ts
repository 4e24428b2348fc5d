import { isUtf8 } from 'node:buffer';

/**
 * Text as the PBX sent it. Asterisk passes bytes through without knowing their charset, so what is not UTF-8 is read
 * as Latin-1, the charset of old phones and trunks.
 */
export function decodeText(bytes: Buffer, start: number, end: number): string {
  const text = bytes.toString('utf8', start, end);
  return text.includes('\uFFFD') && !isUtf8(bytes.subarray(start, end)) ? bytes.toString('latin1', start, end) : text;
}

/** The text of bytes as Latin-1, which some are: one character a byte. */
type Latin = (start: number, end: number) => string;

/** The same, with what is plain cut out of text that is there already: names come again in every event of a call. */
export function decodeForeign(bytes: Buffer, start: number, end: number, latin: Latin): string {
  let text = '';
  let from = start;
  for (let at = start; at < end; ) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      at += 1;
      continue;
    }
    const more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    const code = at + more < end ? codePoint(bytes, at, more) : -1;
    if (code < 0) return latin(start, end);
    text += latin(from, at) + String.fromCodePoint(code);
    at += more + 1;
    from = at;
  }
  return text + latin(from, end);
}

/** The least that needs so many bytes (RFC 3629, section 3). */
const least = [0, 0x80, 0x800, 0x10000];

/** What a lead byte and `more` others stand for; -1: that is no UTF-8. */
function codePoint(bytes: Buffer, at: number, more: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0xc2 || lead > 0xf4) return -1;
  let code = lead & (0x3f >> more);
  for (let next = at + 1; next <= at + more; next += 1) {
    const byte = bytes[next] ?? 0;
    if ((byte & 0xc0) !== 0x80) return -1;
    code = (code << 6) | (byte & 0x3f);
  }
  const isSurrogate = code >= 0xd800 && code < 0xe000;
  return code < (least[more] ?? 0) || code > 0x10ffff || isSurrogate ? -1 : code;
}

const plain: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);

/** Undoes `ast_escape_c` (main/utils.c): `\a \b \f \n \r \t \v \\ \' \" \?`. Any other backslash stays as it is. */
export function unescapeC(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\([abfnrtv\\'"?])/g, (_all, letter: string) => plain.get(letter) ?? letter);
}

/** Prefixes of channel snapshots (`ast_manager_build_channel_state_string_prefix`, main/manager_channels.c). */
const prefixes = [
  ...['', 'Dest', 'Parkee', 'Retriever', 'Transferer', 'Transferee', 'OrigTransferer', 'SecondTransferer'],
  ...['TransferTarget', 'LocalOne', 'LocalTwo', 'Source', 'Spyer', 'Spyee', 'Target'],
];
const escapedNames = new Set(prefixes.flatMap((prefix) => [`${prefix}CallerIDName`, `${prefix}ConnectedLineName`]));
const channelVariable = new RegExp(`^(?:${prefixes.join('|')})ChanVariable(?:\\(.*\\))?$`);

/**
 * Whether Asterisk C-escapes this header of this event. The same names come raw where a handler writes them by itself:
 * `fast_originate` (main/manager.c), `manager_queues_status` (apps/app_queue.c).
 */
export function isEscaped(event: string, header: string): boolean {
  if (event === 'QueueEntry' || event === 'OriginateResponse') return false;
  if (escapedNames.has(header) || channelVariable.test(header)) return true;
  // main/stasis_channels.c `varset_to_ami`; main/presencestate.c `presence_state_to_ami`
  if (event === 'VarSet') return header === 'Value';
  return event === 'PresenceStateChange' && (header === 'Subtype' || header === 'Message');
}
