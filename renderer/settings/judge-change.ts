import type { ProfileView } from '../../preload/contract/profile.ts';
import { settingsSchema } from '../../preload/contract/settings.ts';
import { said, t } from '../i18n/texts.ts';

type Document = ProfileView['document'];

/** The document with another value at a path; undefined takes it away. */
export function documentWith(document: unknown, path: string, value: unknown): Document {
  const [head = '', ...rest] = path.split('.');
  const fields: Document = typeof document === 'object' && document !== null ? { ...document } : {};
  const { [head]: before, ...others } = fields;
  const inner = rest.length === 0 ? value : documentWith(before, rest.join('.'), value);
  return inner === undefined ? others : { ...others, [head]: inner };
}

export const valueIn = (document: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (at, key) =>
        typeof at === 'object' && at !== null ? Object.entries(at).find(([name]) => name === key)?.[1] : undefined,
      document,
    );

/** What is wrong with a wish while it is typed, by the schema main goes by; null: nothing. */
export function judgeChange(document: Document, path: string, value: unknown): string | null {
  const judged = settingsSchema.safeParse(documentWith(document, path, value));
  if (judged.success) return null;
  const at = judged.error.issues.find((issue) => {
    const where = issue.path.join('.');
    return where === path || where.startsWith(`${path}.`) || path.startsWith(`${where}.`);
  });
  return at === undefined ? null : issueText(at);
}

type Issue = NonNullable<ReturnType<typeof settingsSchema.safeParse>['error']>['issues'][number];

/** The schema's own sentence; where it has none, one for what is wrong. */
function issueText(issue: Issue): string {
  const { wrong } = t.settings;
  if (!/^(?:Invalid|Too|Unrecognized)\b/.test(issue.message)) return said(issue.message);
  if (issue.code === 'too_small') return issue.origin === 'string' ? wrong.needed : wrong.atLeast(`${issue.minimum}`);
  if (issue.code === 'too_big') {
    return issue.origin === 'string' ? wrong.tooLong(`${issue.maximum}`) : wrong.atMost(`${issue.maximum}`);
  }
  return issue.code === 'invalid_type' && issue.expected === 'number' ? wrong.number : wrong.other;
}
