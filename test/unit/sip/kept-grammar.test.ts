import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { keptGrammar } from '../../../scripts/lib/sip-grammar.mjs';

interface Grammar {
  parse(input: string, options: { readonly startRule: string; data?: unknown }): unknown;
}

const folder = join(import.meta.dirname, '../../../node_modules/sip.js/lib/grammar');

const headers = [
  ['Via', 'SIP/2.0/WSS 127.0.0.1:8089;rport;branch=z9hG4bKPj1;alias'],
  ['From', '"WIRELESS \\"CALLER\\"" <sip:+442071000000@127.0.0.1>;tag=8b1'],
  ['To', 'sip:1001@abc.invalid'],
  ['Contact', '<sip:a@127.0.0.1:8089;transport=ws>;expires=60, <sip:b@[::1]>'],
  ['CSeq', '2031 INVITE'],
  ['Content_Length', '12'],
  ['WWW_Authenticate', 'Digest realm="asterisk",nonce="1/2",opaque="3",algorithm=MD5,qop="auth"'],
  ['Replaces', 'abc;to-tag=1;from-tag=2;early-only'],
  ['From', 'no header at all <<'],
] as const;

it('SIP.js reads headers with the table it has kept as it does with a new one for each', async () => {
  const code = keptGrammar(readFileSync(join(folder, 'pegjs/dist/grammar.js'), 'utf8'));
  expect(code).not.toBeNull();
  const copy = mkdtempSync(join(tmpdir(), 'offhook-grammar-'));
  try {
    const imports = (code ?? '').replaceAll(/from "(\.[^"]+)"/g, (_all, path: string) => {
      return `from ${JSON.stringify(pathToFileURL(join(folder, 'pegjs/dist', path)).href)}`;
    });
    writeFileSync(join(copy, 'grammar.mjs'), imports);
    const kept = (await import(pathToFileURL(join(copy, 'grammar.mjs')).href)) as Grammar;
    const plain = (await import(pathToFileURL(join(folder, 'pegjs/dist/grammar.js')).href)) as Grammar;
    for (const [startRule, text] of [...headers, ...headers]) {
      expect([text, read(kept, startRule, text)]).toEqual([text, read(plain, startRule, text)]);
    }
  } finally {
    rmSync(copy, { recursive: true });
  }
});

it('a grammar that is written another way is not touched', () => {
  expect(keptGrammar('function parse() {}')).toBeNull();
});

function read(grammar: Grammar, startRule: string, text: string): unknown {
  const options: { readonly startRule: string; data?: unknown } = { startRule };
  try {
    grammar.parse(text, options);
  } catch (error) {
    return (error as Error).message;
  }
  return JSON.parse(JSON.stringify(options.data));
}
