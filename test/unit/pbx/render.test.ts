import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeCertificates } from '../../pbx/certificate.ts';
import { render } from '../../pbx/render.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-render-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('writes a configuration without a hole in it, of the installed modules alone', () => {
  const modules = join(folder, 'root/usr/lib/asterisk/modules');
  mkdirSync(modules, { recursive: true });
  for (const name of ['app_dial.so', 'chan_pjsip.so']) writeFileSync(join(modules, name), '');
  const run = join(folder, 'run');
  const ports = { ami: 1, amiTls: 2, http: 3, https: 4, sip: 5, rtp: { first: 6, last: 7 } };
  const certificates = makeCertificates();
  render({ root: join(folder, 'root'), run, version: '22.10.1', ports, truthSecret: 'known-to-us', certificates });

  const names = readdirSync(join(run, 'etc'));
  const written = new Map(names.map((name) => [name, readFileSync(join(run, 'etc', name), 'utf8')]));
  expect([...written].filter(([, text]) => /@[A-Z_]+@/.test(text)).map(([name]) => name)).toEqual([]);
  expect(written.get('modules.conf')?.match(/^load = .*$/gm)).toEqual(['load = chan_pjsip.so', 'load = app_dial.so']);
  expect(written.get('http.conf')).toContain('tlsbindaddr = 127.0.0.1:4\n');
  expect(written.get('pjsip.conf')).toContain('mailboxes = 1003@default\n');
  expect(written.get('manager.conf')?.match(/^\[agent\d+\]$/gm)).toHaveLength(5);
});
