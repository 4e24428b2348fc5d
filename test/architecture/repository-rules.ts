import type { SourceFile, Violation } from './source-file.ts';

/** Places that exist on one machine only. What a test needs it makes in the system's temporary folder. */
const machinePaths: readonly RegExp[] = [/(?<![\w.~-])\/(root|tmp|work)\/[\w.-]+/, /(?<![\w/.])\.\.\/shared(?![\w-])/];

/** Somebody's home; a test may make one up. */
const homePaths: readonly RegExp[] = [/(?<![\w.~-])\/(home|Users)\/[\w.-]+/, /\b[A-Z]:\\Users\\\w+/];

/** Lines about how the work was done rather than about Offhook. */
const foreignWords = /\b(claude|anthropic|openai|chatgpt|copilot|sub-?agent|language model)\b/i;

/** This file and its test hold what they look for. */
const isAboutItself = ({ path }: SourceFile): boolean => path.startsWith('test/architecture/repository');

/** The repository speaks of Offhook alone. */
export function checkRepository(files: readonly SourceFile[]): readonly Violation[] {
  return files
    .filter((file) => !isAboutItself(file))
    .flatMap((file) => {
      const paths = file.path.startsWith('test/') ? machinePaths : [...machinePaths, ...homePaths];
      return file.text.split('\n').flatMap((text, at): Violation[] => {
        const path = paths.map((pattern) => pattern.exec(text)?.[0]).find((found) => found !== undefined);
        const word = foreignWords.exec(text)?.[0];
        return [
          ...(path === undefined
            ? []
            : [{ path: file.path, line: at + 1, problem: `a path of one machine (${path})` }]),
          ...(word === undefined ? [] : [{ path: file.path, line: at + 1, problem: `"${word}" is not about Offhook` }]),
        ];
      });
    });
}
