import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkIn, linkSchemes, readLink } from '../../../../main/hosts/links/read-link.ts';

const read = (link: string) => {
  const found = readLink(link, ['pbx.example']);
  return found.ok ? (found.value.kind === 'dial' ? found.value.text : found.value.kind) : `refused: ${found.failure}`;
};

describe('a link from outside', () => {
  test.each([
    ['tel:+44-20-7946-0137', '+442079460137'],
    ['tel:+44(20)7946.0137', '+442079460137'],
    ['TEL:%2B442079460137', '+442079460137'],
    ['tel:+442079460137;ext=22;isub=1', '+442079460137'],
    ['tel:7042;phone-context=+1-212-555', '+12125557042'],
    ['tel:7042;phone-context=pbx.example', '7042'],
    ['tel:*97', '*97'],
    ['tel:%2A98%23', '*98#'],
    ['tel://02079460137', '02079460137'],
    ['tel:020%207946%200137', '02079460137'],
    ['callto:+442079460137', '+442079460137'],
    ['callto://1002', '1002'],
    ['sip:1002@pbx.example', '1002'],
    ['sip:+442079460137@elsewhere.example;user=phone', '+442079460137'],
    ['sips:bea@PBX.example:5061;transport=tls?Subject=x', 'bea'],
    ['offhook:dial/+442079460137', '+442079460137'],
    ['offhook://dial/1002', '1002'],
    ['offhook:show', 'show'],
    ['offhook://show/', 'show'],
  ])('%s is %s', (link, text) => {
    expect(read(link)).toBe(text);
  });

  test.each([
    ['', 'not-text'],
    ['+442079460137', 'no-link'],
    ['https://example.com/', 'no-link'],
    ['javascript:alert(1)', 'no-link'],
    ['tel:', 'no-number'],
    ['tel:+', 'no-number'],
    ['tel:**##', 'no-number'],
    ['tel:call-me', 'no-number'],
    ['tel:1002;1003 ', 'not-text'],
    ['tel:1002,,,1234', 'no-number'],
    ['tel:1002%0d%0aBye', 'not-text'],
    ['tel:1002%00', 'not-text'],
    ['tel:%ZZ', 'not-text'],
    ['tel:１００２', 'not-text'],
    [`tel:${'1'.repeat(33)}`, 'no-number'],
    [`tel:${'1'.repeat(600)}`, 'too-long'],
    ['sip:bea@elsewhere.example', 'other-domain'],
    ['sip:bea', 'other-domain'],
    ['sip:bea@pbx.example@elsewhere.example', 'no-number'],
    ['sip:%22bea%22@pbx.example', 'no-number'],
    ['sip:@pbx.example', 'no-number'],
    ['offhook:', 'unknown-command'],
    ['offhook:quit', 'unknown-command'],
    ['offhook:dial/', 'no-number'],
    ['offhook:dial/../show', 'no-number'],
    ['offhook://connect/', 'unknown-command'],
    ['offhook:provision#', 'unknown-command'],
    ['offhook://connect/pbx.example/4f7c\r\nx', 'not-text'],
    [`offhook:provision#${'A'.repeat(60_000)}`, 'too-long'],
    ['offhook:show/1002', 'unknown-command'],
  ])('%s is refused as %s', (link, refusal) => {
    expect(read(link)).toBe(`refused: ${refusal}`);
  });

  test.each(['offhook://connect/pbx.example/4f7c-1014', `offhook:provision#${'A'.repeat(50_000)}.K.S`])(
    'that sets a desk up is handed on as it came: %s',
    (link) => {
      expect(readLink(link, [])).toEqual({ ok: true, value: { kind: 'setUp', text: link } });
    },
  );

  test('never comes to more than a number or a name of ours, whatever it holds', () => {
    const scheme = constantFrom(...linkSchemes, 'TEL', 'https');
    const piece = oneof(
      string({ maxLength: 20 }),
      constantFrom(
        '%0d%0a',
        '%00',
        '@pbx.example',
        ';phone-context=',
        '+1-212',
        '//',
        'dial/',
        '1002',
        '%25',
        '?',
        '"',
        ' --flag',
      ),
    );
    assert(
      property(scheme, array(piece, { maxLength: 6 }), (name, pieces) => {
        const found = readLink(`${name}:${pieces.join('')}`, ['pbx.example']);
        if (!found.ok || found.value.kind !== 'dial') return;
        expect(found.value.text).toMatch(/^(?:\+?[0-9*#]{1,48}|[A-Za-z0-9][A-Za-z0-9_.-]{0,63})$/);
      }),
      { numRuns: 2_000 },
    );
  });

  test('is found among a program’s arguments, and only the first one counts', () => {
    expect(linkIn(['/opt/offhook/offhook', '--profile', '/x', 'tel:1002', 'tel:1003'])).toBe('tel:1002');
    expect(linkIn(['offhook', '--', 'callto:1002'])).toBe('callto:1002');
    expect(linkIn(['offhook', 'https://example.com/', 'C:\\x', ':tel'])).toBeNull();
  });
});
