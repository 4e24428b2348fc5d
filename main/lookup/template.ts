import { failed, type Result, success } from '../base/result.ts';

/** What of a call a template may name. All values are hostile. */
export interface CallValues {
  readonly e164: string;
  readonly national: string;
  readonly name: string;
  readonly queue: string;
  readonly did: string;
  readonly uniqueid: string;
  readonly linkedid: string;
  readonly agent: string;
  /** What the PBX sent along, as `{var:NAME}`. */
  readonly vars: Readonly<Record<string, string>>;
}

export const templateNames = ['e164', 'national', 'name', 'queue', 'did', 'uniqueid', 'linkedid', 'agent'] as const;
type Name = (typeof templateNames)[number];
const isName = (name: string): name is Name => templateNames.some((each) => each === name);

const placeholder = /\{([^{}]*)\}/g;

/**
 * Puts a call's values into a template, each one through `encode`. What is in braces and no variable makes it fail: a
 * misspelt name must not open a page about nobody.
 */
export function fillTemplate(
  template: string,
  values: CallValues,
  encode: (value: string) => string,
): Result<string, string> {
  const unknown = [...template.matchAll(placeholder)].map(([, name = '']) => name).find((name) => !isKnown(name));
  if (unknown !== undefined) return failed(`there is no variable {${unknown}}`);
  return success(template.replaceAll(placeholder, (_, name: string) => encode(valueOf(name, values))));
}

const isKnown = (name: string): boolean => isName(name) || /^var:[A-Za-z][A-Za-z0-9_.()-]{0,79}$/.test(name);

function valueOf(name: string, values: CallValues): string {
  if (isName(name)) return values[name];
  const variable = name.slice('var:'.length);
  return Object.hasOwn(values.vars, variable) ? (values.vars[variable] ?? '') : '';
}

/** RFC 3986's unreserved characters and nothing else: `encodeURIComponent` leaves ! ' ( ) * as they are. */
export const percentEncode = (value: string): string =>
  encodeURIComponent(value.toWellFormed()).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
