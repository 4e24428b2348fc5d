import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { getConfig } from 'app-builder-lib/out/util/config/load.js';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '../..');

const step = z.object({ uses: z.string().optional(), run: z.string().optional(), with: z.looseObject({}).optional() });
const workflow = z.object({
  on: z.looseObject({ push: z.object({ branches: z.array(z.string()) }) }),
  permissions: z.record(z.string(), z.string()),
  jobs: z.object({
    package: z.object({
      strategy: z.object({ 'fail-fast': z.boolean(), matrix: z.object({ os: z.array(z.string()) }) }),
      'runs-on': z.string(),
      steps: z.array(step),
    }),
  }),
});

/** With the packager's own reader of YAML. */
async function packages(): Promise<z.infer<typeof workflow>> {
  const request = { packageKey: '', configFilename: '', projectDir: root, packageMetadata: null };
  const read = await getConfig<unknown>(request, '.github/workflows/packages.yml');
  return workflow.parse(read?.result);
}

describe('the workflow that builds the packages', () => {
  test('runs on all three systems, each to its end', async () => {
    const { strategy, 'runs-on': runsOn } = (await packages()).jobs.package;
    expect(strategy.matrix.os.map((os) => os.split('-')[0])).toEqual(['ubuntu', 'windows', 'macos']);
    expect(strategy['fail-fast']).toBe(false);
    expect(runsOn).toBe('${{ matrix.os }}');
  });

  test('fetches Electron, builds, starts the desk in it, and packs, in that order', async () => {
    const runs = (await packages()).jobs.package.steps.flatMap(({ run }) => run ?? []);
    const at = (part: string) => runs.findIndex((run) => run.includes(part));
    const order = [
      'npm ci',
      'install-electron',
      'npm run build',
      'electron-smoke.test.ts',
      'npm run pack -- --installers',
    ];
    expect(order.map(at)).toEqual(order.map(at).toSorted((a, b) => a - b));
    expect(Math.min(...order.map(at))).toBeGreaterThanOrEqual(0);
    const smoke = /vitest run --project integration (\S+)/.exec(runs[at('electron-smoke')] ?? '')?.[1] ?? '';
    expect(existsSync(resolve(root, smoke))).toBe(true);
  });

  test('keeps an installer of every kind the packager makes, and may only read the repository', async () => {
    const { jobs, permissions } = await packages();
    const kept = jobs.package.steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact@') === true);
    for (const kind of ['exe', 'dmg', 'zip', 'AppImage', 'deb', 'rpm']) {
      expect(kept?.with?.['path']).toContain(`dist/*.${kind}`);
    }
    expect(permissions).toEqual({ contents: 'read' });
  });
});
