/** Makes a `switch` over a closed union exhaustive: a new member fails to compile here. */
export function assertNever(value: never, what: string): never {
  throw new Error(`unexpected ${what}: ${JSON.stringify(value)}`);
}
