import type { ESTree } from 'vite';
import { isCode, isProduct, lineAt, type SourceFile, type Violation } from './source-file.ts';
import { visit } from './syntax.ts';

export const budgets = { file: 400, ninthDecile: 250, function: 60, component: 120 } as const;

const linesOf = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

/** Files: none above the limit, and nine in ten of the product well below it. */
export function checkFileSizes(files: readonly SourceFile[]): readonly Violation[] {
  const sized = files.filter(isCode).map((file) => ({ file, lines: linesOf(file.text) }));
  const tooLong = sized
    .filter(({ lines }) => lines > budgets.file)
    .map(({ file, lines }) => ({
      path: file.path,
      line: 1,
      problem: `${lines} lines; a file has ${budgets.file} at most`,
    }));
  const product = sized.filter(({ file }) => isProduct(file)).toSorted((a, b) => a.lines - b.lines);
  const decile = product[Math.ceil(product.length * 0.9) - 1];
  if (decile === undefined || decile.lines <= budgets.ninthDecile) return tooLong;
  const problem = `one product file in ten is longer than ${budgets.ninthDecile} lines (this one: ${decile.lines})`;
  return [...tooLong, { path: decile.file.path, line: 1, problem }];
}

type FunctionNode = ESTree.Function | ESTree.ArrowFunctionExpression;

/** A component is a function of a .tsx file whose name begins with a capital: its length is mostly markup. */
const limitFor = (path: string, name: string): number =>
  path.endsWith('.tsx') && /^[A-Z]/.test(name) ? budgets.component : budgets.function;

/** Product, scripts and the Asterisk lab; what registers tests (a `describe`, a contract run over several roads) is a list. */
const isMeasured = (file: SourceFile): boolean =>
  isCode(file) && (!file.path.startsWith('test/') || file.path.startsWith('test/pbx/'));

/** Functions, arrows and methods above their limit. */
export function checkFunctionSizes(files: readonly SourceFile[]): readonly Violation[] {
  return files.filter(isMeasured).flatMap((file) => {
    const found: Violation[] = [];
    const check = (node: FunctionNode, name: string): void => {
      const lines = linesOf(file.text.slice(node.start, node.end));
      const limit = limitFor(file.path, name);
      if (lines <= limit) return;
      const line = lineAt(file.text, node.start);
      found.push({ path: file.path, line, problem: `${name} has ${lines} lines; ${limit} at most` });
    };
    const named = new Map<number, string>();
    visit(file, {
      VariableDeclarator: (node) => {
        if (node.init !== null && node.id.type === 'Identifier') named.set(node.init.start, node.id.name);
      },
      MethodDefinition: (node) => {
        if (node.key.type === 'Identifier' || node.key.type === 'PrivateIdentifier') {
          named.set(node.value.start, node.key.name);
        }
      },
      FunctionDeclaration: (node) => check(node, node.id?.name ?? 'a function'),
      FunctionExpression: (node) => check(node, node.id?.name ?? named.get(node.start) ?? 'a function'),
      ArrowFunctionExpression: (node) => check(node, named.get(node.start) ?? 'a function'),
    });
    return found;
  });
}
