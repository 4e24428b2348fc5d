import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'offhook-replay-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const capture = (name: string) => at(`test/captures/${name}.gz`);

function replay(...args: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [at('scripts/replay.mjs'), ...args]);
    let [out, err] = ['', ''];
    child.stdout.on('data', (text) => (out += String(text)));
    child.stderr.on('data', (text) => (err += String(text)));
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

const both = [capture('queue-call-22.ami'), capture('queue-call-22.ari.jsonl')];

describe('npm run replay', { timeout: 30_000 }, () => {
  test('prints what the agent would have seen, the end and the ledger, and ends well when all runs agree', async () => {
    const { code, out } = await replay(...both, '--me', 'PJSIP/1001', '--permute', '3');
    expect(code).toBe(0);
    expect(out).toMatch(/call-1 +ringing +\+15551230001 Ann Client +\[queue support\] +pop\n/);
    expect(out).toMatch(/call-1 +in +ended +\+15551230001 Ann Client +answered-elsewhere/);
    expect(out).toMatch(/AMI +First seen at PJSIP\/1001: the PBX has a channel for it/);
    expect(out).toContain('All agree: 3 interleavings and 9 disorderly deliveries.');
  });

  test('gives all of it as one object', async () => {
    const { code, out } = await replay(...both, '--me', 'PJSIP/1002', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      me: ['PJSIP/1002'],
      pops: 1,
      laws: null,
      calls: [{ phase: 'ended', reason: 'you-hung-up', party: { number: '+15551230001' } }],
    });
  });

  test('ends badly, with the shortest example, when a recording cannot be so in any order', async () => {
    // A channel that is born again after its end, as no Asterisk does: what is last told of it then depends on the order.
    const lines = gunzipSync(readFileSync(capture('inbound-missed-22.ami')))
      .toString('latin1')
      .split('\r\n\r\n');
    const again = ['Newchannel', 'Newstate'].map((name) =>
      lines.find((text) => text.startsWith(`Event: ${name}\r\n`) && text.includes('PJSIP/2001-')),
    );
    const file = join(folder, 'zombie.ami');
    writeFileSync(file, `${[...lines.slice(0, -1), ...again].join('\r\n\r\n')}\r\n\r\n`, 'latin1');
    const { code, out } = await replay(file, '--me', 'PJSIP/2001', '--permute', '20');
    expect(code).toBe(1);
    expect(out).toMatch(/of 0 interleavings and 20 disorderly deliveries end otherwise/);
    expect(out).toMatch(/events are enough, \d+ of them out of place/);
  });

  test.each([
    [[], 2, 'which recording?'],
    [[join(tmpdir(), 'no-such.ami'), '--me', 'PJSIP/1001'], 2, 'cannot be read'],
    [both, 2, 'whose desk is it?'],
    [[at('package.json'), at('README.md'), '--me', 'PJSIP/1001'], 2, 'neither a manager session nor a recording'],
    [[...both, '--me', 'PJSIP/1001', '--permute', 'x'], 2, '--permute expects a whole number'],
  ] as const)('says what is missing: %j', async (args, expected, words) => {
    const { code, err } = await replay(...args);
    expect(err).toContain(words);
    expect(code).toBe(expected);
  });
});
