import type { WireError } from '../../preload/contract/wire.ts';
import type { Logger } from '../base/log.ts';

/** How something a page asked ended, as it goes over the wire. */
export type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: WireError };

export const refuse = (code: WireError['code'], message: string): Answer => ({ ok: false, error: { code, message } });

interface Decoder {
  safeParse(input: unknown):
    | { readonly success: true; readonly data: unknown }
    | {
        readonly success: false;
        readonly error: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] };
      };
}

/** A table of requests, by name, and who answers each. */
type Table<Name extends string> = { readonly [Each in Name]: { readonly input: Decoder } };
type Handlers<Name extends string> = { readonly [Each in Name]: unknown };

/** Decodes by the table, lets the handler of that row answer, and gives away nothing of what went wrong inside. */
export async function answerRequest<Name extends string>(
  table: Table<Name>,
  handlers: Handlers<Name>,
  log: Logger,
  { name, input }: { readonly name: string; readonly input?: unknown },
): Promise<Answer> {
  if (!isIn(table, name)) return refuse('unknown-name', 'there is no such request');
  const decoded = table[name].input.safeParse(input);
  if (!decoded.success) {
    const path = decoded.error.issues[0]?.path.map(String).join('.') ?? '';
    log.warn('a page sent a request that does not decode', { name, path });
    return refuse('bad-input', `${name}: ${path} is not what the contract says`);
  }
  try {
    // The decoder of this very row made the input; TypeScript cannot follow the name through the table.
    const handler = handlers[name] as (input: unknown) => unknown;
    return { ok: true, value: await handler(decoded.data) };
  } catch (error) {
    log.error('a request failed', {
      name,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    return refuse('failed', 'Offhook made a mistake; it is in the log');
  }
}

const isIn = <Name extends string>(table: Table<Name>, name: string): name is Name => Object.hasOwn(table, name);
