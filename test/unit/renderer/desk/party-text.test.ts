import { describe, expect, it } from 'vitest';
import {
  firstName,
  originText,
  partyName,
  partyNumber,
  shortWithNumber,
} from '../../../../renderer/desk/party-text.ts';

const number = { raw: '+12125550142', display: '(212) 555-0142', e164: '+12125550142' };

describe('a party', () => {
  it('is shown by name, with the number below', () => {
    const party = { name: 'Priya Sandoval', number };
    expect([partyName(party), partyNumber(party)]).toEqual(['Priya Sandoval', '(212) 555-0142']);
  });

  it('without a name is shown by number, once', () => {
    const party = { name: null, number };
    expect([partyName(party), partyNumber(party)]).toEqual(['(212) 555-0142', null]);
  });

  it('whose name is only the number again is not shown twice', () => {
    expect(partyNumber({ name: '+12125550142', number })).toBeNull();
  });

  it('without anything is an unknown caller', () => {
    expect(partyName({ name: null, number: null })).toBe('Unknown caller');
  });

  it('keeps every character of an honest name', () => {
    const name = 'O\'Brien "Bob" \\ Ünal 😀 عمر';
    expect(partyName({ name, number })).toBe(name);
  });

  it('cannot turn the line around', () => {
    expect(partyName({ name: 'a\u202Egpj.exe\u2066', number })).toBe('agpj.exe');
  });
});

describe('somebody in a sentence', () => {
  it.each([
    ['Bea Tanner', 'Bea', 'Bea (212) 555-0142'],
    ['Ünal', 'Ünal', 'Ünal (212) 555-0142'],
    ['24/7 Haulage', '24/7 Haulage', '24/7 Haulage (212) 555-0142'],
    [null, '(212) 555-0142', '(212) 555-0142'],
  ])('named %s is %s', (name, short, withNumber) => {
    expect([firstName({ name, number }), shortWithNumber({ name, number })]).toEqual([short, withNumber]);
  });
});

describe('the origin of a call', () => {
  it.each([
    [{ kind: 'direct' } as const, 'Direct'],
    [{ kind: 'dialled' } as const, 'Dialled by you'],
    [{ kind: 'queue', queue: 'Support', waitedSeconds: 48 } as const, 'Queue Support, waited 0:48'],
    [{ kind: 'queue', queue: 'Support', waitedSeconds: null } as const, 'Queue Support'],
    [{ kind: 'direct', did: '442079460000', label: 'Orders' } as const, 'For Orders'],
    [
      { kind: 'queue', queue: 'Support', waitedSeconds: 48, position: 2, label: 'Orders' } as const,
      'Queue Support for Orders, waited 0:48, joined at place 2',
    ],
    [{ kind: 'queue', queue: 'Support', waitedSeconds: 48, position: 1 } as const, 'Queue Support, waited 0:48'],
  ])('%o reads %s', (origin, text) => {
    expect(originText(origin)).toBe(text);
  });
});
