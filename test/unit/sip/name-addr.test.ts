import { describe, expect, it } from 'vitest';
import { callerIdentity, parseNameAddr, quotable } from '../../../main/sip/name-addr.ts';

describe('parseNameAddr', () => {
  it.each([
    ['"Ann Client" <sip:1001@pbx>;tag=x', 'Ann Client', '1001'],
    ['"O\'Brien \\"Bob\\" \\\\ Ünal 😀" <sip:+15550123@pbx;user=phone>', 'O\'Brien "Bob" \\ Ünal 😀', '+15550123'],
    ['"<img src=x onerror=alert(1)>" <sip:1@pbx>', '<img src=x onerror=alert(1)>', '1'],
    ['"a, b; <sip:9@evil>" <sip:1@pbx>', 'a, b; <sip:9@evil>', '1'],
    ['Ann Client <sip:1001@pbx>', 'Ann Client', '1001'],
    ['<sip:1001@pbx>;tag=x', null, '1001'],
    ['sip:1001@pbx;tag=x', null, '1001'],
    ['"" <sip:anonymous@anonymous.invalid>', null, 'anonymous'],
    ['<sips:1001:secret@pbx>', null, '1001'],
    ['<sip:%2B4420%20@pbx>', null, '+4420'],
    ['<sip:100%@pbx>', null, '100%'],
    ['<tel:+15550123;phone-context=x>', null, '+15550123'],
    ['<sip:pbx.example>', null, ''],
  ])('reads %s', (header, name, user) => {
    expect(parseNameAddr(header)).toEqual({ name, user });
  });

  it('reads no address out of what holds none', () => {
    expect(parseNameAddr('<http://x>')).toBeNull();
    expect(parseNameAddr('')).toBeNull();
  });

  it('drops control characters and what would turn the text around it', () => {
    expect(parseNameAddr('"A\u0007B\u202EC" <sip:1@pbx>')?.name).toBe('A B C');
  });

  it('caps a name at 200 characters', () => {
    expect(parseNameAddr(`"${'é'.repeat(5_000)}" <sip:1@pbx>`)?.name).toBe('é'.repeat(200));
  });
});

describe('callerIdentity', () => {
  it('believes P-Asserted-Identity before From', () => {
    expect(callerIdentity('"Mallory" <sip:666@x>', ['"Ann" <sip:1001@pbx>'])).toEqual({ name: 'Ann', user: '1001' });
  });

  it('keeps the name of From when the asserted identity has none', () => {
    expect(callerIdentity('"Ann" <sip:1@x>', ['<tel:+15550123>'])).toEqual({ name: 'Ann', user: '+15550123' });
  });
});

it('writes a display name so that it can stand between quotes', () => {
  expect(quotable('Alice "A" \\ Example\r\n')).toBe('Alice \\"A\\" \\\\ Example');
});
