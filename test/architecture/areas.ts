/** DESIGN's direction of imports as data: what each folder may reach for. Whatever is not said is refused. */
export interface Area {
  /** A folder, or one file; the longest that fits a path is its area. */
  readonly path: string;
  /** Areas it may import from, besides itself. */
  readonly imports: readonly string[];
  readonly packages?: readonly string[];
  /** Whether it may use Node's own modules. */
  readonly node?: boolean;
}

const contract = 'preload/contract';
/** Facts in, view out: no I/O and no timers. */
const pure = ['main/facts', 'main/base', contract];
/** Services the application composes. */
const services = [
  'main/ami',
  'main/ari',
  'main/sip',
  'main/store',
  'main/directory',
  'main/history',
  'main/settings',
  'main/secrets',
  'main/provisioning',
  'main/lookup',
  'main/api',
  'main/net',
  'main/numbers',
  'main/recorder',
  'main/journal',
];
const models = [
  'main/calls',
  'main/presence',
  'main/queues',
  'main/parking',
  'main/conferences',
  'main/voicemail',
  'main/pop',
  'main/facts',
];
const hosted = ['main/app', 'main/settings', 'main/secrets', 'main/journal', 'main/base', contract];

const tests = ['vitest', 'fast-check', 'playwright', 'axe-core', 'vite', 'react', 'react-dom', 'ws', 'sip.js', 'zod'];

export const areas: readonly Area[] = [
  { path: 'main/base', imports: [] },
  { path: 'main/facts', imports: ['main/base', contract] },
  { path: 'main/calls', imports: pure },
  { path: 'main/presence', imports: pure },
  { path: 'main/queues', imports: pure },
  { path: 'main/parking', imports: pure },
  { path: 'main/conferences', imports: pure },
  { path: 'main/voicemail', imports: pure },
  { path: 'main/pop', imports: pure },

  { path: 'main/net', imports: ['main/base'], node: true },
  { path: 'main/numbers', imports: ['main/base', contract], packages: ['libphonenumber-js'] },
  { path: 'main/ami', imports: ['main/net', 'main/base'], node: true },
  { path: 'main/ari', imports: ['main/net', 'main/base'], packages: ['ws', 'zod'], node: true },
  {
    path: 'main/sip',
    imports: ['main/net', 'main/base'],
    // zod: a journal on disk is not to be trusted.
    packages: ['ws', 'sip.js', 'zod'],
    node: true,
  },
  { path: 'main/store', imports: ['main/base'], node: true },
  {
    path: 'main/directory',
    imports: ['main/store', 'main/numbers', 'main/net', 'main/base'],
    // CSV with every kind of mess in it, vCard, CardDAV and LDAP: read by libraries that others' files and servers taught.
    packages: ['csv-parse', 'ical.js', 'tsdav', 'ldapts'],
    node: true,
  },
  { path: 'main/history', imports: ['main/store', 'main/base'], node: true },
  { path: 'main/journal', imports: ['main/base'], node: true },
  {
    path: 'main/settings',
    imports: ['main/base', contract],
    // conf: the settings file, written whole or not at all; electron-store is the same in Electron.
    packages: ['zod', 'conf'],
    node: true,
  },
  // Passwords: the system's keychain, or the best there is.
  { path: 'main/secrets', imports: ['main/base', contract], packages: ['zod'], node: true },
  // zod: whoever signed it may be anybody.
  { path: 'main/provisioning', imports: ['main/net', 'main/base'], packages: ['zod'], node: true },
  { path: 'main/lookup', imports: ['main/base', contract], node: true },
  // zod: what another program sends is not to be trusted, and the schema that is published is this one.
  { path: 'main/api', imports: ['main/base'], packages: ['ws', 'zod'], node: true },
  { path: 'main/recorder', imports: ['main/base'], node: true },

  { path: 'main/app', imports: [...services, ...models, 'main/base', contract], node: true },
  // Recordings played through the product's own decoders and model; the product itself never plays any.
  {
    path: 'main/replay',
    imports: ['main/app', 'main/ami', 'main/ari', 'main/recorder', 'main/calls', 'main/pop', 'main/facts', 'main/base'],
    node: true,
  },
  { path: 'main/hosts', imports: hosted, node: true },
  { path: 'main/hosts/browser', imports: ['main/hosts', ...hosted], packages: ['ws'], node: true },
  {
    path: 'main/hosts/electron',
    imports: ['main/hosts', ...hosted, 'preload/electron-channels.ts'],
    packages: ['electron', 'electron-store', 'electron-updater'],
    node: true,
  },

  { path: contract, imports: [], packages: ['zod'] },
  { path: 'preload/bridge', imports: [contract] },
  { path: 'preload/browser.ts', imports: ['preload/bridge', contract] },
  { path: 'preload/electron-channels.ts', imports: [] },
  {
    path: 'preload/electron.ts',
    imports: ['preload/bridge', 'preload/electron-channels.ts', contract],
    packages: ['electron'],
  },

  {
    path: 'renderer',
    imports: ['preload/bridge', 'preload/browser.ts', contract],
    packages: ['react', 'react-dom', 'vite'],
  },

  {
    path: 'scripts',
    // manager-conf prints what the desk reads of AMI; replay plays recordings and says what the desk would have said; start
    // opens the browser host's door.
    imports: [
      'main/settings',
      'main/ami',
      'main/app',
      'main/replay',
      'main/base',
      'main/hosts/browser',
      'test/pbx',
      'renderer',
    ],
    packages: ['playwright', 'vite', 'vitest', '@electron/asar', '@electron/fuses', 'electron-builder', 'wabt'],
    node: true,
  },
  {
    path: 'test',
    imports: ['main', 'preload', 'renderer', 'scripts'],
    packages: [
      ...tests,
      'electron',
      'electron-builder',
      '@electron/asar',
      '@electron/fuses',
      'app-builder-lib',
      'builder-util',
    ],
    node: true,
  },
  // The servers an office keeps its contacts on, filled by a client of their own.
  { path: 'test/directories', imports: ['test/pbx'], packages: ['ldapts'], node: true },
  {
    path: 'test/pbx',
    // The lab's desks are sections that `npm run manager-conf` would print.
    imports: ['main/net', 'main/base', 'main/settings', 'main/ami', 'main/app'],
    packages: ['ws', 'zod'],
    node: true,
  },

  { path: 'vite.config.ts', imports: ['scripts'], packages: ['vite', '@vitejs/plugin-react'], node: true },
  { path: 'vitest.config.ts', imports: [], packages: ['vitest'] },
  { path: 'playwright.config.ts', imports: ['scripts'], packages: ['playwright'] },
];
