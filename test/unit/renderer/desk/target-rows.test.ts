import { describe, expect, it } from 'vitest';
import {
  nothingFound,
  onlyMeant,
  sameRow,
  stepped,
  targetRows,
  waysIn,
  waysTo,
} from '../../../../renderer/desk/target-rows.ts';
import { consequenceOf } from '../../../../renderer/desk/target-text.ts';
import { findTargets } from '../../../../renderer/fixtures/targets.ts';
import { typedDigits } from '../../../../renderer/search/typed-number.ts';

const found = (text: string) => ({ ...nothingFound, text, answered: text, targets: findTargets(text) });
const rows = (text: string) => targetRows(found(text)).map((each) => each.name ?? each.dials);
const only = (text: string) => onlyMeant(found(text))?.name ?? null;
const first = (text: string) => {
  const [target] = targetRows(found(text));
  if (target === undefined) throw new Error(`nobody is found for ${text}`);
  return target;
};

describe('the rows of the picker', () => {
  it('are what was found for a name, in that order', () => {
    expect(rows('ben').slice(0, 3)).toEqual(['Ben Oduya', 'Benefits', 'Bea Tanner']);
  });

  it('begin with the very digits that were typed, so that 100 never goes to 1002', () => {
    expect(rows('100')).toEqual(['100', 'Bea Tanner']);
  });

  it('know whose extension was typed in full', () => {
    expect(rows('1002')).toEqual(['Bea Tanner']);
  });

  it('offer any number, however it is written', () => {
    expect(targetRows(found('(212) 555-0142')).map((each) => each.dials)).toEqual(['2125550142']);
  });

  it('show the number as main writes it, once', () => {
    const number = { raw: '2125550142', display: '(212) 555-0142', e164: '+12125550142' };
    const typed = { ...first('2125550142'), number, dials: '+12125550142' };
    const answered = { text: '2125550142', answered: '2125550142', targets: [typed] };
    expect(targetRows(answered)).toEqual([typed]);
    expect(targetRows({ ...answered, answered: '212555014' })[0]?.dials).toBe('2125550142');
  });

  it('hold nothing of the digits before the last one, while the answer to that is awaited', () => {
    const bea = first('bea');
    const before = { ...first('2125550142'), dials: '21' };
    const awaited = { text: '212', answered: '21', targets: [before, bea] };
    expect(targetRows(awaited).map(({ dials }) => dials)).toEqual(['212', bea.dials]);
  });
});

describe('digits', () => {
  it.each([
    ['1002', '1002'],
    ['+44 20 7946-0137', '+442079460137'],
    ['*78#', '*78#'],
    ['bea', null],
    ['', null],
    ['12+3', null],
    ['1'.repeat(64), null],
  ])('in %s are %s', (text, digits) => {
    expect(typedDigits(text)).toBe(digits);
  });
});

describe('an Enter before the list is there', () => {
  it('means the only one found', () => {
    expect(only('bea t')).toBe('Bea Tanner');
  });

  it('means nobody where there is a choice', () => {
    expect(only('be')).toBeNull();
    expect(only('zz')).toBeNull();
  });
});

describe('a step in a list', () => {
  it.each([
    [null, 1, 3, 0],
    [null, -1, 3, 2],
    [2, 1, 3, 0],
    [0, -1, 3, 2],
    [0, 1, 0, null],
  ] as const)('from %s by %s of %s is %s', (selected, by, count, next) => {
    expect(stepped(selected, by, count)).toBe(next);
  });
});

describe('what a target means', () => {
  it.each([
    ['bea', 'Undo until Bea answers'],
    ['ben o', 'Ben is on a call and may not answer'],
    ['bethany', 'Bethany’s phone is already ringing'],
    ['albert', 'Albert is paused and may not answer'],
    ['roberta', 'Roberta’s phone is not registered: it cannot ring'],
    ['benefits', 'Undo until somebody in Benefits answers'],
    ['berrow', 'Undo until Berrow Haulage answers'],
    ['2125550142', 'Undo until they answer'],
  ])('typed as %s: %s', (text, words) => {
    expect(consequenceOf(first(text), false)).toBe(words);
  });

  it('says before Enter that nobody comes back, where Enter is final', () => {
    expect(consequenceOf(first('bea'), true)).toBe('Goes to Bea at once and cannot be taken back');
    expect(consequenceOf(first('ben o'), true)).toBe(
      'Ben is on a call and may not answer. Goes to Ben at once and cannot be taken back',
    );
  });

  it('asks nobody first where only AMI reaches the call, and only asks where somebody is invited', () => {
    expect(waysIn({ invites: false, byAmi: true, canPark: false }, first('bea'))).toEqual(['transfer', 'toVoicemail']);
    expect(waysIn({ invites: true, byAmi: false, canPark: true }, first('bea'))).toEqual(['consult']);
  });

  it('offers the mailbox of a colleague only', () => {
    expect(waysTo(first('bea'))).toContain('toVoicemail');
    expect(waysTo(first('benefits'))).not.toContain('toVoicemail');
  });
});

describe('a list that comes anew', () => {
  it('leaves the choice with whom it was made for, wherever they stand now', () => {
    const [bea, ben, roberta] = ['bea', 'ben', 'roberta'].map((text) => first(text));
    if (bea === undefined || ben === undefined || roberta === undefined) throw new Error('the fixtures know them');
    expect(sameRow([bea, ben], 0, [{ ...ben, presence: 'free' }, bea])).toBe(1);
    expect(sameRow([bea, ben], 1, [bea, roberta])).toBeNull();
    expect(sameRow([bea], null, [bea])).toBeNull();
  });
});
