import { type ParseResult, parseSync, Visitor, type VisitorObject } from 'vite';
import type { SourceFile } from './source-file.ts';

const parsed = new WeakMap<SourceFile, ParseResult>();

/** The file's syntax, by the parser the build itself uses: no pattern can be fooled by a string or a comment. */
export function parse(file: SourceFile): ParseResult {
  const known = parsed.get(file);
  if (known !== undefined) return known;
  const result = parseSync(file.path, file.text);
  const [error] = result.errors;
  if (error !== undefined) throw new Error(`${file.path}: ${error.message}`);
  parsed.set(file, result);
  return result;
}

export const visit = (file: SourceFile, visitor: VisitorObject): void =>
  new Visitor(visitor).visit(parse(file).program);
