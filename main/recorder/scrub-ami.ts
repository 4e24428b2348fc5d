import { removed } from './entry.ts';

/** Prefixes and headers of channel snapshots (`ast_manager_build_channel_state_string_prefix`): who, and how; not where in the dialplan. */
const prefixes = [
  ...['', 'Dest', 'Parkee', 'Retriever', 'Transferer', 'Transferee', 'OrigTransferer', 'SecondTransferer'],
  ...['TransferTarget', 'LocalOne', 'LocalTwo', 'Source', 'Target'],
];
const ofChannels = [
  ...['Channel', 'ChannelStateDesc', 'CallerIDNum', 'CallerIDName', 'ConnectedLineNum', 'ConnectedLineName'],
  ...['Uniqueid', 'Linkedid'],
];

/**
 * Headers that are kept; every other one is left out. A list of what is harmless, not of what is dangerous: whatever a
 * dialplan or a newer Asterisk puts into an event (a PIN in a variable, a card number in a UserEvent, digits in an
 * application's data) has no place in a recording until somebody has looked at it.
 */
const kept: ReadonlySet<string> = new Set([
  ...prefixes.flatMap((prefix) => ofChannels.map((header) => `${prefix}${header}`)),
  ...['Event', 'Response', 'Action', 'ActionID', 'Message', 'Timestamp', 'EventList', 'ListItems', 'Uptime'],
  ...['DialStatus', 'BridgeUniqueid', 'BridgeID', 'BridgeType', 'BridgeTechnology', 'SwapUniqueid', 'Cause'],
  'BridgeNumChannels',
  ...['Application', 'DNID', 'Result', 'DestType', 'DestBridgeUniqueid', 'IsExternal'],
  ...['Queue', 'Position', 'Count', 'HoldTime', 'Wait', 'Interface', 'StateInterface', 'Location', 'MemberName'],
  ...['Name', 'Paused', 'Penalty', 'Status', 'StatusText', 'InCall', 'Hint', 'Mailbox', 'New', 'Old', 'State'],
  ...['ParkingSpace', 'Parkinglot', 'ParkingTimeout', 'ParkingDuration', 'ParkerDialString', 'Conference'],
  ...['VoiceMailbox', 'Fullname', 'NewMessages', 'OldMessages', 'UrgMessages', 'UserEvent', 'AuthType', 'Username'],
]);

/** An extension is what was dialled in these; elsewhere it may be what a caller has just typed into a menu. */
const extensionsTold: ReadonlySet<string> = new Set(['Newchannel', 'ExtensionStatus']);

/** Actions whose extension is where a call is sent. */
const extensionsSent: ReadonlySet<string> = new Set(['Redirect', 'BlindTransfer', 'Atxfer', 'Originate', 'Park']);

const callIdVariable = 'CHANNEL(pjsip,call-id)';
const callIdAnswer = `\r\nVariable: ${callIdVariable}\r\n`;

/** What stands for a SIP Call-ID in a recording: it joins, and opens nothing. */
export type Alias = (callId: string) => string;

/** A block from the manager, without the blank line that ends it, as it may be kept. Null: nothing of it may. */
export function scrubBlock(block: string, alias: Alias): string | null {
  const name = valueOf(block.slice(0, lineEnd(block, 0)));
  // That somebody typed is nobody's business either.
  if (name.startsWith('DTMF')) return null;
  const isCallId = block.startsWith('Response:') && block.includes(callIdAnswer);
  let text = '';
  for (let from = 0; from < block.length; ) {
    const end = lineEnd(block, from);
    const colon = block.indexOf(':', from);
    // A line without a colon is the tail of a value with a line break in it, or output of a command.
    const header = colon < 0 || colon > end ? '' : block.slice(from, colon);
    if (isKept(header, name)) text += `${block.slice(from, end)}\r\n`;
    else if (isCallId) text += callIdLine(header, block.slice(colon + 1, end).trimStart(), alias);
    // What follows is the sender's own, names and all (app_userevent.c).
    if (name === 'UserEvent' && header === 'UserEvent') break;
    from = end + 2;
  }
  return text.slice(0, -2);
}

/** Of the answer to Getvar: which variable it is, and its alias. */
function callIdLine(header: string, value: string, alias: Alias): string {
  if (header === 'Variable') return `Variable: ${callIdVariable}\r\n`;
  return header === 'Value' && value !== '' ? `Value: ${alias(value)}\r\n` : '';
}

/** An action of ours, from its own headers; that something more was said is kept. */
export function scrubAction(
  action: string,
  id: string,
  fields: readonly (readonly [name: string, value: string])[],
): string {
  const rest = fields.map(([name, value]) => {
    const isWhere = name === 'Exten' && extensionsSent.has(action);
    const keeps = kept.has(name) || isWhere || (action === 'Getvar' && value === callIdVariable);
    return `${name}: ${keeps ? value : removed}`;
  });
  return [`Action: ${action}`, `ActionID: ${id}`, ...rest].join('\r\n');
}

const isKept = (header: string, event: string): boolean =>
  kept.has(header) ||
  (header === 'Exten' && extensionsTold.has(event)) ||
  (header === 'Extension' && event === 'BlindTransfer');

function lineEnd(block: string, from: number): number {
  const end = block.indexOf('\r\n', from);
  return end < 0 ? block.length : end;
}

const valueOf = (line: string): string => line.slice(line.indexOf(':') + 1).trimStart();
