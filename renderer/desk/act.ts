import type { CallAction, CallId, LinkName, RehearsalKind } from '../../preload/contract/views.ts';

/** Everything a person can do at the desk, by key, click or palette: one union, carried out in one place. */
export type DeskAct =
  | { readonly type: 'call'; readonly call: CallId; readonly action: CallAction }
  /** The first press of a sequence; `also` is what that press does by itself. */
  | { readonly type: 'arm'; readonly call: CallId; readonly action: CallAction; readonly also: CallAction | null }
  | { readonly type: 'focus-call'; readonly call: CallId }
  | { readonly type: 'step-focus'; readonly by: 1 | -1 }
  | { readonly type: 'open'; readonly layer: 'palette' | 'keys' }
  | { readonly type: 'open-dial'; readonly typed: string }
  | { readonly type: 'leave' }
  | { readonly type: 'type-dial'; readonly text: string }
  | { readonly type: 'dial' }
  | { readonly type: 'digit'; readonly digit: string }
  | { readonly type: 'query'; readonly text: string }
  | { readonly type: 'move'; readonly by: 1 | -1 }
  | { readonly type: 'run'; readonly entry: string | null }
  | { readonly type: 'retry'; readonly links: readonly LinkName[] }
  | { readonly type: 'rehearse'; readonly kind: RehearsalKind };
