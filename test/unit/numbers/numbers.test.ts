import { describe, expect, test } from 'vitest';
import { readDialLine } from '../../../main/numbers/dial-plan.ts';
import { readNumber } from '../../../main/numbers/read-number.ts';

describe('a caller’s number', () => {
  test.each([
    ['+442079460137', '+44 20 7946 0137', '+442079460137'],
    ['+12125550142', '(212) 555-0142', '+12125550142'],
    ['2125550142', '(212) 555-0142', '+12125550142'],
    ['1002', '1002', null],
    ['*97', '*97', null],
    ['sales-desk', 'sales-desk', null],
  ])('%s reads %s', (raw, display, e164) => {
    expect(readNumber(raw, 'US')).toEqual({ raw, display, e164 });
  });

  test.each(['', 'anonymous', 'Anonymous', '<unknown>', 'unknown'])('%j is no number', (raw) => {
    expect(readNumber(raw, 'US')).toBeNull();
  });

  test('is bounded and loses what would break a line', () => {
    const number = readNumber(`12\r\n\u202e34${'5'.repeat(500)}`, 'US');
    expect(number?.raw).toHaveLength(60);
    expect(number?.raw).not.toMatch(/[\r\n\u202e]/);
  });
});

describe('the dial line', () => {
  const e164 = { country: 'US', dialAs: 'e164', prefix: '' } as const;
  test.each([
    ['(212) 555-0142', '+12125550142'],
    ['212.555.0142', '+12125550142'],
    ['+44 (0)20 7946 0137', '+442079460137'],
    ['tel:+44-20-7946-0137', '+442079460137'],
    ['1002', '1002'],
    [' 10 02 ', '1002'],
    ['*97', '*97'],
    ['#72', '#72'],
  ])('%j dials %s', (typed, dials) => {
    expect(readDialLine(typed, e164).dials).toBe(dials);
  });

  test('dials as the site does', () => {
    expect(readDialLine('+1 212 555 0142', { country: 'US', dialAs: 'national', prefix: '9' }).dials).toBe(
      '92125550142',
    );
    expect(readDialLine('+44 20 7946 0137', { country: 'US', dialAs: 'national', prefix: '9' }).dials).toBe(
      '9+442079460137',
    );
    expect(readDialLine('2125550142', { country: 'US', dialAs: 'as-typed', prefix: '9' }).dials).toBe('92125550142');
    expect(readDialLine('1002', { country: 'US', dialAs: 'e164', prefix: '9' }).dials).toBe('1002');
  });

  test.each(['', '   ', 'Bob', '1002;transport=udp', '<sip:1002>', '12\r\nInjected: 1', '+', `+${'1'.repeat(60)}`])(
    '%j cannot be dialled',
    (typed) => {
      expect(readDialLine(typed, e164).dials).toBeNull();
    },
  );

  test('shows the number as it will be read', () => {
    expect(readDialLine('2125550142', e164).number?.display).toBe('(212) 555-0142');
  });
});
