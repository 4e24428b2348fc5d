import { posix } from 'node:path';
import { type Area, areas as allAreas } from './areas.ts';
import { type Import, importsOf } from './imports.ts';
import { isCode, type SourceFile, type Violation } from './source-file.ts';

const within = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

function areaOf(path: string, areas: readonly Area[]): Area | undefined {
  return areas
    .filter((area) => within(path, area.path))
    .toSorted((a, b) => b.path.length - a.path.length)
    .at(0);
}

/** `sip.js/lib/api` belongs to sip.js, `@axe-core/playwright/x` to @axe-core/playwright. */
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

function judgePackage(specifier: string, area: Area, areas: readonly Area[]): string | null {
  const name = packageOf(specifier);
  if (area.packages?.includes(name) === true) return null;
  const users = areas.filter((other) => other.packages?.includes(name) === true).map((other) => other.path);
  return users.length === 0
    ? `the package ${name} is not classified in test/architecture/areas.ts`
    : `${area.path} may not use the package ${name}; it belongs to ${users.join(', ')}`;
}

function judgeRelative(from: string, specifier: string, area: Area, areas: readonly Area[]): string | null {
  const target = posix.normalize(posix.join(posix.dirname(from), specifier));
  if (target.startsWith('..')) return `${specifier} leaves the repository`;
  if (!/\.(tsx?|mjs|css|json|svg)(\?\w+)?$/.test(target)) return `${specifier} carries no file extension`;
  const other = areaOf(target, areas);
  if (other === undefined) return `${target} lies in a folder that is not classified in test/architecture/areas.ts`;
  // Only test/ may name a whole layer; elsewhere an inner area (hosts/electron) is not opened by its outer one.
  const open = other === area || area.imports.includes(other.path) || isOpenToTests(area, other);
  return open ? null : `${area.path} may not import ${other.path} (${specifier})`;
}

const isOpenToTests = (area: Area, other: Area): boolean =>
  area.path === 'test' && (within(other.path, 'test') || area.imports.some((layer) => within(other.path, layer)));

function judge(from: string, { specifier }: Import, area: Area, areas: readonly Area[]): string | null {
  if (specifier === null)
    return within(from, 'test') || within(from, 'scripts') ? null : 'an import whose target is computed';
  if (specifier.startsWith('.')) return judgeRelative(from, specifier, area, areas);
  if (specifier.startsWith('node:')) return area.node === true ? null : `${area.path} may not use ${specifier}`;
  return judgePackage(specifier, area, areas);
}

/** Which imports go against the table, and which files have no place in it. */
export function checkImports(files: readonly SourceFile[], areas: readonly Area[] = allAreas): readonly Violation[] {
  return files.filter(isCode).flatMap((file): Violation[] => {
    const area = areaOf(file.path, areas);
    if (area === undefined) {
      return [
        { path: file.path, line: 1, problem: 'lies in a folder that is not classified in test/architecture/areas.ts' },
      ];
    }
    return importsOf(file).flatMap((each) => {
      const problem = judge(file.path, each, area, areas);
      return problem === null ? [] : [{ path: file.path, line: each.line, problem }];
    });
  });
}
