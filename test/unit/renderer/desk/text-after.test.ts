import { expect, test } from 'vitest';
import { textAfter } from '../../../../renderer/desk/text-after.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false, isComposing: false };
/** `bea|`: where the caret stands; `b[ea]`: what is selected. */
function field(drawn: string) {
  const [from, to] = drawn.includes('[') ? [drawn.indexOf('['), drawn.indexOf(']') - 1] : [drawn.indexOf('|'), -1];
  return { value: drawn.replaceAll(/[[\]|]/g, ''), selectionStart: from, selectionEnd: to === -1 ? from : to };
}

test.each([
  ['be|', 'a', 'bea'],
  ['|ea', 'b', 'bea'],
  ['b[en]', 'e', 'be'],
  ['bea|', 'Backspace', 'be'],
  ['b[ea]', 'Backspace', 'b'],
  ['|bea', 'Backspace', null],
  ['bea|', 'Enter', null],
  ['bea|', 'Dead', null],
])('%s and then %s makes %s', (drawn, key, text) => {
  expect(textAfter(field(drawn), { ...plain, key })).toBe(text);
});

test.each(['ctrlKey', 'metaKey', 'altKey', 'isComposing'] as const)('with %s nobody knows', (how) => {
  expect(textAfter(field('be|'), { ...plain, key: 'a', [how]: true })).toBeNull();
});
