import { z } from 'zod';

/*
 * The words main/ari/generated is written in. Text that is missing is empty, which is how Asterisk writes what it does not
 * know; what is there must be of its kind; what is more than the schema knows is kept.
 */
export const string = z.string();
export const number = z.number();
export const boolean = z.boolean();
export const strings = z.array(string);
export const object = z.record(z.string(), z.unknown());
export const objects = z.array(object);

export const text = string.default('');
export const count = number.default(0);
export const flag = boolean.default(false);
export const texts = strings.default([]);
export const fields = object.default({});
export const lists = objects.default([]);

export const maybe = <Of extends z.ZodType>(of: Of) => z.optional(of);
/** Asterisk 16 does not have it. */
export const in22 = maybe;
export const list = <Of extends z.ZodType>(of: Of) => z.array(of);
/** Made when the first of its kind comes: a start waits for none of them, and there are seventy. */
export const model = <Shape extends z.ZodRawShape>(shape: Shape) => z.lazy(() => z.looseObject(shape));

/** What every event carries besides its own. */
const frame = { type: string, application: text, timestamp: text, asterisk_id: maybe(string) } as const;
export const event = <Shape extends z.ZodRawShape>(shape: Shape) => z.lazy(() => z.looseObject({ ...frame, ...shape }));

/** 204: it was done, and there is nothing to say. */
export const nothing = z.null();

/** A parameter that Asterisk 16 does not have. */
export type In22<Of> = Of;
/** Several are joined by commas. */
export type Several = string | readonly string[];

declare const given: unique symbol;
/** One of ARI's operations: what its answer is, and (for the compiler alone) what it is given. */
export interface Operation<Given, Answer> {
  readonly answer: z.ZodType<Answer>;
  readonly [given]?: Given;
}
export const operation =
  <Given = Record<string, never>>() =>
  <Answer>(answer: z.ZodType<Answer>): Operation<Given, Answer> => ({ answer });
