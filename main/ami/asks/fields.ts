import type { AmiAction, AmiField } from '../action.ts';
import type { AmiMessage } from '../codec/message.ts';

/** An action out of the fields that are given; the others are left out. */
export const action = (
  name: string,
  values: Readonly<Record<string, string | number | boolean | undefined>> = {},
): AmiAction => ({
  name,
  fields: Object.entries(values).flatMap(([field, value]): AmiField[] =>
    value === undefined ? [] : [[field, String(value)]],
  ),
});

export const textIn = (message: AmiMessage, header: string): string => message.get(header) ?? '';

/** Null: it is not there, or empty, or one of Asterisk's words for not knowing. */
export function knownIn(message: AmiMessage, header: string): string | null {
  const text = message.get(header) ?? '';
  return text === '' || text === '<unknown>' || text === 'unknown' || text === '(null)' ? null : text;
}

/** Null: not a number. */
export function numberIn(message: AmiMessage, header: string): number | null {
  const text = message.get(header)?.trim() ?? '';
  const value = text === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}

/** Asterisk writes yes and no, Yes and No, 1 and 0, On and Off. */
export const isYes = (message: AmiMessage, header: string): boolean =>
  /^(?:yes|1|on|true)$/i.test(textIn(message, header));

/** Who is at one end of a channel, as far as it is known. */
export interface AmiParty {
  readonly number: string | null;
  readonly name: string | null;
}

export const partyIn = (message: AmiMessage, prefix: string): AmiParty => ({
  number: knownIn(message, `${prefix}Num`),
  name: knownIn(message, `${prefix}Name`),
});
