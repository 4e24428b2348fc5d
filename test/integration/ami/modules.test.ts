import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type AmiFeature, capabilities, missingWords } from '../../../main/ami/capabilities.ts';
import type { AmiClient } from '../../../main/ami/client.ts';
import { account, useAmi } from './use-ami.ts';

const lab = useAmi();

/** What a client is told it cannot do, and what would cure it. */
async function missing(client: AmiClient): Promise<readonly string[]> {
  const found = await capabilities(client);
  if (!found.ok) throw new Error(found.failure.kind);
  return Object.entries(found.value).flatMap(([feature, can]) => missingWords(feature as AmiFeature, can) ?? []);
}

const change = (LoadType: 'load' | 'unload', module: string) =>
  lab.pbx.truth.action({ Action: 'ModuleLoad', LoadType, Module: `${module}.so` });

describe('what a PBX without a module cannot do', () => {
  it.each([
    ['app_queue', 'see queues'],
    ['app_confbridge', 'mute in a conference'],
    ['app_mixmonitor', 'start recording'],
    ['res_manager_devicestate', 'see device states'],
  ] as const)('is told with the name of the module: %s', async (module, feature) => {
    const client = await lab.up(account(lab.pbx, 'truth'));
    expect(await missing(client)).toEqual([]);
    await change('unload', module);
    try {
      expect(await missing(client)).toContain(
        `${feature} needs the module ${module}: have it loaded on the PBX (modules.conf, or \`module load ${module}.so\`)`,
      );
    } finally {
      await change('load', module);
    }
    expect(await missing(client)).toEqual([]);
  });
});

describe('a user without the class for it', () => {
  it.each([
    // Nothing else that is loaded proves that the agent has class agent.
    ['agent1001', 'app_queue', 'join a queue', null],
    ['viewer', 'app_confbridge', 'mute in a conference', 'call'],
  ] as const)(
    'is told the module that is missing, not a class that would not help: %s',
    async (who, module, feature, needs) => {
      const client = await lab.up(account(lab.pbx, who));
      const before = (await missing(client)).filter((words) => words.startsWith(feature));
      expect(before).toEqual(needs === null ? [] : [`${feature} needs class ${needs}`]);
      await change('unload', module);
      try {
        expect(await missing(client)).toContain(
          `${feature} needs the module ${module}: have it loaded on the PBX (modules.conf, or \`module load ${module}.so\`)`,
        );
      } finally {
        await change('load', module);
      }
    },
  );
});

describe('TLS by the authorities of the system', () => {
  const run = promisify(execFile);
  const logIn = fileURLToPath(new URL('log-in-by-system.ts', import.meta.url));

  it.each([
    ['the operating system', 'SSL_CERT_FILE'],
    ['Node', 'NODE_EXTRA_CA_CERTS'],
  ])('is accepted when %s knows the one that signed', async (_whose, variable) => {
    const folder = await mkdtemp(join(tmpdir(), 'offhook-ca-'));
    try {
      const file = join(folder, 'ca.pem');
      await writeFile(file, lab.pbx.caPem);
      const { username, secret } = account(lab.pbx, 'agent1001');
      const env = { ...process.env, AMI_USER: username, AMI_SECRET: secret, AMI_PORT: String(lab.pbx.ports.amiTls) };
      const outcome = async (more: Readonly<Record<string, string>>) =>
        (await run(process.execPath, [logIn], { env: { ...env, ...more } })).stdout.trim();
      expect(await outcome({ [variable]: file })).toBe('up');
      expect(await outcome({})).toBe('tls-untrusted');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
