import { failed, type Result, success } from '../base/result.ts';
import { type CallValues, fillTemplate, percentEncode } from './template.ts';

export type LinkTrigger = 'ring' | 'answer' | 'transfer' | 'end' | 'key';

/** Something that is opened for a call. Of `url` and `command` there is one. */
export interface Link {
  readonly label: string;
  readonly url?: string | undefined;
  readonly command?: readonly string[] | undefined;
  readonly on: LinkTrigger;
  readonly queue?: string | undefined;
  readonly did?: string | undefined;
  readonly direction?: 'in' | 'out' | undefined;
}

export type Opening =
  | { readonly kind: 'url'; readonly url: string }
  /** A program and its arguments, as they are: no shell reads them. */
  | { readonly kind: 'command'; readonly file: string; readonly args: readonly string[] };

/** Whether a link is for that call: its rules all hold. */
export const isFor = (
  link: Link,
  call: { readonly queue: string; readonly did: string; readonly direction: 'in' | 'out' },
): boolean =>
  (link.queue === undefined || link.queue === call.queue) &&
  (link.did === undefined || link.did === call.did) &&
  (link.direction === undefined || link.direction === call.direction);

/** What a link opens for a call; values are percent-encoded always, in commands too. */
export function openingOf(link: Link, values: CallValues, schemes: readonly string[]): Result<Opening, string> {
  return link.command === undefined ? urlOf(link.url ?? '', values, schemes) : commandOf(link.command, values);
}

/** https, and the schemes that are configured. The values can change neither scheme nor host: those hold no variable. */
function urlOf(template: string, values: CallValues, schemes: readonly string[]): Result<Opening, string> {
  const fixed = /^([a-z][a-z0-9+.-]*):(\/\/[^/?#]*)?/i.exec(template);
  const scheme = fixed?.[1]?.toLowerCase() ?? '';
  if (scheme !== 'https' && !schemes.includes(scheme))
    return failed(`${scheme === '' ? 'an address without a scheme' : `${scheme}:`} is not opened`);
  if (/[{}]/.test(fixed?.[0] ?? '')) return failed('the host of an address cannot be a variable');
  const filled = fillTemplate(template, values, percentEncode);
  if (!filled.ok) return filled;
  const parsed = URL.parse(filled.value);
  if (parsed === null) return failed('that is no address');
  if (parsed.username !== '' || parsed.password !== '')
    return failed('an address with a name or a password in it is not opened');
  return success({ kind: 'url', url: parsed.href });
}

function commandOf([file = '', ...templates]: readonly string[], values: CallValues): Result<Opening, string> {
  if (/[{}]/.test(file)) return failed('the name of a program cannot be a variable');
  const args: string[] = [];
  for (const template of templates) {
    const filled = fillTemplate(template, values, percentEncode);
    if (!filled.ok) return filled;
    // A caller called `--delete-all` must not become an option.
    if (template.startsWith('{') && filled.value.startsWith('-'))
      return failed('a caller’s text would be an option of the program');
    args.push(filled.value);
  }
  return success({ kind: 'command', file, args });
}
