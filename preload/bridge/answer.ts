import type { WireError } from '../contract/wire.ts';

/** How something asked over the wire ended. */
export type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: WireError };

export const refuse = (code: WireError['code'], message: string): Answer => ({ ok: false, error: { code, message } });
