import type { AmiAction, AmiField } from './action.ts';

/** Fields that are given; the others are left out. */
const fields = (values: Readonly<Record<string, string | number | undefined>>): readonly AmiField[] =>
  Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as const]));

export const ping = (): AmiAction => ({ name: 'Ping', fields: [] });

/** `mailbox` is box@context. See `mailboxCount` for the answer in numbers. */
export const mailboxCountAction = (mailbox: string): AmiAction => ({
  name: 'MailboxCount',
  fields: fields({ Mailbox: mailbox }),
});

/** A list: one QueueParams a queue, its QueueMember and QueueEntry items. */
export const queueStatus = (filter: { readonly queue?: string; readonly member?: string } = {}): AmiAction => ({
  name: 'QueueStatus',
  fields: fields({ Queue: filter.queue, Member: filter.member }),
});

export interface QueueMembership {
  readonly queue: string;
  /** Who is rung, to the letter: PJSIP/1001, Local/1001@agents/n. */
  readonly interface: string;
}

/** Told by QueueMemberAdded. Refused with "Already there" where they are. `device`: whose state counts. */
export const queueAdd = (
  { queue, interface: member }: QueueMembership,
  about: { readonly name: string; readonly device: string; readonly penalty: number },
): AmiAction => ({
  name: 'QueueAdd',
  fields: fields({
    ...{ Queue: queue, Interface: member, MemberName: about.name },
    ...{ StateInterface: about.device, Penalty: about.penalty },
  }),
});

/** Told by QueueMemberRemoved. A member of queues.conf cannot be removed. */
export const queueRemove = ({ queue, interface: member }: QueueMembership): AmiAction => ({
  name: 'QueueRemove',
  fields: fields({ Queue: queue, Interface: member }),
});

/** Told by QueueMemberPause, once a queue; without a reason, the last one is forgotten. */
export const queuePause = ({ queue, interface: member }: QueueMembership, paused: boolean, reason = ''): AmiAction => ({
  name: 'QueuePause',
  fields: fields({
    ...{ Queue: queue, Interface: member, Paused: String(paused) },
    Reason: reason === '' ? undefined : reason,
  }),
});

/** Told by QueueMemberPenalty. */
export const queuePenalty = ({ queue, interface: member }: QueueMembership, penalty: number): AmiAction => ({
  name: 'QueuePenalty',
  fields: fields({ Queue: queue, Interface: member, Penalty: penalty }),
});

/**
 * A list: one Status item a channel, with its BridgeID. Of one channel, or of all. It takes no variables: Asterisk reads
 * them with the channel locked, and one that asks chan_pjsip then waits for the SIP thread, which may be waiting for that
 * lock: the whole PBX stands still (manager.c `generate_status`, chan_pjsip's `pjsip_acf_channel_read`; met on 22.10.1).
 */
export const status = (channel?: string): AmiAction => ({ name: 'Status', fields: fields({ Channel: channel }) });

/** A list: one BridgeInfoChannel item a channel that is in the bridge. */
export const bridgeInfo = (bridge: string): AmiAction => ({
  name: 'BridgeInfo',
  fields: fields({ BridgeUniqueid: bridge }),
});

/** The variable or function of a channel, or a global one. The answer is in `Value`. */
export const getvar = (variable: string, channel?: string): AmiAction => ({
  name: 'Getvar',
  fields: fields({ Channel: channel, Variable: variable }),
});

/** Hangs up one channel by its exact name. `cause` is Q.850. */
export const hangup = (channel: string, cause?: number): AmiAction => ({
  name: 'Hangup',
  fields: fields({ Channel: channel, Cause: cause }),
});

/** A list: one ParkedCall item a call. */
export const parkedCalls = (lot?: string): AmiAction => ({
  name: 'ParkedCalls',
  fields: fields({ ParkingLot: lot }),
});

/** A list: one ExtensionStatus item a hint of the dialplan. */
export const extensionStateList = (): AmiAction => ({ name: 'ExtensionStateList', fields: [] });

/** A list: one VoicemailUserEntry item a mailbox, with the name of who it belongs to. */
export const voicemailUsersList = (): AmiAction => ({ name: 'VoicemailUsersList', fields: [] });

export interface DialplanPlace {
  readonly context: string;
  readonly exten: string;
}

/**
 * Sends a channel elsewhere; with `extra`, the one bridged with it as well, so that neither is hung up. Success says
 * only that it is queued. A channel that runs no dialplan of its own comes there under a new Uniqueid and its old name.
 */
export const redirect = (channel: string, { context, exten }: DialplanPlace, extra?: string): AmiAction => ({
  name: 'Redirect',
  fields: fields({
    Channel: channel,
    Context: context,
    Exten: exten,
    Priority: 1,
    ...(extra === undefined ? {} : { ExtraChannel: extra, ExtraContext: context, ExtraExten: exten, ExtraPriority: 1 }),
  }),
});

/**
 * Sends whoever is bridged with `channel`, the transferer's, to `to`. Its answer is what came of it: Success means they
 * have entered the dialplan there.
 */
export const blindTransfer = (channel: string, { context, exten }: DialplanPlace): AmiAction => ({
  name: 'BlindTransfer',
  fields: fields({ Channel: channel, Context: context, Exten: exten }),
});

/** Parks `channel`; it comes back to the phone of `parker`. */
export const park = (channel: string, parker: string): AmiAction => ({
  name: 'Park',
  fields: fields({ Channel: channel, TimeoutChannel: parker }),
});

export const setvar = (channel: string, variable: string, value: string): AmiAction => ({
  name: 'Setvar',
  fields: fields({ Channel: channel, Variable: variable, Value: value }),
});

/** Told by MixMonitorStart. `file` is in Asterisk's own monitor folder unless it is a whole path. */
export const mixMonitor = (channel: string, file: string): AmiAction => ({
  name: 'MixMonitor',
  fields: fields({ Channel: channel, File: file }),
});

/** Told by MixMonitorStop. */
export const stopMixMonitor = (channel: string): AmiAction => ({
  name: 'StopMixMonitor',
  fields: fields({ Channel: channel }),
});

/** Told by MixMonitorMute. Silence in the file, in both directions, for as long as it is muted. */
export const mixMonitorMute = (channel: string, muted: boolean): AmiAction => ({
  name: 'MixMonitorMute',
  fields: fields({ Channel: channel, Direction: 'both', State: muted ? 1 : 0 }),
});

/**
 * A list of one DBGetResponse with the `Val`, or of none. Getvar of DB() answers with nothing, whatever is there: the function
 * is one of those that are kept from managers (pbx_functions.c, `is_read_allowed`).
 */
export const databaseGet = (family: string, key: string): AmiAction => ({
  name: 'DBGet',
  fields: fields({ Family: family, Key: key }),
});

/** Told by nothing. AstDB's path is /family/key. */
export const databasePut = (family: string, key: string, value: string): AmiAction => ({
  name: 'DBPut',
  fields: fields({ Family: family, Key: key, Val: value }),
});

/** Refused where there is no such key. */
export const databaseDelete = (family: string, key: string): AmiAction => ({
  name: 'DBDel',
  fields: fields({ Family: family, Key: key }),
});

/**
 * Of no channel: a global variable, or a dialplan function such as DEVICE_STATE(Custom:DND1001). Functions that can do harm,
 * DB() among them, are refused (pbx_functions.c, `is_write_allowed`).
 */
export const setGlobal = (variable: string, value: string): AmiAction => ({
  name: 'Setvar',
  fields: fields({ Variable: variable, Value: value }),
});

/** A list, one ConfbridgeListRooms item a room; refused while there is none. */
export const conferenceRooms = (): AmiAction => ({ name: 'ConfbridgeListRooms', fields: [] });

/** A list, one ConfbridgeList item a member. */
export const conferenceMembers = (room: string): AmiAction => ({
  name: 'ConfbridgeList',
  fields: fields({ Conference: room }),
});

/** Channels are matched by prefix (`strncasecmp`, app_confbridge.c): `channel` is the full name. */
export const conferenceMute = (room: string, channel: string, muted: boolean): AmiAction => ({
  name: muted ? 'ConfbridgeMute' : 'ConfbridgeUnmute',
  fields: fields({ Conference: room, Channel: channel }),
});

export const conferenceKick = (room: string, channel: string): AmiAction => ({
  name: 'ConfbridgeKick',
  fields: fields({ Conference: room, Channel: channel }),
});

export interface Originate {
  readonly channel: string;
  /** Where the channel goes once it answers. */
  readonly to:
    | {
        readonly kind: 'dialplan';
        readonly context: string;
        readonly exten: string;
        readonly priority: number | string;
      }
    | { readonly kind: 'application'; readonly name: string; readonly data: string };
  /** As `"Name" <number>`. */
  readonly callerId?: string;
  readonly account?: string;
  /** Milliseconds to wait for an answer. */
  readonly timeout?: number;
  readonly codecs?: string;
  readonly earlyMedia?: boolean;
  /** The Uniqueid to be, so that the leg is known before its first event; of a Local channel's `;1` half. */
  readonly channelId?: string;
  readonly otherChannelId?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** Answered at once; how it went is told by an OriginateResponse event with the same ActionID. */
export const originate = (call: Originate): AmiAction => ({
  name: 'Originate',
  fields: [
    ...fields({
      Channel: call.channel,
      ...(call.to.kind === 'dialplan'
        ? { Context: call.to.context, Exten: call.to.exten, Priority: call.to.priority }
        : { Application: call.to.name, Data: call.to.data }),
      CallerID: call.callerId,
      Account: call.account,
      Timeout: call.timeout,
      Codecs: call.codecs,
      EarlyMedia: call.earlyMedia === undefined ? undefined : String(call.earlyMedia),
      ChannelId: call.channelId,
      OtherChannelId: call.otherChannelId,
    }),
    ...variableFields(call.variables ?? {}),
  ],
});

/** Told to every AMI client at once, without a channel. */
export const userEvent = (name: string, body: Readonly<Record<string, string>>): AmiAction => ({
  name: 'UserEvent',
  fields: [['UserEvent', name], ...fields(body)],
});

/**
 * One header a variable. Asterisk splits the header at commas and eats quotes and backslashes
 * (`man_do_variable_value`, `__ast_app_separate_args`), so these are escaped.
 */
export const variableFields = (variables: Readonly<Record<string, string>>): readonly AmiField[] =>
  Object.entries(variables).map(
    ([name, value]) => ['Variable', `${name}=${value.replace(/[\\",]/g, (character) => `\\${character}`)}`] as const,
  );
