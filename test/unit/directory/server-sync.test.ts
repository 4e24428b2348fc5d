import { beforeEach, describe, expect, test } from 'vitest';
import { createLogger } from '../../../main/base/log.ts';
import { failed, type Result, success } from '../../../main/base/result.ts';
import type { ImportReport } from '../../../main/directory/contact.ts';
import type { SyncFailure } from '../../../main/directory/sources/contact-source.ts';
import { type ConfiguredServer, ServerSync } from '../../../main/directory/sources/server-sync.ts';
import type { ServerToSync } from '../../../main/directory/sources/sync-server.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const cloud: ConfiguredServer = {
  server: { kind: 'carddav', url: 'https://cloud.example/', username: 'ines', caFile: '' },
  password: 'secret',
  refreshMinutes: 60,
};
const report = (file: string, taken: number): ImportReport => ({
  file,
  taken,
  kept: 0,
  rejected: [],
  rejectedCount: 0,
});
const silent = createLogger(
  () => undefined,
  () => 0,
);
const minute = 60_000;

let clock: FakeClock;
let asked: ServerToSync[];
let removed: string[];
let told: number;
let answer: () => Promise<Result<ImportReport | null, SyncFailure>>;
beforeEach(() => {
  clock = new FakeClock();
  [asked, removed, told] = [[], [], 0];
  answer = () => Promise.resolve(success(report('https://cloud.example/', 3)));
});

const syncOf = (servers: readonly ConfiguredServer[], known: readonly ImportReport[] = []): ServerSync =>
  new ServerSync({
    ...{ servers, country: 'GB', clock, log: silent },
    sync: (wish) => {
      asked.push(wish);
      return answer();
    },
    sources: () => Promise.resolve(known),
    remove: (source) => Promise.resolve(void removed.push(source)),
    onDidRead: () => (told += 1),
  });
/** Whatever was begun has had its turns. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('the servers of the settings', () => {
  test('are read at the start and every hour, and the directory is told when somebody changed', async () => {
    const sync = syncOf([cloud]);
    await settle();
    expect(sync.states).toMatchObject([{ people: 3, reading: false, failure: null, readAt: clock.now() }]);
    expect([asked.length, told]).toEqual([1, 1]);
    answer = () => Promise.resolve(success(null));
    await clock.advance(60 * minute);
    await settle();
    expect([asked.length, told]).toEqual([2, 1]);
    expect(sync.states[0]?.people).toBe(3);
    sync.dispose();
    await clock.advance(600 * minute);
    expect(asked.length).toBe(2);
  });

  test('are asked again soon when they are away, then seldom, and those who were read before are told of', async () => {
    answer = () => Promise.resolve(failed({ kind: 'unreachable', detail: 'ECONNREFUSED' }));
    const sync = syncOf([cloud], [report('https://cloud.example/', 7)]);
    await settle();
    expect(sync.states[0]).toMatchObject({ people: 7, failure: { kind: 'unreachable' } });
    for (let look = 0; look < 40; look += 1) {
      await clock.advance(2 * minute);
      // oxlint-disable-next-line no-await-in-loop -- each reading ends before the clock goes on
      await settle();
    }
    // At once, after 1, 2, 4 and 8 minutes, then every quarter of an hour.
    expect(asked.length).toBeGreaterThanOrEqual(8);
    expect(asked.length).toBeLessThanOrEqual(12);
    answer = () => Promise.resolve(success(report('https://cloud.example/', 8)));
    expect(await sync.now('carddav')).toMatchObject([{ people: 8, failure: null }]);
    sync.dispose();
  });

  test('that refuse the password are left alone until somebody asks: wrong ones lock accounts', async () => {
    answer = () => Promise.resolve(failed({ kind: 'login', detail: 'HTTP 401' }));
    const sync = syncOf([cloud]);
    await settle();
    await clock.advance(24 * 60 * minute);
    await settle();
    expect(asked.length).toBe(1);
    await sync.now('carddav');
    expect(asked.length).toBe(2);
    sync.dispose();
  });

  test('whose password nobody has typed are not asked at all; an LDAP server that needs none is', async () => {
    const anonymous: ConfiguredServer = {
      server: { kind: 'ldap', url: 'ldaps://ldap.example', base: 'dc=acme', filter: '', username: '', caFile: '' },
      password: null,
      refreshMinutes: 5,
    };
    const sync = syncOf([{ ...cloud, password: null }, anonymous]);
    await settle();
    expect(sync.states.map(({ failure }) => failure?.kind)).toEqual(['no-password', undefined]);
    expect(asked.map(({ server }) => server.kind)).toEqual(['ldap']);
    sync.dispose();
  });

  test('are read once at a time, whoever asks', async () => {
    const { promise, resolve } = Promise.withResolvers<Result<ImportReport | null, SyncFailure>>();
    answer = () => promise;
    const sync = syncOf([cloud]);
    await settle();
    expect(sync.states[0]?.reading).toBe(true);
    const both = Promise.all([sync.now('carddav'), sync.now('carddav')]);
    resolve(success(null));
    await both;
    expect(asked.length).toBe(1);
    sync.dispose();
  });

  test('that are no longer there take their people along; files stay', async () => {
    const known = [report('ldaps://old.example/dc=acme', 9), report('/home/ines/book.csv', 2), report('book.csv', 1)];
    const sync = syncOf([cloud], known);
    await settle();
    expect(removed).toEqual(['ldaps://old.example/dc=acme']);
    sync.dispose();
  });
});
