import type { ESTree } from 'vite';
import { lineAt, type SourceFile } from './source-file.ts';
import { parse, visit } from './syntax.ts';

/** One reference from a file to a module. Types count: an interface drags its whole file along. */
export interface Import {
  /** null: the target is computed and cannot be judged. */
  readonly specifier: string | null;
  readonly line: number;
}

type Node = ESTree.Expression | ESTree.StringLiteral | ESTree.Argument;

/** Every way to name another module: import, export … from, import(), import type in a type, require, triple slash. */
export function importsOf(file: SourceFile): readonly Import[] {
  const found: Import[] = [];
  const add = (start: number, specifier: string | null): void => {
    found.push({ specifier, line: lineAt(file.text, start) });
  };
  const literal = (node: Node | undefined): string | null => {
    if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
    if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0]?.value.cooked ?? null;
    return null;
  };
  visit(file, {
    ImportDeclaration: (node) => add(node.start, node.source.value),
    ExportAllDeclaration: (node) => add(node.start, node.source.value),
    ExportNamedDeclaration: (node) => {
      if (node.source !== null) add(node.start, node.source.value);
    },
    ImportExpression: (node) => add(node.start, literal(node.source)),
    TSImportType: (node) => add(node.start, node.source.value),
    TSExternalModuleReference: (node) => add(node.start, literal(node.expression)),
    CallExpression: (node) => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'require')
        add(node.start, literal(node.arguments[0]));
    },
  });
  for (const comment of parse(file).comments) {
    const target = /^\/\s*<reference\s+(?:path|types)=["']([^"']+)["']/.exec(comment.value)?.[1];
    if (comment.type === 'Line' && target !== undefined) add(comment.start, target);
  }
  return found;
}
