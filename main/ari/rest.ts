import { type Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Clock } from '../base/clock.ts';
import { failed, type Result, success } from '../base/result.ts';
import { classifyFailure } from '../net/classify-failure.ts';
import { type AriRefusal, refusalOf } from './refusal.ts';

export type AriMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type AriAnswer = Result<unknown, AriRefusal>;

export interface AriRequest {
  readonly method: AriMethod;
  /** As in Asterisk's documentation, its parts URL-encoded: `/channels/{id}`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Milliseconds to wait for the whole answer: 4,000 unless said otherwise. */
  readonly within?: number;
}

export interface AriRestOptions {
  readonly address: AriAddress;
  /** Value of the Authorization header. Never `api_key`, which ends in access logs. */
  readonly authorization: string;
  readonly agent: Agent;
  readonly clock: Clock;
}

/** Where ARI is: `base` ends without a slash, `target` is what may be shown. */
export interface AriAddress {
  readonly base: string;
  readonly target: string;
}

/** `https://pbx:8089/ari`, with or without a slash at its end; user and password in it are dropped. */
export function ariAddress(url: string): AriAddress {
  const parsed = new URL(url);
  const base = `${parsed.protocol}//${parsed.host}${parsed.pathname.replace(/\/+$/, '')}`;
  return { base, target: base };
}

/** Milliseconds to wait for an answer unless said otherwise. */
export const usualDeadline = 4_000;
/** Some thousand channels; more than that is not an honest answer. */
const largestBody = 16 * 1024 * 1024;

/** One request to ARI. Every outcome is a value: nothing is thrown, and nothing is tried twice. */
export function ariRequest(options: AriRestOptions, wanted: AriRequest): Promise<AriAnswer> {
  const { address, authorization, agent, clock } = options;
  const query = new URLSearchParams(wanted.query).toString();
  const url = `${address.base}${wanted.path}${query === '' ? '' : `?${query}`}`;
  const body = wanted.body === undefined ? null : Buffer.from(JSON.stringify(wanted.body), 'utf8');
  const headers = {
    authorization,
    accept: 'application/json',
    ...(body === null ? {} : { 'content-type': 'application/json', 'content-length': body.length }),
  };
  return new Promise((resolve) => {
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    const sent = send(url, { method: wanted.method, agent, headers });
    const deadline = clock.after(wanted.within ?? usualDeadline, () => finish(failed({ kind: 'timeout' })));
    const finish = (answer: AriAnswer) => {
      deadline.dispose();
      resolve(answer);
      if (!answer.ok && (answer.failure.kind === 'timeout' || answer.failure.kind === 'unreadable')) sent.destroy();
    };
    const fail = (error: unknown) =>
      finish(failed({ kind: 'failed', failure: classifyFailure(error, address.target) }));
    sent.on('error', fail);
    sent.once('response', (response: IncomingMessage) => readAnswer(response, finish, fail));
    sent.end(body ?? undefined);
  });
}

function readAnswer(
  response: IncomingMessage,
  finish: (answer: AriAnswer) => void,
  fail: (error: unknown) => void,
): void {
  const status = response.statusCode ?? 0;
  const chunks: Buffer[] = [];
  let length = 0;
  response.on('error', fail);
  response.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > largestBody) finish(failed({ kind: 'unreadable', status }));
    else chunks.push(chunk);
  });
  response.once('end', () => finish(answerOf(status, Buffer.concat(chunks).toString('utf8'))));
}

/** What a status and a body say, on whatever road they came. */
export function answerOf(status: number, text: string): AriAnswer {
  if (status === 204 || (status === 202 && text === '')) return success(null);
  const body = parse(text);
  if (body === undefined) {
    // The HTTP server's own errors are HTML pages; a status that speaks for itself is still told.
    return failed(
      status === 401 || status === 403 || status >= 500 ? refusalOf(status, '') : { kind: 'unreadable', status },
    );
  }
  if (status >= 200 && status < 300) return success(body);
  return failed(status < 400 ? { kind: 'unreadable', status } : refusalOf(status, messageOf(body)));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `{"message": …}`, or `{"error": …}` when a parameter is refused. */
function messageOf(body: unknown): string {
  if (body === null || typeof body !== 'object') return '';
  const said = 'message' in body ? body.message : 'error' in body ? body.error : '';
  return typeof said === 'string' ? said : '';
}
