import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLogger, type LogLine } from '../../../main/base/log.ts';
import { type ContactDirectory, openDirectory } from '../../../main/directory/open-directory.ts';
import type { ContactServer } from '../../../main/directory/sources/contact-source.ts';
import { openSource } from '../../../main/directory/sources/open-source.ts';
import type { ServerState } from '../../../main/directory/sources/server-sync.ts';
import { systemClock } from '../../support/system-clock.ts';

export interface Somebody {
  readonly id: string;
  readonly name: string;
  readonly company: string;
  readonly mobile: string;
  readonly office: string;
}

/** A real server, as far as what is the same of CardDAV and LDAP needs it. */
export interface ServerUnderTest {
  readonly server: ContactServer;
  readonly password: string;
  readonly put: (somebody: Somebody) => Promise<void> | void;
  readonly remove: (id: string) => Promise<void> | void;
  /** Nobody is there any more. */
  readonly clear: () => Promise<void> | void;
}

const anna: Somebody = {
  ...{ id: 'anna', name: 'Anna Berg', company: 'Acme & Söhne', mobile: '+44 7700 900123', office: '020 7946 0137' },
};
const hostile: Somebody = {
  ...{ id: 'bobby', name: '<img src=x onerror=alert(1)>\u202e=1+1', company: '"; DROP TABLE contact; --' },
  ...{ mobile: '+447700900456', office: '1003' },
};
const unreachable: Somebody = {
  ...{ id: 'cy', name: 'Cy Nobody', company: '' },
  mobile: 'ask at the desk',
  office: '-',
};

/** A thread reads its libraries first, which on a busy machine takes its time. */
const eventually = { timeout: 40_000, interval: 50 };

interface Desk {
  readonly directory: ContactDirectory;
  readonly lines: readonly LogLine[];
  readonly names: (raw: string) => Promise<readonly string[]>;
  readonly state: () => ServerState | undefined;
  readonly again: () => Promise<ServerState | undefined>;
}

/** What holds for every kind of server the directory reads. */
export function readsPeople(kind: ContactServer['kind'], use: () => ServerUnderTest): void {
  let folder: string;
  const open: ContactDirectory[] = [];
  beforeEach(async () => {
    await use().clear();
    folder = mkdtempSync(join(tmpdir(), 'offhook-servers-'));
  });
  afterEach(() => {
    for (const directory of open.splice(0)) directory.dispose();
    rmSync(folder, { recursive: true, force: true });
  });
  const desk = (password = use().password): Desk => {
    const { server } = use();
    const lines: LogLine[] = [];
    const log = createLogger(
      (line) => lines.push(line),
      () => 0,
    );
    const directory = openDirectory({
      ...{
        folder,
        watched: [],
        country: 'GB',
        clock: systemClock,
        log,
        servers: [{ server, password, refreshMinutes: 60 }],
      },
    });
    open.push(directory);
    const state = () => directory.servers()[0];
    return {
      ...{ directory, lines, state },
      names: async (raw) => (await directory.match({ raw, e164: null })).map(({ name }) => name),
      again: async () => (await directory.syncNow(kind))[0],
    };
  };
  const settled = (of: Desk) =>
    vi.waitFor(() => {
      const state = of.state();
      expect(state?.reading === false && (state.readAt ?? state.failure) !== null).toBe(true);
      return state;
    }, eventually);

  test('its people are found by number; what changes there changes here, what was changed here stays', {
    timeout: 90_000,
  }, async () => {
    for (const each of [anna, hostile, unreachable]) await use().put(each);
    const here = desk();
    expect(await settled(here)).toMatchObject({ kind, people: 2, rejected: 1, failure: null });
    const [found] = await here.directory.match({ raw: '+447700900123', e164: '+447700900123' });
    expect(found).toMatchObject({ name: 'Anna Berg', company: 'Acme & Söhne' });
    expect(found?.numbers.map(({ label, e164 }) => [label, e164]).toSorted()).toEqual([
      ['Mobile', '+447700900123'],
      ['Office', '+442079460137'],
    ]);
    // One line of text, whatever it says.
    expect(await here.names('1003')).toEqual(['<img src=x onerror=alert(1)> =1+1']);
    // Who has no number is listed, with the reason.
    const sources = await here.directory.sources();
    expect(sources.ok && sources.value[0]?.rejected[0]).toMatchObject({ reason: 'not-a-number', text: 'Cy Nobody' });

    const [bobby] = await here.directory.match({ raw: '1003', e164: null });
    await here.directory.write(bobby?.id ?? null, {
      ...{ uid: null, name: 'Bobby', company: '', role: '', email: '', note: '' },
      numbers: [{ label: '', raw: '1003' }],
    });
    await use().put({ ...anna, mobile: '+447700900999' });
    let told = 0;
    here.directory.onDidChange(() => (told += 1));
    expect(await here.again()).toMatchObject({ people: 1, failure: null });
    expect(await here.names('+447700900999')).toEqual(['Anna Berg']);
    expect(await here.names('+447700900123')).toEqual([]);
    expect(await here.names('1003')).toEqual(['Bobby']);
    expect(told).toBe(1);
    // Nothing has changed: nothing is written.
    await here.again();
    expect(told).toBe(1);
    await use().put({ ...hostile, id: 'dora', name: 'Dora', mobile: '', office: '1004' });
    await use().remove('anna');
    await here.again();
    expect(await here.names('+447700900999')).toEqual([]);
    expect(await here.names('1004')).toEqual(['Dora']);
    expect(here.lines.some(({ message }) => message === 'a server’s contacts were read')).toBe(true);
    expect(JSON.stringify(here.lines)).not.toContain(use().password);
  });

  test('a wrong password is named, whom it knew stays, and no log holds any password', {
    timeout: 90_000,
  }, async () => {
    await use().put(anna);
    const good = desk();
    await settled(good);
    good.directory.dispose();
    const wrong = desk('not the word');
    expect(await settled(wrong)).toMatchObject({ failure: { kind: 'login' }, people: 1 });
    expect(await wrong.names('+447700900123')).toEqual(['Anna Berg']);
    for (const { lines } of [good, wrong]) expect(JSON.stringify(lines)).not.toMatch(/not the word|p: ä|a reader: ä/);
  });

  test.each([
    ['a certificate nobody vouches for', () => ({ caFile: '' }), 'untrusted'],
    ['a file that is not there', () => ({ caFile: join(folder, 'nowhere.pem') }), 'ca-file'],
    ['a port where nobody listens', () => ({ url: use().server.url.replace(/:\d+/, ':9') }), 'unreachable'],
  ] as const)('%s is named', { timeout: 60_000 }, async (_, change, failure) => {
    const { server, password } = use();
    const source = await openSource({ ...server, ...change() }, password);
    const read = source.ok ? await source.value.read(null, AbortSignal.timeout(60_000)) : source;
    expect(read).toMatchObject({ ok: false, failure: { kind: failure } });
  });
}
