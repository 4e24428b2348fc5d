import type { AwayAnswer } from '../../preload/contract/away.ts';
import type { Forward } from '../../preload/contract/diversions.ts';
import type { ListenHow } from '../../preload/contract/listening.ts';
import type { CallAction, CallId, LinkName, RehearsalKind } from '../../preload/contract/views.ts';
import type { SectionName } from '../settings/sections.ts';
import type { WindowWish } from './frame.ts';
import type { HistoryField, HistoryShow } from './history-state.ts';
import type { QueueWish } from './queue-state.ts';
import type { SendHow } from './target-rows.ts';

/** Everything a person can do at the desk, by key, click or palette: one union, carried out in one place. */
export type DeskAct = PageAct | AskingAct | HistoryAct | MessagesAct | QueueAct;

export type PageAct =
  | { readonly type: 'call'; readonly call: CallId; readonly action: CallAction }
  /** The first press of a sequence; `also` is what that press does by itself. */
  | { readonly type: 'arm'; readonly call: CallId; readonly action: CallAction; readonly also: CallAction | null }
  | { readonly type: 'focus-call'; readonly call: CallId }
  | { readonly type: 'step-focus'; readonly by: 1 | -1 }
  | { readonly type: 'open'; readonly layer: 'palette' | 'keys' | 'parked' }
  /** null: where they were left. */
  | { readonly type: 'settings'; readonly section: SectionName | null }
  /** `edit`: whom the focused call is with. */
  | { readonly type: 'contacts'; readonly edit: boolean }
  | { readonly type: 'leave' }
  | { readonly type: 'move'; readonly by: 1 | -1 }
  | { readonly type: 'digit'; readonly digit: string }
  | { readonly type: 'query'; readonly text: string }
  | { readonly type: 'run'; readonly entry: string | null }
  | { readonly type: 'type-target'; readonly text: string }
  | { readonly type: 'select-target'; readonly row: number }
  | { readonly type: 'type-note'; readonly text: string }
  /** How the call ended, by the settings' list; 0 takes the mark away. */
  | { readonly type: 'mark'; readonly digit: string }
  | { readonly type: 'slot-digit'; readonly digit: string };

/** In the view of past calls. `call`, `done`, and a field concern the chosen row. */
export type HistoryAct = { readonly type: 'history' } & (
  | { readonly what: 'open'; readonly show?: HistoryShow }
  | { readonly what: 'show'; readonly show: HistoryShow }
  | { readonly what: 'step'; readonly by: 1 | -1 }
  | { readonly what: 'type'; readonly text: string }
  | { readonly what: 'select'; readonly row: number }
  | { readonly what: 'field'; readonly field: HistoryField['kind'] }
  /** 0 takes the mark away. */
  | { readonly what: 'mark'; readonly digit: string }
  | { readonly what: 'call' | 'accept' | 'cancel' | 'done' | 'export' }
);

/** In the view of messages. What concerns a message concerns the chosen one; `box`: the next mailbox. */
export type MessagesAct = { readonly type: 'messages' } /** null: mine. */ & (
  | { readonly what: 'open'; readonly mailbox?: string | null }
  | { readonly what: 'select'; readonly id: string }
  /** In what is being played. */
  | { readonly what: 'skip'; readonly by: 1 | -1 }
  | { readonly what: 'box' | 'play' | 'call' | 'keep' | 'delete' | 'undo' }
);

/** In the view of the queues; `do` is asked for from anywhere. */
export type QueueAct = { readonly type: 'queues' } & (
  | { readonly what: 'open' | 'sign' | 'sign-everywhere' | 'penalty' | 'disturb' | 'accept' | 'cancel' }
  | { readonly what: 'select'; readonly queue: string }
  | { readonly what: 'pause'; readonly everywhere: boolean }
  /** 0: one that is typed. */
  | { readonly what: 'reason'; readonly digit: string }
  | { readonly what: 'type'; readonly text: string }
  | { readonly what: 'do'; readonly wish: QueueWish }
);

/** Main is asked, and what it answers is told later. */
export type AskingAct =
  /** null: of the focused call, or of the last one. */
  | { readonly type: 'ledger'; readonly call: CallId | null }
  /** The ledger of the next call down the desk, or up. */
  | { readonly type: 'step-ledger'; readonly by: 1 | -1 }
  | { readonly type: 'open-dial'; readonly typed: string }
  | { readonly type: 'type-dial'; readonly text: string }
  /** `row`: of what was found; null: what is chosen or typed. */
  | { readonly type: 'dial'; readonly row: number | null }
  | { readonly type: 'call-number'; readonly dials: string }
  /** Of those to be called back. `done`: nobody is called. */
  | { readonly type: 'call-back'; readonly id: number; readonly done: boolean }
  | { readonly type: 'send'; readonly how: SendHow }
  | {
      readonly type: 'member';
      readonly call: CallId;
      readonly member: string;
      readonly what: 'mute' | 'unmute' | 'remove';
    }
  /** Whom to pick up from: the highlighted colleague, my group (null), or an extension. */
  | { readonly type: 'pick-up'; readonly whom: 'chosen' | { readonly dials: string | null } }
  /** null: the chosen one. */
  | { readonly type: 'retrieve'; readonly slot: string | null }
  /** null: the first one. */
  | { readonly type: 'open-link'; readonly call: CallId; readonly label: string | null }
  | { readonly type: 'retry'; readonly links: readonly LinkName[] }
  /** A colleague's call: of the highlighted row, or of that extension. */
  | { readonly type: 'listen'; readonly how: ListenHow; readonly whom: 'chosen' | { readonly dials: string } }
  | { readonly type: 'answer-away'; readonly how: AwayAnswer }
  | { readonly type: 'divert'; readonly wish: DiversionWish }
  /** Cures the one reason why a call would not ring here. */
  | { readonly type: 'mend-ring' }
  /** Compact or wide, larger or smaller. */
  | { readonly type: 'window'; readonly what: WindowWish }
  | { readonly type: 'save-recording'; readonly maskNumbers: boolean }
  | { readonly type: 'rehearse'; readonly kind: RehearsalKind };

/** By name, so that a new one is not forgotten. */
const asking: Readonly<Record<AskingAct['type'], true>> = {
  ...{ ledger: true, 'step-ledger': true, 'open-dial': true, 'type-dial': true, dial: true, 'call-number': true },
  ...{ 'call-back': true, send: true, member: true, 'pick-up': true, retrieve: true, 'open-link': true, retry: true },
  ...{ listen: true, 'answer-away': true, divert: true, 'mend-ring': true },
  ...{ window: true, 'save-recording': true, rehearse: true },
};

export const isAsking = (act: { readonly type: string }): act is AskingAct => Object.hasOwn(asking, act.type);

/** null: no longer. */
export type DiversionWish =
  | { readonly what: 'doNotDisturb'; readonly on: boolean }
  | { readonly what: Forward; readonly to: string | null };
