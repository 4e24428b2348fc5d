import { describe, expect, test } from 'vitest';
import { readStartOptions } from '../../../scripts/lib/start-options.mjs';
import { readTestOptions } from '../../../scripts/lib/test-options.mjs';

describe('npm start', () => {
  const start = (options: object) => ({
    kind: 'start',
    options: { host: null, profile: null, demo: false, setup: false, open: true, ...options },
  });

  test.each([
    [[], start({})],
    [['--demo'], start({ demo: true })],
    [['--setup'], start({ setup: true })],
    [['--host', 'browser', '--no-open'], start({ host: 'browser', open: false })],
    [['--host=electron'], start({ host: 'electron' })],
    [['--profile', 'my folder', '--demo'], start({ profile: 'my folder', demo: true })],
    [['--help'], { kind: 'help' }],
    [['-h', '--demo'], { kind: 'help' }],
  ])('%j is understood', (args, expected) => {
    expect(readStartOptions(args)).toEqual(expected);
  });

  test.each([
    [['--host', 'firefox'], '--host expects electron or browser, not "firefox"'],
    [['--host'], '--host expects electron or browser'],
    [['--host', '--demo'], '--host expects electron or browser'],
    [['--profile'], '--profile expects a folder'],
    [['--profile='], '--profile expects a folder'],
    [['--demo=yes'], '--demo takes no value'],
    [['--dmeo'], 'there is no --dmeo; expected one of --host, --profile, --demo, --setup, --no-open, --help'],
    [['-x'], 'there is no -x; expected one of --host, --profile, --demo, --setup, --no-open, --help'],
    [['--demo', '--setup'], '--demo has its own PBX and --setup asks for yours: expected one of them'],
    [['demo'], '"demo" was not expected; options start with --'],
    [['--host', 'electron', '--no-open'], '--no-open is for the browser host; Electron opens its own window'],
  ])('%j is refused with what was expected', (args, message) => {
    expect(readStartOptions(args)).toEqual({ kind: 'wrong', message });
  });
});

describe('npm test', () => {
  test.each([
    [[], { stages: ['unit', 'integration', 'e2e'] }],
    [['--only', 'e2e'], { stages: ['e2e'] }],
    [['--only=unit'], { stages: ['unit'] }],
    [['--only', 'all'], { wrong: '--only expects one of unit, integration, e2e' }],
    [['--only'], { wrong: '--only expects one of unit, integration, e2e' }],
    [['unit'], { wrong: 'expected nothing or --only unit|integration|e2e' }],
    [['--only', 'unit', 'e2e'], { wrong: 'expected nothing or --only unit|integration|e2e' }],
  ])('%j', (args, expected) => {
    expect(readTestOptions(args)).toEqual(expected);
  });
});
