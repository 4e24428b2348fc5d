import { request } from 'node:https';
import { failed, type Result, success } from '../base/result.ts';
import { classifyFailure } from '../net/classify-failure.ts';
import type { LinkFailure } from '../net/link-failure.ts';
import type { TlsTrust } from '../net/tls-trust.ts';
import { trustedAgent } from '../net/trusted-agent.ts';

export type FetchFault =
  | { readonly kind: 'unreachable'; readonly failure: LinkFailure }
  /** The server answers, and has no such document (any more). */
  | { readonly kind: 'gone'; readonly status: number }
  | { readonly kind: 'too-large' };

const largest = 65_536;
const patience = 10_000;

/**
 * GETs a document over https. Redirections are not followed: whoever the certificate belongs to answers. `trust` is the
 * system's in the product. All of it must be here before `signal`: a server that drips is not waited for.
 */
export function fetchDocument(
  url: string,
  trust: TlsTrust,
  signal = AbortSignal.timeout(patience),
): Promise<Result<string, FetchFault>> {
  const { promise, resolve } = Promise.withResolvers<Result<string, FetchFault>>();
  const { host } = new URL(url);
  const agent = trustedAgent(url, trust);
  const asked = request(url, { agent, headers: { accept: 'application/json' } }, (answer) => {
    const status = answer.statusCode ?? 0;
    if (status !== 200) {
      answer.destroy();
      return resolve(failed({ kind: 'gone', status }));
    }
    const chunks: Buffer[] = [];
    let size = 0;
    answer.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= largest) return void chunks.push(chunk);
      answer.destroy();
      resolve(failed({ kind: 'too-large' }));
    });
    answer.on('end', () => resolve(success(Buffer.concat(chunks).toString('utf8'))));
    answer.on('error', (error) => resolve(unreachable(error, host)));
  });
  const giveUp = (): void => {
    resolve(unreachable(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' }), host));
    asked.destroy();
  };
  signal.addEventListener('abort', giveUp);
  asked.on('error', (error) => resolve(unreachable(error, host)));
  asked.end();
  return promise.finally(() => {
    signal.removeEventListener('abort', giveUp);
    agent.destroy();
  });
}

const unreachable = (error: unknown, host: string) =>
  failed({ kind: 'unreachable' as const, failure: classifyFailure(error, host) });
