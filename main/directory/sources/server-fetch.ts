import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import type { TlsTrust } from '../../net/tls-trust.ts';
import { trustedAgent } from '../../net/trusted-agent.ts';
import { mostBytes } from './contact-source.ts';
import { SyncError } from './sync-error.ts';

export interface ServerFetch {
  readonly fetch: typeof globalThis.fetch;
  close(): void;
}

export interface FetchOptions {
  readonly trust: TlsTrust;
  readonly signal: AbortSignal;
  /** Bytes of all answers together. */
  readonly most?: number;
}

/** A server that says nothing for so long is not waited for, ms. */
const silence = 20_000;
const mostRedirects = 5;

/**
 * `fetch` of one https server: its certificate judged by `trust`, which Node's own fetch cannot be told, and never
 * another server than `url`'s, because the password goes with every request.
 */
export function serverFetch(url: string, { trust, signal, most = mostBytes }: FetchOptions): ServerFetch {
  const { origin } = new URL(url);
  const agent = trustedAgent(url, trust, { keepAlive: true, maxSockets: 2 });
  let left = most;
  const take = (bytes: number): void => {
    left -= bytes;
    if (left < 0) throw new SyncError('too-large', `more than ${Math.round(most / 1024)} kB`);
  };
  const get = async (target: URL, init: RequestInit, redirects: number): Promise<Response> => {
    if (target.origin !== origin) throw new SyncError('elsewhere', target.origin);
    const answer = await ask(target, init, { agent, signal });
    const { location } = answer.headers;
    const status = answer.statusCode ?? 0;
    if (status >= 300 && status < 400 && location !== undefined && init.redirect !== 'manual') {
      answer.resume();
      if (redirects === 0) throw new SyncError('bad-answer', 'it redirects in a circle');
      return get(new URL(location, target), init, redirects - 1);
    }
    return responseOf(answer, target, await bodyOf(answer, take));
  };
  return {
    fetch: (input, init = {}) => get(new URL(input instanceof Request ? input.url : input), init, mostRedirects),
    close: () => agent.destroy(),
  };
}

function ask(
  target: URL,
  { method = 'GET', headers, body }: RequestInit,
  { agent, signal }: { readonly agent: ReturnType<typeof trustedAgent>; readonly signal: AbortSignal },
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = request(
      target,
      { agent, method, signal, headers: Object.fromEntries(new Headers(headers)) },
      resolve,
    );
    asked.setTimeout(silence, () => asked.destroy(new SyncError('slow')));
    asked.once('error', reject);
    asked.end(typeof body === 'string' ? body : undefined);
  });
}

async function bodyOf(answer: IncomingMessage, take: (bytes: number) => void): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) {
    const bytes = chunk as Buffer;
    // Leaving the loop closes the connection.
    take(bytes.length);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** A status that has no body may be given none (fetch, "null body status"). */
function responseOf(answer: IncomingMessage, target: URL, body: Buffer): Response {
  const status = answer.statusCode ?? 0;
  if (status < 200 || status > 599) throw new SyncError('bad-answer', `HTTP ${status}`);
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headersDistinct))
    for (const each of value ?? []) headers.append(name, each);
  const response = new Response([204, 205, 304].includes(status) ? null : new Uint8Array(body), {
    ...{ status, headers, statusText: '' },
  });
  Object.defineProperty(response, 'url', { value: target.href });
  return response;
}
