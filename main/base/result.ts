/** The outcome of something that can fail in a way its caller acts on. Exceptions are for bugs. */
export type Result<Value, Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };

export function success(): Result<void, never>;
export function success<Value>(value: Value): Result<Value, never>;
export function success<Value>(value?: Value): Result<Value | undefined, never> {
  return { ok: true, value };
}

export const failed = <Failure>(failure: Failure): Result<never, Failure> => ({ ok: false, failure });
