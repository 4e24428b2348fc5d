import { failed, type Result, success } from '../base/result.ts';

/** The launcher that started us, over Node's child channel. */
interface Parent {
  readonly send?: ((message: unknown) => boolean) | undefined;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/**
 * The launcher of a checkout can start a practice PBX (OFFHOOK_CAN_DEMO=1); it answers with the folder of a profile for
 * it. null: nobody can.
 */
export function demoByParent(
  parent: Parent,
  env: Readonly<Record<string, string | undefined>>,
): (() => Promise<Result<string, string>>) | null {
  const send = parent.send?.bind(parent);
  if (env['OFFHOOK_CAN_DEMO'] !== '1' || send === undefined) return null;
  return () => {
    const { promise, resolve } = Promise.withResolvers<Result<string, string>>();
    parent.on('message', (message) => {
      if (!isAnswer(message)) return;
      resolve('folder' in message ? success(message.folder) : failed(message.reason));
    });
    send({ kind: 'demo' });
    return promise;
  };
}

type Answer =
  | { readonly kind: 'demo'; readonly folder: string }
  | { readonly kind: 'no-demo'; readonly reason: string };

const isAnswer = (message: unknown): message is Answer =>
  typeof message === 'object' &&
  message !== null &&
  'kind' in message &&
  ((message.kind === 'demo' && 'folder' in message && typeof message.folder === 'string') ||
    (message.kind === 'no-demo' && 'reason' in message && typeof message.reason === 'string'));
