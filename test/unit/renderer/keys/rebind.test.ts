import { describe, expect, it } from 'vitest';
import { capsOfCall, chordOfCall, chordOfDesk, defaultKeymap } from '../../../../renderer/keys/keymap.ts';
import { rebind } from '../../../../renderer/keys/rebind.ts';

describe('keys of the settings', () => {
  it('are used in the place of the usual ones', () => {
    const { keymap, problems } = rebind({ park: 'K', parked: 'Shift+K', palette: 'F2' });
    expect(problems).toEqual([]);
    expect(chordOfCall(keymap, 'park')).toBe('K');
    expect([chordOfDesk(keymap, 'parked'), chordOfDesk(keymap, 'palette')]).toEqual(['Shift+K', 'F2']);
    expect(chordOfCall(keymap, 'hold')).toBe('H');
  });

  it('go for both of what shares a key', () => {
    const { keymap } = rebind({ hold: 'X', transfer: 'F4' });
    expect([chordOfCall(keymap, 'hold'), chordOfCall(keymap, 'resume')]).toEqual(['X', 'X']);
    expect([chordOfCall(keymap, 'transfer'), chordOfCall(keymap, 'invite')]).toEqual(['F4', 'F4']);
  });

  it('never end a call with a single press', () => {
    const { keymap } = rebind({ hangUp: 'X' });
    expect(capsOfCall(keymap, 'hangUp')).toEqual(['X', 'X']);
  });

  it.each([
    ['park', 'M', 'taken', 'mute'],
    ['park', 'T', 'taken', 'transfer'],
    ['swap', 'H', 'taken', 'hold'],
    ['park', 'Ctrl+K', 'taken', 'palette'],
    ['palette', 'H', 'taken', 'hold'],
    ['park', '5', 'reserved', null],
    ['hangUp', 'Escape', 'reserved', null],
    ['answer', 'Enter', 'reserved', null],
    ['resume', 'X', 'no-such-action', null],
    ['fly', 'X', 'no-such-action', null],
    ['nthCall', 'X', 'no-such-action', null],
  ])('%s on %s is %s', (name, chord, why, by) => {
    const { keymap, problems } = rebind({ [name]: chord });
    expect(problems).toEqual([{ name, chord, why, by }]);
    expect(keymap).toEqual(defaultKeymap);
  });

  it('may swap two, in any order', () => {
    for (const wanted of [
      { mute: 'P', park: 'M' },
      { park: 'M', mute: 'P' },
    ]) {
      const { keymap, problems } = rebind(wanted);
      expect(problems).toEqual([]);
      expect([chordOfCall(keymap, 'mute'), chordOfCall(keymap, 'park')]).toEqual(['P', 'M']);
    }
  });

  it('of which two want the same one leave it to the second, and tell the first', () => {
    expect(rebind({ park: 'X', hold: 'X' }).problems).toEqual([{ name: 'park', chord: 'X', why: 'taken', by: 'hold' }]);
  });

  it('go for the picker too, where Enter may mean another thing', () => {
    const { keymap, problems } = rebind({
      consult: 'Enter',
      transferNow: 'Shift+Enter',
      pickUp: 'F7',
      parkAndTell: 'F8',
    });
    expect(problems).toEqual([]);
    expect(keymap.send.map(({ how, chord }) => [how, chord])).toEqual([
      ['transfer', 'Shift+Enter'],
      ['consult', 'Enter'],
      ['toVoicemail', 'Ctrl+Enter'],
      ['parkAndTell', 'F8'],
    ]);
    expect(keymap.pickUp).toBe('F7');
  });

  it.each([
    ['consult', 'Ctrl+Enter', 'taken', 'toVoicemail'],
    ['consult', 'Alt+Enter', 'taken', 'pickUp'],
    ['toVoicemail', 'Ctrl+K', 'taken', 'palette'],
    ['palette', 'Ctrl+Enter', 'taken', 'toVoicemail'],
    ['consult', 'C', 'reserved', null],
    ['consult', 'Shift+C', 'reserved', null],
    ['parkAndTell', 'Ctrl+V', 'reserved', null],
    ['transferNow', 'Escape', 'reserved', null],
    ['transferNow', 'ArrowDown', 'reserved', null],
    ['pickUp', 'Enter', 'reserved', null],
  ])('in the picker %s on %s is %s', (name, chord, why, by) => {
    const { keymap, problems } = rebind({ [name]: chord });
    expect(problems).toEqual([{ name, chord, why, by }]);
    expect(keymap).toEqual(defaultKeymap);
  });

  it('may be the same where the two are never there together', () => {
    expect(rebind({ redial: 'P' }).problems).toEqual([]);
  });
});
