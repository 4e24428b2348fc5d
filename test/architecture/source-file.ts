import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A file of the repository, as the rules see it. Tests plant violations by making one up. */
export interface SourceFile {
  /** From the repository's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** A rule that is not kept, told so that whoever broke it knows what to change. */
export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly problem: string;
}

export const describeViolation = ({ path, line, problem }: Violation): string => `${path}:${line}: ${problem}`;

const root = resolve(import.meta.dirname, '../..');
/** Not written by hand: dependencies, products, recordings. */
const skipped = new Set(['node_modules', 'out', 'dist', 'shots', 'test-results', '.git', '.cache', 'test/captures']);

function pathsIn(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = folder === '' ? name : `${folder}/${name}`;
    if (skipped.has(path)) return [];
    return statSync(join(root, path)).isDirectory() ? pathsIn(path) : [path];
  });
}

const isText = (path: string): boolean => /\.(tsx?|mjs|json|md|ya?ml|html|css|conf|nsh)$|^\.ci\/run$/.test(path);

/** Every text file of the checkout. */
export const readRepository = (): readonly SourceFile[] =>
  pathsIn('')
    .filter((path) => isText(path) && path !== 'package-lock.json')
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

export const isProduct = ({ path }: SourceFile): boolean => /^(main|preload|renderer)\/.*\.tsx?$/.test(path);
export const isCode = ({ path }: SourceFile): boolean => /\.(tsx?|mjs)$/.test(path);

/** The line, from 1, of a place in a text. */
export const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;
