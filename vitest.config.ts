import { configDefaults, defineConfig } from 'vitest/config';

/** These look at what is built and take their time: they run beside the tests on the real PBX. */
const slow = ['test/contract/packaging-*.test.ts', 'test/contract/electron-smoke.test.ts'];

/** Slices of the long proofs: they take seconds, so `npm run check` leaves them to `npm test`. */
const proofs = ['test/unit/laws/*.test.ts', 'test/unit/scripts/replay.test.ts', 'test/unit/replay/judge.test.ts'];

/**
 * Each in a world of its own: the first put a module of theirs in the place of Electron's; the others count all timers
 * there are, and a late one of another file would be among them.
 */
const alone = ['test/unit/hosts/electron/*.test.ts', 'test/unit/sip/{dispose,ringing}.test.ts'];

export default defineConfig({
  test: {
    passWithNoTests: false,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/{unit,contract,architecture}/**/*.test.{ts,tsx}'],
          exclude: [...configDefaults.exclude, ...slow, ...proofs, ...alone],
          // What is tested is pure or made anew for each test: files share a worker, and the modules it has loaded.
          isolate: false,
          unstubGlobals: true,
          environment: 'node',
          pool: 'threads',
          // They take milliseconds; the properties of the codec take seconds where others want the processor too.
          testTimeout: 30_000,
          restoreMocks: true,
        },
      },
      {
        test: {
          name: 'alone',
          include: alone,
          environment: 'node',
          pool: 'threads',
          // The first of a file loads the whole application, which takes a while where others want the processor too.
          testTimeout: 30_000,
          restoreMocks: true,
        },
      },
      {
        test: {
          name: 'proofs',
          include: proofs,
          environment: 'node',
          pool: 'threads',
          testTimeout: 60_000,
          restoreMocks: true,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts', ...slow],
          environment: 'node',
          pool: 'forks',
          // Every file starts a PBX of its own and waits for it three quarters of its time: three at a time on two cores.
          maxWorkers: 3,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          restoreMocks: true,
        },
      },
    ],
  },
});
