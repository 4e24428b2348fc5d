import { lineAt, type SourceFile, type Violation } from './source-file.ts';

/**
 * What a style sheet may not say: `a + *` and `a ~ *` have Chromium style every element of whatever follows anew when an `a` comes
 * or goes (four hundred of them below a card that rings, 3 ms and more in the frame that is to show it).
 */
export const checkSheets = (files: readonly SourceFile[]): readonly Violation[] =>
  files
    .filter(({ path }) => path.endsWith('.css'))
    .flatMap(({ path, text }) => {
      const rules = text.replaceAll(/\/\*.*?\*\//gs, (comment) => comment.replaceAll(/\S/g, ' '));
      return [...rules.matchAll(/[+~]\s*\*/g)].map(({ index }) => ({ path, line: lineAt(text, index), problem }));
    });

const problem = 'a rule for whatever stands behind something; name what is meant, or put the space below each';
