import { type AgentOptions, type ClientRequestArgs, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { connectTls, type TlsTarget } from './connect-tls.ts';
import type { TlsTrust } from './tls-trust.ts';

/**
 * The agent for `http.request`, `https.request` and `ws` (option `agent`): connections of an https agent are given out
 * only after the certificate was believed. `destroy()` also ends attempts that are still under way.
 */
export function trustedAgent(url: string, trust: TlsTrust, options: AgentOptions = {}): HttpAgent {
  const { protocol } = new URL(url);
  return protocol === 'https:' || protocol === 'wss:' ? new TrustedAgent(trust, options) : new HttpAgent(options);
}

class TrustedAgent extends HttpsAgent {
  readonly #trust: TlsTrust;
  readonly #ending = new AbortController();

  constructor(trust: TlsTrust, options: AgentOptions) {
    super(options);
    this.#trust = trust;
  }

  /** Node takes the connection from the callback when nothing is returned (lib/_http_agent.js, `createSocket`). */
  override createConnection(
    options: ClientRequestArgs,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const target = {
      host: options.host ?? 'localhost',
      port: Number(options.port ?? 443),
      signal: this.#ending.signal,
    };
    void this.#open(target, callback);
  }

  async #open(target: TlsTarget, callback?: (error: Error | null, stream: Duplex) => void): Promise<void> {
    let socket: TLSSocket;
    try {
      socket = await connectTls(this.#trust, target);
    } catch (error) {
      // The declared type wants a stream beside an error; Node's own code calls it with the error alone.
      (callback as ((error: unknown) => void) | undefined)?.(error);
      return;
    }
    callback?.(null, socket);
  }

  override destroy(): void {
    this.#ending.abort(new Error('the connection is no longer wanted'));
    super.destroy();
  }
}
