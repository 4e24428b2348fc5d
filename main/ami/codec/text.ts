import { isUtf8 } from 'node:buffer';

/**
 * Text as the PBX sent it. Asterisk passes bytes through without knowing their charset, so what is not UTF-8 is read
 * as Latin-1, the charset of old phones and trunks.
 */
export function decodeText(bytes: Buffer, start: number, end: number): string {
  const text = bytes.toString('utf8', start, end);
  return text.includes('\uFFFD') && !isUtf8(bytes.subarray(start, end)) ? bytes.toString('latin1', start, end) : text;
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
