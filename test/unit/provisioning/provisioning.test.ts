import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readLink } from '../../../main/provisioning/read-link.ts';
import {
  compactDocument,
  fingerprintOf,
  readDocument,
  signDocument,
} from '../../../main/provisioning/signed-document.ts';

const { privateKey } = generateKeyPairSync('ed25519');
const payload = {
  issuer: 'Callhouse IT',
  settings: { agent: { name: 'Ines', extension: '1014' } },
  secrets: { sipPassword: 'x' },
};
const signed = signDocument(payload, privateKey);
const now = Date.UTC(2026, 10, 25);

describe('a provisioning document', () => {
  test('gives what was signed and by which key, as JSON and in one line', () => {
    for (const text of [JSON.stringify(signed), compactDocument(signed), `  ${JSON.stringify(signed, null, 2)}\n`]) {
      expect(readDocument(text, now)).toEqual({ ok: true, value: { payload, key: signed.key } });
    }
    expect(fingerprintOf(signed.key)).toMatch(/^([0-9A-F]{4}-){3}[0-9A-F]{4}$/);
  });

  test('of which one letter was changed is refused', () => {
    const other = signDocument({ ...payload, issuer: 'Mallory' }, generateKeyPairSync('ed25519').privateKey);
    for (const change of [{ payload: other.payload }, { key: other.key }, { signature: other.signature }]) {
      expect(readDocument(JSON.stringify({ ...signed, ...change }), now)).toEqual({
        ok: false,
        failure: 'bad-signature',
      });
    }
  });

  test('with a key that is no key is refused, not thrown at', () => {
    expect(readDocument(JSON.stringify({ ...signed, key: 'A'.repeat(43) }), now).ok).toBe(false);
  });

  test('that has expired is told apart', () => {
    const old = signDocument({ ...payload, expires: '2026-11-24T00:00:00Z' }, privateKey);
    expect(readDocument(JSON.stringify(old), now)).toEqual({ ok: false, failure: 'expired' });
    expect(readDocument(JSON.stringify(old), now - 2 * 86_400_000).ok).toBe(true);
  });

  test.each([
    '',
    'hello',
    '{}',
    '[]',
    'a.b.c',
    JSON.stringify({ ...signed, offhook: 2 }),
    JSON.stringify({ ...signed, more: 1 }),
  ])('is not found in %j', (text) => {
    expect(readDocument(text, now)).toEqual({ ok: false, failure: 'no-document' });
  });
});

describe('a provisioning link', () => {
  test.each([
    ['offhook://connect/pbx.example/4f7c-1014-a92e', 'https://pbx.example/.well-known/offhook/4f7c-1014-a92e'],
    ['offhook://connect/pbx.example:8443/t', 'https://pbx.example:8443/.well-known/offhook/t'],
    [' https://pbx.example/desks/4f7c ', 'https://pbx.example/desks/4f7c'],
  ])('%j leads to %s', (text, url) => {
    expect(readLink(text)).toEqual({ ok: true, value: { kind: 'address', url } });
  });

  test('may hold the document itself, which goes to no server', () => {
    const text = compactDocument(signed);
    expect(readLink(`offhook:provision#${text}`)).toEqual({ ok: true, value: { kind: 'document', text } });
  });

  test.each([
    ['http://pbx.example/desks/4f7c', 'not-https'],
    ['https://user:pw@pbx.example/', 'not-a-link'],
    ['offhook://connect/pbx.example/../../etc', 'not-a-link'],
    ['offhook://connect/pbx.example@evil.example/t', 'not-a-link'],
    ['javascript:alert(1)', 'not-a-link'],
    ['file:///etc/passwd', 'not-a-link'],
    ['tel:+12125550142', 'not-a-link'],
  ])('%j is refused as %s', (text, failure) => {
    expect(readLink(text)).toEqual({ ok: false, failure });
  });
});
