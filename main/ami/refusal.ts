/** Why an action was not carried out, or why nobody knows whether it was. */
export type AmiRefusal =
  /** The user lacks the permission class, or the module that would know is not loaded. */
  | { readonly kind: 'denied' }
  /** This Asterisk knows no such action: too old, or its module is not loaded. */
  | { readonly kind: 'unknown-action' }
  | { readonly kind: 'error'; readonly message: string }
  /** Never sent: what it would have said cannot be said in AMI. */
  | { readonly kind: 'bad-field'; readonly field: string; readonly why: BadField }
  | { readonly kind: 'timeout' }
  /** Sent, but the connection went before the answer: it may have been carried out. */
  | { readonly kind: 'link-lost' }
  /** Never sent. */
  | { readonly kind: 'not-connected' };

export type BadField =
  | 'line-break' // CR or LF would begin another header or action
  | 'nul' // Asterisk would cut the value there
  | 'too-long' // manager.c reads lines of 1022 characters
  | 'bad-name' // not something that can stand before a colon
  | 'too-many-headers';

/** Asterisk gives no codes, only sentences (main/manager.c, `process_message`). */
export function refusalOf(message: string): AmiRefusal {
  const text = message.trim();
  if (text === 'Permission denied') return { kind: 'denied' };
  if (text.startsWith('Invalid/unknown command')) return { kind: 'unknown-action' };
  return { kind: 'error', message: text };
}
