import { Server } from 'node:net';

/** Where to listen, and the secret of the first address: both as the launcher told them to a browser already. */
export interface GivenDoor {
  readonly listening: Server;
  readonly token: string;
}

/** The launcher that started us, over Node's child channel. */
interface Parent {
  readonly send?: unknown;
  on(event: 'message', listener: (message: unknown, handle: unknown) => void): unknown;
  off(event: 'message', listener: (message: unknown, handle: unknown) => void): unknown;
}

/**
 * A launcher that opens the window itself has opened the door before us (OFFHOOK_DOOR_BY_PARENT=1), so that a browser
 * starts while we do: scripts/lib/door.mjs. null: nobody has.
 */
export function doorByParent(
  parent: Parent,
  env: Readonly<Record<string, string | undefined>>,
): Promise<GivenDoor> | null {
  if (env['OFFHOOK_DOOR_BY_PARENT'] !== '1' || parent.send === undefined) return null;
  const { promise, resolve } = Promise.withResolvers<GivenDoor>();
  const listen = (message: unknown, handle: unknown): void => {
    if (!isDoor(message) || !(handle instanceof Server)) return;
    parent.off('message', listen);
    resolve({ listening: handle, token: message.token });
  };
  parent.on('message', listen);
  return promise;
}

const isDoor = (message: unknown): message is { readonly token: string } =>
  typeof message === 'object' &&
  message !== null &&
  'kind' in message &&
  message.kind === 'door' &&
  'token' in message &&
  typeof message.token === 'string';
