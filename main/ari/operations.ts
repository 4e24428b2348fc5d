import { failed, type Result, success } from '../base/result.ts';
import { operations } from './generated/operations.ts';
import type { AriRefusal } from './refusal.ts';
import type { AriAnswer, AriMethod, AriRequest } from './rest.ts';
import type { Operation } from './schema-words.ts';

/** One of ARI's operations, as `GET /channels/{channelId}`. */
export type AriOperation = keyof typeof operations;
type Table = typeof operations;
/** What it is given, under Asterisk's names; `json` is the body. */
export type GivenTo<Name extends AriOperation> = Table[Name] extends Operation<infer Given, unknown> ? Given : never;
/** What it answers. */
export type AnswerOf<Name extends AriOperation> = Table[Name] extends Operation<unknown, infer Answer> ? Answer : never;

/** The request of an operation: its path filled in and encoded, the rest as its query. */
export function requestOf<Name extends AriOperation>(name: Name, given: GivenTo<Name>): AriRequest {
  const [method = '', template = ''] = name.split(' ');
  const rest = new Map<string, unknown>(Object.entries(given as object));
  const path = template.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = rest.get(key);
    rest.delete(key);
    return encodeURIComponent(textOf(value));
  });
  const body = rest.get('json');
  rest.delete('json');
  const query = Object.fromEntries(
    [...rest].filter(([, value]) => value !== undefined).map(([key, value]) => [key, textOf(value)]),
  );
  return { method: method as AriMethod, path, query, ...(body !== undefined && { body }) };
}

/** Texts, numbers, yes and no, and lists of texts: nothing else is given. */
const textOf = (value: unknown): string => String(value);

/** The answer as the operation's own; one that is not as the schema says is `unreadable`. */
export function answerTo<Name extends AriOperation>(name: Name, answer: AriAnswer): Result<AnswerOf<Name>, AriRefusal> {
  if (!answer.ok) return answer;
  const read = operations[name].answer.safeParse(answer.value);
  // The table ties each name to its own answer, which the compiler does not follow through a lookup.
  return read.success ? success(read.data as AnswerOf<Name>) : failed({ kind: 'unreadable', status: 200 });
}
