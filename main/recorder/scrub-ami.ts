import { removed } from './entry.ts';

/**
 * Headers that are kept; of every other one only the name is. A list of what is harmless, not of what is dangerous:
 * whatever a dialplan or a newer Asterisk puts into an event (a PIN in a variable, a card number in a UserEvent, digits
 * in an application's data) has no place in a recording until somebody has looked at it.
 */
const kept: ReadonlySet<string> = new Set([
  ...['Event', 'Response', 'Action', 'ActionID', 'Message', 'Timestamp', 'EventList', 'ListItems', 'Uptime'],
  ...['DialStatus', 'BridgeUniqueid', 'BridgeID', 'BridgeType', 'BridgeTechnology', 'SwapUniqueid', 'Cause'],
  ...['Application', 'DNID', 'Result', 'DestType', 'DestBridgeUniqueid', 'IsExternal'],
  ...['Queue', 'Position', 'Count', 'HoldTime', 'Wait', 'Interface', 'StateInterface', 'Location', 'MemberName'],
  ...['Name', 'Paused', 'Penalty', 'Status', 'StatusText', 'InCall', 'Hint', 'Mailbox', 'New', 'Old', 'State'],
  ...['ParkingSpace', 'Parkinglot', 'ParkingTimeout', 'ParkingDuration', 'ParkerDialString', 'Conference'],
  ...['VoiceMailbox', 'Fullname', 'NewMessages', 'OldMessages', 'UrgMessages', 'UserEvent', 'AuthType', 'Username'],
]);

/** Of a channel's snapshot (`ast_manager_build_channel_state_string_prefix`): not its place in the dialplan. */
const snapshot = /^[A-Z]?[A-Za-z]*(?:Channel|ChannelStateDesc|CallerIDNum|CallerIDName|Uniqueid|Linkedid)$/;
const connected = /^[A-Z]?[A-Za-z]*ConnectedLine(?:Num|Name)$/;

/** An extension is what was dialled in these; elsewhere it may be what a caller has just typed into a menu. */
const extensionsTold: ReadonlySet<string> = new Set(['Newchannel', 'ExtensionStatus']);

/** Actions whose extension is where a call is sent. */
const extensionsSent: ReadonlySet<string> = new Set(['Redirect', 'BlindTransfer', 'Atxfer', 'Originate', 'Park']);

const callIdVariable = 'CHANNEL(pjsip,call-id)';

/** What stands for a SIP Call-ID in a recording: it joins, and opens nothing. */
export type Alias = (callId: string) => string;

/** A block from the manager, without the blank line that ends it, as it may be kept. Null: nothing of it may. */
export function scrubBlock(block: string, alias: Alias): string | null {
  const lines = block.split('\r\n');
  const name = valueOf(lines[0] ?? '');
  // That somebody typed is nobody's business either.
  if (/^DTMF/i.test(name)) return null;
  // What follows this header is the sender's own, names and all (app_userevent.c).
  const own = name === 'UserEvent' ? lines.findIndex((line) => line.startsWith('UserEvent:')) + 1 : lines.length;
  const isCallId = lines.includes(`Variable: ${callIdVariable}`);
  const scrubbed = (line: string): string =>
    isCallId && /^(Variable|Value):/.test(line) ? callIdLine(line, alias) : scrubLine(line, name);
  return lines.map((line, at) => (at < own ? scrubbed(line) : removed)).join('\r\n');
}

/** One line of the answer to Getvar. */
function callIdLine(line: string, alias: Alias): string {
  const value = valueOf(line);
  return line.startsWith('Value:') && value !== '' ? `Value: ${alias(value)}` : line;
}

/** An action of ours, from its own headers. */
export function scrubAction(
  action: string,
  id: string,
  fields: readonly (readonly [name: string, value: string])[],
): string {
  const rest = fields.map(([name, value]) => {
    const isWhere = name === 'Exten' && extensionsSent.has(action);
    const keeps = isKept(name) || isWhere || (action === 'Getvar' && value === callIdVariable);
    return `${name}: ${keeps ? value : removed}`;
  });
  return [`Action: ${action}`, `ActionID: ${id}`, ...rest].join('\r\n');
}

const isKept = (header: string): boolean => kept.has(header) || snapshot.test(header) || connected.test(header);

function scrubLine(line: string, event: string): string {
  const colon = line.indexOf(':');
  // The tail of a value with a line break in it, or an output line.
  if (colon < 0) return removed;
  const header = line.slice(0, colon);
  if (isKept(header)) return line;
  if (header === 'Exten' && extensionsTold.has(event)) return line;
  if (header === 'Extension' && event === 'BlindTransfer') return line;
  return /^[A-Za-z0-9_-]{1,40}$/.test(header) ? `${header}: ${removed}` : removed;
}

const valueOf = (line: string): string => line.slice(line.indexOf(':') + 1).trimStart();
