import { failed } from '../../base/result.ts';
import { getvar, hangup, type Originate, originate, status } from '../actions.ts';
import type { AmiMessage } from '../codec/message.ts';
import { type AmiAsk, type AmiListAsk, order, readable } from './ask.ts';
import { type AmiParty, action, knownIn, numberIn, partyIn, textIn } from './fields.ts';

/** A channel as a snapshot shows it. The Uniqueid is its only stable name. */
export interface AmiChannel {
  readonly uniqueid: string;
  readonly linkedid: string;
  readonly name: string;
  /** AST_STATE_…: 0 down, 4 ring, 5 ringing, 6 up (channelstate.h). */
  readonly state: number;
  readonly caller: AmiParty;
  readonly connected: AmiParty;
  readonly context: string;
  readonly exten: string;
  readonly accountCode: string;
}

/** `prefix` as in Parkee, Dest, Transferer. Null: this message holds no such channel. */
export function channelIn(message: AmiMessage, prefix = ''): AmiChannel | null {
  const [uniqueid, name] = [message.get(`${prefix}Uniqueid`), message.get(`${prefix}Channel`)];
  const state = numberIn(message, `${prefix}ChannelState`);
  if (uniqueid === undefined || name === undefined || state === null) return null;
  return {
    ...{ uniqueid, name, state },
    linkedid: textIn(message, `${prefix}Linkedid`),
    caller: partyIn(message, `${prefix}CallerID`),
    connected: partyIn(message, `${prefix}ConnectedLine`),
    context: textIn(message, `${prefix}Context`),
    exten: textIn(message, `${prefix}Exten`),
    accountCode: textIn(message, `${prefix}AccountCode`),
  };
}

export interface AmiChannelStatus extends AmiChannel {
  /** The bridge it is in; null: in none. */
  readonly bridge: string | null;
  readonly dialled: string | null;
  readonly application: string | null;
  readonly seconds: number | null;
}

/** Every channel, or one by its name or Uniqueid; an unknown one is an error. */
export const askChannels = (channel?: string): AmiListAsk<AmiChannelStatus> => ({
  action: status(channel),
  read: (item) => {
    const found = item.name === 'Status' ? channelIn(item) : null;
    return found === null
      ? null
      : {
          ...found,
          bridge: knownIn(item, 'BridgeID'),
          dialled: knownIn(item, 'DNID'),
          application: knownIn(item, 'Application'),
          seconds: numberIn(item, 'Seconds'),
        };
  },
});

/** A variable or function; of a channel, or a global one. An unset one is an empty text. */
export const askVariable = (variable: string, channel?: string): AmiAsk<string> => ({
  action: getvar(variable, channel),
  read: (answer) => readable(answer.get('Value') ?? null),
});

export const setVariable = (variable: string, value: string, channel?: string): AmiAsk<void> =>
  order(action('Setvar', { Channel: channel, Variable: variable, Value: value }));

export const hangUp = (channel: string, cause?: number): AmiAsk<void> => order(hangup(channel, cause));

/** Where in the dialplan. */
export interface DialplanPlace {
  readonly context: string;
  readonly exten: string;
  readonly priority?: number;
}

/**
 * Sends a channel elsewhere in the dialplan. One leg alone hangs its other leg up, unless the dialplan goes on there:
 * name the other as well. Success means that it was queued.
 */
export const redirect = (
  channel: string,
  to: DialplanPlace,
  other?: { readonly channel: string; readonly to: DialplanPlace },
): AmiAsk<void> =>
  order(
    action('Redirect', {
      ...{ Channel: channel, Context: to.context, Exten: to.exten, Priority: to.priority ?? 1 },
      ...(other === undefined
        ? {}
        : {
            ...{ ExtraChannel: other.channel, ExtraContext: other.to.context, ExtraExten: other.to.exten },
            ExtraPriority: other.to.priority ?? 1,
          }),
    }),
  );

/** Transfers whoever `channel` talks to; `channel` is the transferer's. Success: the other party is in the dialplan. */
export const blindTransfer = (channel: string, exten: string, context?: string): AmiAsk<void> => ({
  action: action('BlindTransfer', { Channel: channel, Exten: exten, Context: context }),
  read: (answer) => {
    const message = textIn(answer, 'Message').trim();
    return /^Transfer succeeded/i.test(message) ? readable<void>(undefined) : failed({ kind: 'error', message });
  },
});

/** Begins a call and does not wait: how it went is told by an OriginateResponse event. */
export const beginCall = (call: Originate): AmiAsk<void> => order(originate(call));
