import { describe, expect, it } from 'vitest';
import { only } from './decoded.ts';

const event = (name: string, ...lines: string[]) => only(`Event: ${[name, ...lines].join('\r\n')}\r\n\r\n`);

describe('headers', () => {
  it('are found by the first match, in any case', () => {
    const message = event('X', 'Uniqueid: 1', 'UNIQUEID: 2');
    expect(message.get('uniqueid')).toBe('1');
    expect(message.get('UniqueId')).toBe('1');
    expect(message.get('Unique')).toBeUndefined();
  });

  it('may repeat, and keep their order', () => {
    const message = event('X', 'Output: a', 'Other: o', 'Output: ', 'Output: b');
    expect(message.all('output')).toEqual(['a', '', 'b']);
    expect(message.headers().map(([key]) => key)).toEqual(['Event', 'Output', 'Other', 'Output', 'Output']);
  });

  it('lose one space before the value and nothing else', () => {
    const message = event('X', 'A:  two', 'B:none', 'C: end ', 'D: ', 'E:');
    expect(['A', 'B', 'C', 'D', 'E'].map((key) => message.get(key))).toEqual([' two', 'none', 'end ', '', '']);
  });

  it('end at the first colon, whatever the value holds', () => {
    const message = event('X', 'Hint: PJSIP/1&Custom:x', 'ChanVariable(PJSIP/x): n=v: w', 'Key(0): v', 'Cause-txt: t');
    expect(message.get('Hint')).toBe('PJSIP/1&Custom:x');
    expect(message.get('ChanVariable(PJSIP/x)')).toBe('n=v: w');
    expect(message.get('key(0)')).toBe('v');
    expect(message.get('cause-TXT')).toBe('t');
  });

  it('are skipped when they have no colon', () => {
    expect(event('X', 'no header here', 'A: 1').headers()).toEqual([
      ['Event', 'X'],
      ['A', '1'],
    ]);
  });
});

describe('text', () => {
  it('is UTF-8, and Latin-1 where it can be nothing else', () => {
    expect(event('X', 'Name: Ünal 😀').get('Name')).toBe('Ünal 😀');
    const latin = only(Buffer.from('Event: X\r\nName: J\xF6rg\r\nOther: \xFCber\r\n\r\n', 'latin1'));
    expect([latin.get('Name'), latin.get('Other')]).toEqual(['Jörg', 'über']);
  });

  it('keeps a replacement character that was really sent', () => {
    expect(event('X', 'Name: a\uFFFDb').get('Name')).toBe('a\uFFFDb');
  });

  it.each([
    ['Newchannel', 'CallerIDName'],
    ['DialBegin', 'DestConnectedLineName'],
    ['BlindTransfer', 'TransfererCallerIDName'],
    ['LocalBridge', 'LocalTwoCallerIDName'],
    ['Newchannel', 'ChanVariable'],
    ['Bridge', 'DestChanVariable(PJSIP/1-00000001)'],
    ['VarSet', 'Value'],
    ['PresenceStateChange', 'Message'],
  ])('is unescaped in %s %s', (name, header) => {
    const message = event(name, String.raw`${header}: O\'Brien \"Bob\" \\ a\nb\tc\?\x`);
    expect(message.get(header)).toBe('O\'Brien "Bob" \\ a\nb\tc?\\x');
  });

  it.each([
    ['QueueEntry', 'CallerIDName'],
    ['OriginateResponse', 'CallerIDName'],
    ['CEL', 'CallerIDname'],
    ['Status', 'EffectiveConnectedLineName'],
    ['Newchannel', 'AppData'],
    ['QueueMember', 'Name'],
    ['Newchannel', 'CallerIDNum'],
  ])('is left alone in %s %s', (name, header) => {
    expect(event(name, String.raw`${header}: C:\new`).get(header)).toBe(String.raw`C:\new`);
  });

  it("is left alone in a UserEvent's own part and unescaped in its channel's", () => {
    const fromDialplan = event(
      'UserEvent',
      String.raw`CallerIDName: O\'Hara`,
      'UserEvent: Pop',
      String.raw`ConnectedLineName: C:\new`,
    );
    expect(fromDialplan.get('CallerIDName')).toBe("O'Hara");
    expect(fromDialplan.get('ConnectedLineName')).toBe(String.raw`C:\new`);
  });

  it('is left alone in the answer to Getvar', () => {
    expect(only('Response: Success\r\nVariable: x\r\nValue: a\\nb\r\n\r\n').get('Value')).toBe('a\\nb');
  });
});
