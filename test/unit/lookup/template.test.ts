import { describe, expect, test } from 'vitest';
import { isFor, type Link, openingOf } from '../../../main/lookup/links.ts';
import type { CallValues } from '../../../main/lookup/template.ts';

const values: CallValues = {
  ...{ e164: '+442079460137', national: '020 7946 0137', name: 'Anna & Bo', queue: 'Support', did: '5000' },
  ...{ uniqueid: '1.2', linkedid: '1.1', agent: '1014', vars: { CRM: '77/4' } },
};
const open = (url: string, change: Partial<CallValues> = {}, schemes: readonly string[] = []) =>
  openingOf({ label: 'x', on: 'key', url }, { ...values, ...change }, schemes);
const run = (command: readonly string[], change: Partial<CallValues> = {}) =>
  openingOf({ label: 'x', on: 'key', command }, { ...values, ...change }, []);

describe('an address for a call', () => {
  test('holds each variable, percent-encoded', () => {
    const url =
      'https://crm.example/find?n={e164}&l={national}&name={name}&q={queue}&d={did}&u={uniqueid}&k={linkedid}&a={agent}&c={var:CRM}&x={var:NONE}';
    expect(open(url)).toEqual({
      ok: true,
      value: {
        kind: 'url',
        url: 'https://crm.example/find?n=%2B442079460137&l=020%207946%200137&name=Anna%20%26%20Bo&q=Support&d=5000&u=1.2&k=1.1&a=1014&c=77%2F4&x=',
      },
    });
  });

  test.each([
    'javascript:alert(1)//',
    '"><script>alert(1)</script>',
    '../../admin?delete=1#',
    '\r\nHost: evil.example',
    "'; DROP TABLE--",
    '\uD800 half',
    '%2e%2e%2f',
    '@evil.example/',
  ])('stays on its host and in its place when the caller is called %j', (name) => {
    const opened = open('https://crm.example/find/{name}?x=1', { name });
    expect(opened.ok).toBe(true);
    if (!opened.ok || opened.value.kind !== 'url') return;
    const url = new URL(opened.value.url);
    expect([url.origin, url.search, url.hash]).toEqual(['https://crm.example', '?x=1', '']);
    expect(url.pathname.split('/')).toHaveLength(3);
  });

  test.each([
    ['http://crm.example/{e164}', /http: is not opened/],
    ['file:///etc/{name}', /file: is not opened/],
    ['javascript:{name}', /javascript: is not opened/],
    ['{name}', /without a scheme/],
    ['https://{name}/x', /host .* cannot be a variable/],
    ['https://me:pass@crm.example/', /name or a password/],
    ['https://crm.example/{nam}', /no such variable \(\{nam\}\)/],
    ['https://crm.example/{var:}', /no such variable/],
    ['https://', /no address/],
  ])('%s is refused', (url, why) => {
    expect(open(url)).toEqual({ ok: false, failure: expect.stringMatching(why) as string });
  });

  test('may have a scheme that is configured', () => {
    expect(open('callmanager://open?n={e164}', {}, ['callmanager'])).toMatchObject({ ok: true });
    expect(open('callmanager://open?n={e164}')).toMatchObject({ ok: false });
  });
});

describe('a command for a call', () => {
  test('gets its arguments one by one, percent-encoded', () => {
    expect(run(['crm', '--number', '{e164}', '--who={name}'], { name: '$(rm -rf ~) `x` & "y"' })).toEqual({
      ok: true,
      value: {
        kind: 'command',
        file: 'crm',
        args: ['--number', '%2B442079460137', '--who=%24%28rm%20-rf%20~%29%20%60x%60%20%26%20%22y%22'],
      },
    });
  });

  test('is not given a caller’s text as an option, nor its own name by a caller', () => {
    expect(run(['crm', '{name}'], { name: '--delete-all' })).toMatchObject({ ok: false });
    expect(run(['{name}', 'x'])).toMatchObject({ ok: false });
  });
});

test.each([
  [{}, true],
  [{ queue: 'Support' }, true],
  [{ queue: 'Sales' }, false],
  [{ did: '5000', direction: 'in' }, true],
  [{ did: '5001' }, false],
  [{ direction: 'out' }, false],
] as const)('a link with the rule %j is for a call of the queue Support: %s', (rule, is) => {
  const link: Link = { label: 'x', on: 'ring', url: 'https://x.example/', ...rule };
  expect(isFor(link, { queue: 'Support', did: '5000', direction: 'in' })).toBe(is);
});
