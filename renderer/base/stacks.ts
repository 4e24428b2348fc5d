/**
 * React makes five errors as it is loaded, and for the stack of the first Chromium parses all of React and the part around
 * it once more (33 ms of a start). Until the page's program is there no error has a stack. Imported before React.
 */
// V8's own, not of the language.
const errors: ErrorConstructor & { stackTraceLimit?: number } = Error;
const usual = errors.stackTraceLimit;
errors.stackTraceLimit = 0;

/** The program is there: errors say again where they come from. */
export function giveStacks(): void {
  if (usual !== undefined) errors.stackTraceLimit = usual;
}
