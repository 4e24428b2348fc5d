import type { SourceFile, Violation } from './source-file.ts';

/** Places that exist on one machine only. What a test needs it makes in the system's temporary folder. */
const machinePaths: readonly RegExp[] = [/(?<![\w.~-])\/(root|tmp|srv|mnt)\/[\w.-]+/];

/** Somebody's home; a test may make one up. */
const homePaths: readonly RegExp[] = [/(?<![\w.~-])\/(home|Users)\/[\w.-]+/, /\b[A-Z]:\\Users\\\w+/];

/** This file and its test hold what they look for. */
const isAboutItself = ({ path }: SourceFile): boolean => path.startsWith('test/architecture/repository');

/** The repository knows no machine. */
export function checkRepository(files: readonly SourceFile[]): readonly Violation[] {
  return files
    .filter((file) => !isAboutItself(file))
    .flatMap((file) => {
      const paths = file.path.startsWith('test/') ? machinePaths : [...machinePaths, ...homePaths];
      return file.text.split('\n').flatMap((text, at): Violation[] => {
        const path = paths.map((pattern) => pattern.exec(text)?.[0]).find((found) => found !== undefined);
        if (path === undefined) return [];
        return [{ path: file.path, line: at + 1, problem: `a path of one machine (${path})` }];
      });
    });
}
