import { isProduct, lineAt, type SourceFile, type Violation } from './source-file.ts';
import { parse, visit } from './syntax.ts';

/** What may not stand in the product at all. The linter says most of it too; here it cannot be switched off by a comment. */
export function checkStyle(files: readonly SourceFile[]): readonly Violation[] {
  return files.filter(isProduct).flatMap((file) => [...checkSyntax(file), ...checkComments(file), ...checkName(file)]);
}

function checkSyntax(file: SourceFile): readonly Violation[] {
  const found: Violation[] = [];
  const add = (node: { readonly start: number }, problem: string): void => {
    found.push({ path: file.path, line: lineAt(file.text, node.start), problem });
  };
  visit(file, {
    TSAnyKeyword: (node) => add(node, 'any'),
    TSNonNullExpression: (node) => add(node, 'a non-null assertion (!)'),
    TSEnumDeclaration: (node) => add(node, 'an enum; use a union of strings'),
    ExportDefaultDeclaration: (node) => add(node, 'a default export'),
    CatchClause: (node) => {
      if (node.body.body.length === 0) add(node, 'an empty catch');
    },
    MemberExpression: (node) => {
      if (node.object.type === 'Identifier' && node.object.name === 'console') add(node, 'console; use the Logger');
    },
  });
  return found;
}

const refusedComments: readonly (readonly [pattern: RegExp, problem: string])[] = [
  [/@ts-(ignore|nocheck|expect-error)/, 'a comment that silences the compiler'],
  [/\bfallow\b/, 'a comment that silences a tool'],
  [/\b(TODO|FIXME|XXX|HACK)\b/, 'unfinished work; open an issue instead'],
];

function checkComments(file: SourceFile): readonly Violation[] {
  return parse(file).comments.flatMap((comment) => {
    const line = lineAt(file.text, comment.start);
    const problems = refusedComments.filter(([pattern]) => pattern.test(comment.value)).map(([, problem]) => problem);
    const silences = /(oxlint|eslint|biome)-(disable|ignore)/.test(comment.value);
    const unexplained = silences && !/ -- \w/.test(comment.value) && !isComment(file.text.split('\n')[line - 2] ?? '');
    return [...problems, ...(unexplained ? [silenced] : [])].map((problem) => ({ path: file.path, line, problem }));
  });
}

const silenced = 'a comment that silences a tool without saying why (-- reason, or a comment above)';
const isComment = (line: string): boolean => /^\s*(\/\/|\/?\*)/.test(line);

function checkName(file: SourceFile): readonly Violation[] {
  const isKebab = file.path.split('/').every((part) => /^[a-z0-9]+(-[a-z0-9]+)*(\.d)?(\.tsx?)?$/.test(part));
  return isKebab ? [] : [{ path: file.path, line: 1, problem: 'a name that is not kebab-case' }];
}
