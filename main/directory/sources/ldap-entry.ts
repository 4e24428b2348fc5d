import type { Entry } from 'ldapts';
import type { Draft, DraftNumber } from '../draft.ts';

/** Names of numbers in inetOrgPerson (RFC 2798, RFC 4519) and Active Directory, and what they are called here. */
const numbers: readonly (readonly [string, string])[] = [
  ['telephoneNumber', 'Office'],
  ['otherTelephone', 'Office'],
  ['mobile', 'Mobile'],
  ['otherMobile', 'Mobile'],
  ['homePhone', 'Home'],
  ['otherHomePhone', 'Home'],
  ['ipPhone', 'Extension'],
  ['otherIpPhone', 'Extension'],
];

const texts = [
  'displayName',
  'cn',
  'givenName',
  'sn',
  'company',
  'o',
  'title',
  'mail',
  'description',
  'entryUUID',
  'uid',
];

/** What is asked of each entry. */
export const asked: string[] = [...texts, ...numbers.map(([name]) => name)];

/** Everybody who can be called. */
export const usualFilter = '(|(telephoneNumber=*)(mobile=*)(homePhone=*)(ipPhone=*))';

/** An entry as somebody of the directory; nothing is judged yet. */
export function ldapDraft(entry: Entry): Draft {
  const all = new Map(Object.entries(entry).map(([name, value]) => [name.toLowerCase(), valuesOf(value)]));
  const of = (name: string): readonly string[] => all.get(name.toLowerCase()) ?? [];
  const first = (...names: readonly string[]): string => names.flatMap(of)[0] ?? '';
  return {
    // The name of an entry changes when somebody marries; its UUID does not (RFC 4530).
    uid: first('entryUUID') === '' ? entry.dn : first('entryUUID'),
    name:
      first('displayName', 'cn') === ''
        ? [first('givenName'), first('sn')].join(' ').trim()
        : first('displayName', 'cn'),
    company: first('company', 'o'),
    role: first('title'),
    email: first('mail'),
    note: first('description'),
    numbers: numbers.flatMap(([name, label]): DraftNumber[] => of(name).map((raw) => ({ label, raw }))),
  };
}

/** One or several, as text; what is no text (a photograph) says nothing. */
const valuesOf = (value: Entry[string]): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string').filter((each) => each !== '');
