import { isTemplateName, placeholder, unknownVariable } from '../../preload/contract/template.ts';
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

/**
 * Puts a call's values into a template, each one through `encode`. What is in braces and no variable makes it fail: a
 * misspelt name must not open a page about nobody.
 */
export function fillTemplate(
  template: string,
  values: CallValues,
  encode: (value: string) => string,
  marks = placeholder,
): Result<string, string> {
  const unknown = unknownVariable(template, marks);
  if (unknown !== null) return failed(`there is no such variable ({${unknown}})`);
  return success(template.replaceAll(marks, (_, name: string) => encode(valueOf(name, values))));
}

function valueOf(name: string, values: CallValues): string {
  if (isTemplateName(name)) return values[name];
  const variable = name.slice('var:'.length);
  return Object.hasOwn(values.vars, variable) ? (values.vars[variable] ?? '') : '';
}

/** RFC 3986's unreserved characters and nothing else: `encodeURIComponent` leaves ! ' ( ) * as they are. */
export const percentEncode = (value: string): string =>
  encodeURIComponent(value.toWellFormed()).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
