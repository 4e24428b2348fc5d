import { describe, expect, it } from 'vitest';
import type { CallId, CallView } from '../../../../preload/contract/views.ts';
import { chooseCall, focusAfter, noFocus, stepFocus } from '../../../../renderer/desk/focus.ts';
import { active, dialling, ended, held, ringing } from './calls.ts';

const id = (name: string) => name as CallId;
/** The focus after a series of views. */
const after = (...views: readonly (readonly CallView[])[]) => views.reduce(focusAfter, noFocus);

const rows: readonly (readonly [string, readonly (readonly CallView[])[], string | null])[] = [
  ['nothing without calls', [[]], null],
  ['a ringing call', [[ringing('a')]], 'a'],
  ['a new ringing call over an active one', [[active('a')], [ringing('b'), active('a')]], 'b'],
  ['the newest of two that ring', [[ringing('a')], [ringing('b'), ringing('a')]], 'b'],
  ['a call being dialled', [[held('a')], [held('a'), dialling('b')]], 'b'],
  ['the answered call still', [[ringing('a')], [active('a')]], 'a'],
  [
    'the active call when the ringing one ends',
    [
      [ringing('b'), active('a')],
      [active('a'), ended('b')],
    ],
    'a',
  ],
  ['the ringing call when the active one ends', [[active('a')], [ringing('c'), ended('a'), held('b')]], 'c'],
  [
    'the held call when the active one ends',
    [
      [active('a'), held('b')],
      [held('b'), ended('a')],
    ],
    'b',
  ],
  ['the ended card when no other call is left', [[active('a')], [ended('a')]], 'a'],
  ['nothing when the last card goes', [[active('a')], [ended('a')], []], null],
  ['the other call when the focused card goes at once', [[active('a'), held('b')], [held('b')]], 'b'],
];

describe('the focus', () => {
  it.each(rows)('is on %s', (_what, views, expected) => {
    expect(after(...views).call).toBe(expected);
  });

  it('stays where the person put it while another call rings on', () => {
    const calls = [ringing('b'), active('a')];
    const chosen = chooseCall(after([active('a')], calls), calls, id('a'));
    expect(focusAfter(chosen, calls).call).toBe('a');
    expect(focusAfter(chosen, [ringing('b'), held('a')]).call).toBe('a');
  });

  it('is taken from the person’s choice by a new ringing call', () => {
    const calls = [active('a'), held('b')];
    const chosen = chooseCall(after(calls), calls, id('b'));
    expect(focusAfter(chosen, [ringing('c'), ...calls]).call).toBe('c');
  });

  it('stays on an ended card that the person chose', () => {
    const calls = [active('a'), ended('b')];
    const chosen = chooseCall(after(calls), calls, id('b'));
    expect(focusAfter(chosen, calls).call).toBe('b');
  });

  it('leaves a chosen call that ends', () => {
    const calls = [active('a'), held('b')];
    const chosen = chooseCall(after(calls), calls, id('b'));
    expect(focusAfter(chosen, [active('a'), ended('b')]).call).toBe('a');
  });

  it('steps down and up and stops at the ends', () => {
    const calls = [ringing('a'), active('b'), held('c')];
    const first = after(calls);
    expect(stepFocus(first, calls, -1).call).toBe('a');
    expect(stepFocus(stepFocus(first, calls, 1), calls, 1).call).toBe('c');
    expect(stepFocus(stepFocus(stepFocus(first, calls, 1), calls, 1), calls, 1).call).toBe('c');
  });

  it('ignores a choice of a call that is not there', () => {
    const calls = [active('a')];
    expect(chooseCall(after(calls), calls, id('z')).call).toBe('a');
  });
});
