import { placeholderInJson } from '../../preload/contract/template.ts';
import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/log.ts';
import { plainText } from '../base/plain-text.ts';
import { failed, type Result, success } from '../base/result.ts';
import { atPointer } from './json-pointer.ts';
import { type CallValues, fillTemplate, percentEncode } from './template.ts';

export interface LookupSettings {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly body?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly fields: readonly { readonly label: string; readonly pointer: string }[];
  /** How long an answer is waited for, ms. */
  readonly budget: number;
  readonly keepMinutes: number;
}

export interface LookupOptions {
  readonly settings: LookupSettings;
  readonly secret: string | null;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface LookupField {
  readonly label: string;
  readonly value: string;
}

/** Why nothing is known from there; `detail` names no value of the caller and no secret. */
export interface LookupFailure {
  readonly kind: 'slow' | 'unreachable' | 'refused' | 'too-large' | 'not-json' | 'bad-template';
  readonly detail: string;
}

export type LookupAnswer = Result<readonly LookupField[], LookupFailure>;

/** Answers beyond that are not read on. */
const largest = 256 * 1024;
const longestValue = 300;
const kept = 500;

interface Kept {
  readonly until: number;
  readonly answer: LookupAnswer;
}

/** Asks a web service about a caller. One question at a time a caller, answers kept for a while, never longer than its budget. */
export class HttpLookup {
  readonly #options: LookupOptions;
  readonly #kept = new Map<string, Kept>();
  readonly #running = new Map<string, Promise<LookupAnswer>>();

  constructor(options: LookupOptions) {
    this.#options = options;
  }

  async look(values: CallValues): Promise<LookupAnswer> {
    const { settings, clock } = this.#options;
    const url = fillTemplate(settings.url, values, percentEncode);
    const body = fillTemplate(settings.body ?? '', values, inJson, placeholderInJson);
    if (!url.ok) return failed({ kind: 'bad-template', detail: url.failure });
    if (!body.ok) return failed({ kind: 'bad-template', detail: body.failure });
    const key = `${url.value}\n${body.value}`;
    const known = this.#kept.get(key);
    if (known !== undefined && known.until > clock.now()) return known.answer;
    const running = this.#running.get(key) ?? this.#ask(url.value, body.value);
    this.#running.set(key, running);
    const answer = await running;
    this.#running.delete(key);
    if (answer.ok) this.#keep(key, answer);
    return answer;
  }

  #keep(key: string, answer: LookupAnswer): void {
    const { clock, settings } = this.#options;
    this.#kept.delete(key);
    this.#kept.set(key, { until: clock.now() + settings.keepMinutes * 60_000, answer });
    for (const old of [...this.#kept.keys()].slice(0, -kept)) this.#kept.delete(old);
  }

  async #ask(url: string, body: string): Promise<LookupAnswer> {
    const { settings, clock, log } = this.#options;
    const abort = new AbortController();
    const late = clock.after(settings.budget, () => abort.abort(new DOMException('too slow', 'TimeoutError')));
    const answer = await this.#fetch(url, body, abort.signal);
    late.dispose();
    if (!answer.ok) log.info('the lookup told nothing', { why: answer.failure.kind, detail: answer.failure.detail });
    return answer;
  }

  async #fetch(url: string, body: string, signal: AbortSignal): Promise<LookupAnswer> {
    const { settings } = this.#options;
    try {
      const response = await fetch(url, {
        ...{ method: settings.method, headers: this.#headers(), signal },
        // Whoever answers with another address would be sent the secret.
        redirect: 'error',
        ...(settings.method === 'POST' && { body }),
      });
      if (!response.ok) {
        await response.body?.cancel();
        return response.status === 404 ? success([]) : failed({ kind: 'refused', detail: `HTTP ${response.status}` });
      }
      return this.#read(await textOf(response));
    } catch (error) {
      return failed(failureOf(error, signal));
    }
  }

  #headers(): Record<string, string> {
    const { settings, secret } = this.#options;
    const headers: Record<string, string> = { accept: 'application/json' };
    if (settings.method === 'POST') headers['content-type'] = 'application/json';
    // By a function: a `$&` in a secret is no pattern.
    for (const [name, value] of Object.entries(settings.headers))
      headers[name] = value.replaceAll('{secret}', () => secret ?? '');
    return headers;
  }

  #read(text: string | null): LookupAnswer {
    if (text === null) return failed({ kind: 'too-large', detail: `more than ${largest / 1024} kB` });
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      // What it says about the place would quote the answer.
      return failed({ kind: 'not-json', detail: 'the answer is not JSON' });
    }
    return success(
      this.#options.settings.fields.flatMap(({ label, pointer }) => {
        const found = atPointer(json, pointer);
        const value =
          typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean' ? String(found) : '';
        const shown = plainText(value, longestValue);
        return shown === '' ? [] : [{ label, value: shown }];
      }),
    );
  }
}

/** What stands between the quotes of a JSON text. */
const inJson = (value: string): string => JSON.stringify(value.toWellFormed()).slice(1, -1);

/** Null: it is too large, and the rest of it was not read. */
async function textOf(response: Response): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    const bytes = chunk as Uint8Array;
    size += bytes.length;
    // Leaving the loop closes the stream, and with it the connection.
    if (size > largest) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function failureOf(error: unknown, signal: AbortSignal): LookupFailure {
  if (signal.aborted) return { kind: 'slow', detail: 'no answer in time' };
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return { kind: 'unreachable', detail: code === '' ? 'the connection failed' : code };
}
