/** A settings document as JSON has it, before the schema has looked at it. Nothing here changes what it is given. */
export type Document = Readonly<Record<string, unknown>>;

/** These belong together and are replaced as a whole: half of one choice and half of another is neither. */
const whole: ReadonlySet<string> = new Set(['tls', 'audio.microphone', 'audio.speaker', 'audio.ringer']);

export const isDocument = (value: unknown): value is Document =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** What stands at `path` (`sip.url`); undefined: nothing does. */
export const valueAt = (document: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((at, key) => (isDocument(at) && Object.hasOwn(at, key) ? at[key] : undefined), document);

/** With `value` at `path`; undefined takes it away, and the sections that are empty then. */
export const withValue = (document: Document, path: string, value: unknown): Document =>
  placed(document, path.split('.'), value);

function placed(document: unknown, [head, ...rest]: readonly string[], value: unknown): Document {
  const fields = isDocument(document) ? document : {};
  if (head === undefined) return fields;
  const { [head]: before, ...others } = fields;
  const inner = rest.length === 0 ? value : placed(before, rest, value);
  const gone = inner === undefined || (rest.length > 0 && isDocument(inner) && Object.keys(inner).length === 0);
  return gone ? others : { ...others, [head]: inner };
}

/** `over` laid over `under`, key by key; lists and what belongs together are taken as a whole. */
export function merged(under: unknown, over: unknown, path = ''): unknown {
  if (!isDocument(over) || !isDocument(under) || whole.has(path)) return over;
  const inner = Object.entries(over).map(([key, value]) => [
    key,
    Object.hasOwn(under, key) ? merged(under[key], value, joined(path, key)) : value,
  ]);
  return { ...under, ...Object.fromEntries(inner) };
}

/** The paths at which a document says something. */
export function pathsOf(document: unknown, path = ''): readonly string[] {
  if (!isDocument(document) || whole.has(path)) return [path];
  return Object.entries(document).flatMap(([key, value]) => pathsOf(value, joined(path, key)));
}

/** Whether saying something at one path says it about the other too. */
export const covers = (path: string, other: string): boolean =>
  path === other || other.startsWith(`${path}.`) || path.startsWith(`${other}.`);

const joined = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);
