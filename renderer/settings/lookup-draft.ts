import { placeholderInJson, unknownVariable } from '../../preload/contract/template.ts';
import { t } from '../i18n/texts.ts';

/** The web service of the settings, while it is written: every value as it is typed. */
export interface LookupDraft {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly body: string;
  /** One a line: `X-Key: {secret}`. */
  readonly headers: string;
  /** One a line: `Customer = /customer/name`. */
  readonly fields: string;
  readonly budget: string;
  readonly keepMinutes: string;
}
export type LookupField = keyof LookupDraft;

export const lookupFields = ['url', 'method', 'body', 'headers', 'fields', 'budget', 'keepMinutes'] as const;

const usual: LookupDraft = {
  ...{ url: '', method: 'GET', body: '', headers: '', fields: '' },
  ...{ budget: '800', keepMinutes: '10' },
};

/** `value`: what stands in the settings, or nothing. */
export function lookupDraftOf(value: unknown): LookupDraft {
  if (typeof value !== 'object' || value === null) return usual;
  const saved: Readonly<Record<string, unknown>> = { ...value };
  const text = (name: LookupField) =>
    typeof saved[name] === 'string' || typeof saved[name] === 'number' ? `${saved[name]}` : usual[name];
  return {
    ...{ url: text('url'), method: saved['method'] === 'POST' ? 'POST' : 'GET', body: text('body') },
    headers: Object.entries(saved['headers'] ?? {})
      .map(([name, of]) => `${name}: ${String(of)}`)
      .join('\n'),
    fields: (Array.isArray(saved['fields']) ? (saved['fields'] as readonly unknown[]) : []).map(fieldLine).join('\n'),
    ...{ budget: text('budget'), keepMinutes: text('keepMinutes') },
  };
}

function fieldLine(field: unknown): string {
  const { label = '', pointer = '' }: { label?: unknown; pointer?: unknown } =
    typeof field === 'object' && field !== null ? field : {};
  return `${String(label)} = ${String(pointer)}`;
}

/** What would be saved; null: no service, since it has no address. What cannot be is left for the schema to refuse. */
export function lookupWish(draft: LookupDraft): object | null {
  const { url, method, body, headers, fields, budget, keepMinutes } = draft;
  if (url.trim() === '') return null;
  return {
    ...{ url: url.trim(), method },
    ...(method === 'POST' && body.trim() !== '' && { body: body.trim() }),
    headers: Object.fromEntries(linesOf(headers).map((line) => partsOf(line, line.indexOf(':')))),
    // By the last `= /`: a label may hold an equals sign, and so may a pointer behind its first slash.
    fields: linesOf(fields).map((line) => {
      const [label, pointer] = partsOf(line, line.search(/=\s*\/|=[^=]*$/));
      return { label, pointer };
    }),
    ...{ budget: numberOf(budget), keepMinutes: numberOf(keepMinutes) },
  };
}

/** What the schema does not look for; null: nothing. */
export function lookupProblem(draft: LookupDraft, field: LookupField): string | null {
  if (field === 'headers') return linesOf(draft.headers).every((line) => line.includes(':')) ? null : t.crm.needsColon;
  if (field !== 'url' && (field !== 'body' || draft.method === 'GET')) return null;
  const unknown = field === 'url' ? unknownVariable(draft.url) : unknownVariable(draft.body, placeholderInJson);
  return unknown === null ? null : t.crm.noVariable(unknown);
}

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const partsOf = (line: string, at: number): readonly [string, string] =>
  at < 0 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];

const numberOf = (text: string): number | string => (/^\d+$/.test(text.trim()) ? Number(text) : text);
