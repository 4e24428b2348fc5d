import type { LedgerLineView } from '../../preload/contract/ledger.ts';
import type { DialPreview } from '../../preload/contract/requests.ts';
import type { DialAsked } from '../../preload/contract/shell.ts';
import type { CallId, DeskView, Party } from '../../preload/contract/views.ts';
import type { Editing } from '../contacts/contact-form.tsx';
import { defaultKeymap } from '../keys/keymap.ts';
import type { Rebound } from '../keys/rebind.ts';
import type { Armed, LayerKind } from '../keys/resolve-key.ts';
import type { Target } from '../search/target.ts';
import type { SectionName } from '../settings/sections.ts';
import { type CallFocus, noFocus } from './focus.ts';
import { type HistoryState, noHistory } from './history-state.ts';
import { type MessagesState, noMessages } from './messages-state.ts';
import { noQueues, type QueuesState } from './queue-state.ts';
import { type FoundTargets, nothingFound } from './target-rows.ts';

/** All the desk draws: main's view, and the little that is the page's own. */
export interface DeskState {
  readonly view: DeskView | null;
  readonly connection: 'connected' | 'lost';
  /** The keys as the settings make them, and what of the settings cannot be. */
  readonly keys: Rebound;
  readonly focus: CallFocus;
  readonly layer: LayerKind;
  readonly armed: Armed | null;
  readonly dial: DialLine;
  readonly palette: PaletteState;
  readonly transfer: TransferPicker | null;
  readonly parkedList: ParkedList;
  /** The slots the PBX named for calls parked from here. */
  readonly parkedAs: readonly { readonly call: CallId; readonly slot: string }[];
  readonly digits: DigitsMode | null;
  readonly ledger: LedgerState | null;
  readonly note: NoteMode | null;
  /** The call that is being marked. */
  readonly marking: CallId | null;
  readonly history: HistoryState;
  readonly messages: MessagesState;
  /** Who is being written down; null: the address book as a whole. */
  readonly editing: Editing | null;
  readonly queues: QueuesState;
  /** The window's zoom is ours, not a browser's. */
  readonly zooms: boolean;
  /** The section of the settings that was looked at last. */
  readonly settings: SectionName;
  /** Something that failed and belongs to no card. */
  readonly notice: string | null;
  /** A request about a call that never reached main, in words. */
  readonly cardNotice: { readonly call: CallId; readonly text: string } | null;
  readonly toast: string | null;
  readonly said: { readonly polite: Said; readonly assertive: Said };
}

/** `count` grows, so that the same words can be said twice. */
export interface Said {
  readonly text: string;
  readonly count: number;
}

export interface DialLine extends FoundTargets {
  /** A row of what was found; null: what is typed is dialled. */
  readonly selected: number | null;
  /** Of the present text; null while it is asked for. */
  readonly preview: DialPreview | null;
  readonly busy: boolean;
  readonly refused: string | null;
  /** Where the text comes from that nobody typed here. */
  readonly asked: DialAsked['from'] | null;
}

export interface PaletteState {
  readonly query: string;
  readonly selected: number;
  /** Who could be called, for the present query. */
  readonly people: readonly Target[];
}

export interface TransferPicker extends FoundTargets {
  readonly call: CallId;
  /** Somebody is asked into a conference: the call itself goes nowhere. */
  readonly invites: boolean;
  /** Only AMI reaches the call: on another phone of mine, or the phone line is down. */
  readonly byAmi: boolean;
  readonly canPark: boolean;
  /** Enter hands the caller over for good: by the settings, or by AMI. */
  readonly plain: boolean;
  readonly selected: number | null;
}

export interface ParkedList {
  /** By slot, so that a list that changes leaves the choice where it was. */
  readonly selected: string | null;
  readonly typed: string;
  readonly busy: boolean;
  readonly refused: string | null;
}

export interface LedgerState {
  readonly call: CallId;
  readonly party: Party;
  /** null while it is asked for. */
  readonly lines: readonly LedgerLineView[] | null;
  readonly refused: string | null;
}

export interface DigitsMode {
  readonly call: CallId;
  readonly entries: readonly { readonly digit: string; readonly state: 'sending' | 'sent' | 'failed' }[];
  readonly refused: string | null;
}

export interface NoteMode {
  readonly call: CallId;
  readonly text: string;
  readonly refused: string | null;
}

export const emptyDial: DialLine = {
  ...nothingFound,
  selected: null,
  preview: null,
  busy: false,
  refused: null,
  asked: null,
};
export const emptyPalette: PaletteState = { query: '', selected: 0, people: [] };
export const noParkedList: ParkedList = { selected: null, typed: '', busy: false, refused: null };

export const firstState: DeskState = {
  view: null,
  connection: 'connected',
  keys: { keymap: defaultKeymap, problems: [] },
  focus: noFocus,
  layer: 'none',
  armed: null,
  dial: emptyDial,
  palette: emptyPalette,
  transfer: null,
  parkedList: noParkedList,
  parkedAs: [],
  digits: null,
  ledger: null,
  note: null,
  marking: null,
  history: noHistory,
  messages: noMessages,
  editing: null,
  queues: noQueues,
  zooms: false,
  settings: 'account',
  notice: null,
  cardNotice: null,
  toast: null,
  said: { polite: { text: '', count: 0 }, assertive: { text: '', count: 0 } },
};

export const focusedCall = (state: DeskState) => state.view?.calls.find((call) => call.id === state.focus.call) ?? null;

/** Names the focused card in its present shape, for the guard: an ended card is another thing than a live one. */
export function guardTargetOf(state: DeskState): string | null {
  const call = focusedCall(state);
  return call === null ? null : paintTarget(call.id, call.phase === 'ended');
}

export const paintTarget = (call: CallId, ended: boolean): string => `${ended ? 'ended' : 'live'} ${call}`;
