import type { Bridge } from '../contract/bridge.ts';
import { type FromPage, fromMain, type Wire } from '../contract/wire.ts';
import { decodeBridge } from './decode-bridge.ts';
import { createPageEnd } from './page-end.ts';

export interface AttachableBridge {
  readonly bridge: Bridge;
  /** Puts a wire under the bridge; another one when the last is gone (the browser host reconnects). */
  readonly attach: (wire: Wire<FromPage>) => void;
}

/** The page's end of the contract over a wire that ends in the page itself; `arrives`: see `decodeBridge`. */
export function createBridge(host: Bridge['host'], arrives?: () => void): AttachableBridge {
  const { raw, attach } = createPageEnd(host, (message) => fromMain.safeParse(message).data ?? null);
  return { bridge: decodeBridge(raw, arrives), attach };
}
