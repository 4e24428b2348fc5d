import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSource } from '../../../main/directory/sources/open-source.ts';
import { type Radicale, startRadicale } from '../../directories/radicale.ts';
import { type Slapd, startSlapd } from '../../directories/slapd.ts';
import { ensureUnpacked } from '../../pbx/install/ensure.ts';
import { readsPeople, type Somebody } from './servers-contract.ts';

const packages = await ensureUnpacked('directories');
const root = packages.kind === 'ready' ? packages.root : '';
const why = packages.kind === 'ready' ? '' : ` (skipped: ${packages.reason})`;
const starts = 60_000;

describe.skipIf(packages.kind !== 'ready')(`a CardDAV account on a real Radicale${why}`, () => {
  let radicale: Radicale;
  beforeAll(async () => {
    radicale = await startRadicale(root);
  }, starts);
  afterAll(() => radicale.stop());
  const cardOf = ({ id, name, company, mobile, office }: Somebody): string =>
    [
      ...['BEGIN:VCARD', 'VERSION:3.0', `UID:${id}`, `FN:${escaped(name)}`, `N:${escaped(name)};;;;`],
      `ORG:${escaped(company)}`,
      ...(mobile === '' ? [] : [`TEL;TYPE=CELL:${mobile}`]),
      ...[`TEL;TYPE=WORK:${office}`, 'END:VCARD', ''],
    ].join('\n');
  const server = () => ({
    ...{ kind: 'carddav' as const, url: radicale.url, username: radicale.username, caFile: radicale.caFile },
  });
  readsPeople('carddav', () => ({
    ...{ server: server(), password: radicale.password },
    put: (somebody) => radicale.put(somebody.id, cardOf(somebody)),
    remove: (id) => radicale.remove(id),
    clear: () => radicale.clear(),
  }));

  test('the address of the book itself serves as well as that of the server', { timeout: starts }, async () => {
    radicale.put('eve', cardOf({ id: 'eve', name: 'Eve', company: '', mobile: '', office: '1005' }));
    const url = `${radicale.url}${radicale.username}/people/`;
    const source = await openSource({ ...server(), url }, radicale.password);
    const read = source.ok ? await source.value.read(null, AbortSignal.timeout(starts)) : source;
    expect(read).toMatchObject({ ok: true });
    expect(read.ok && read.value.people?.drafts.map(({ draft }) => draft.name)).toContain('Eve');
  });
});

const escaped = (text: string): string => text.replaceAll(/[\\,;]/g, (character) => `\\${character}`);

describe.skipIf(packages.kind !== 'ready')(`an LDAP server, a real slapd${why}`, () => {
  let slapd: Slapd;
  beforeAll(async () => {
    slapd = await startSlapd(root);
  }, starts);
  afterAll(() => slapd.stop());
  const there = new Set<string>();
  const server = () => ({
    ...{ kind: 'ldap' as const, url: slapd.ldaps, base: slapd.base, filter: '' },
    ...{ username: slapd.username, caFile: slapd.caFile },
  });
  const remove = async (id: string): Promise<void> => {
    await slapd.remove(id);
    there.delete(id);
  };
  const put = async ({ id, name, company, mobile, office }: Somebody): Promise<void> => {
    if (there.has(id)) await slapd.remove(id);
    there.add(id);
    await slapd.add(id, {
      ...{ cn: name, sn: name, telephoneNumber: office },
      ...(company !== '' && { o: company }),
      ...(mobile !== '' && { mobile }),
    });
  };
  const clear = async (): Promise<void> => {
    // oxlint-disable-next-line no-await-in-loop -- a handful
    for (const id of there) await remove(id);
  };
  readsPeople('ldap', () => ({ ...{ server: server(), password: slapd.password, put, remove, clear } }));

  const read = async (change: Partial<ReturnType<typeof server>>, password = slapd.password) => {
    const source = await openSource({ ...server(), ...change }, password);
    return source.ok ? source.value.read(null, AbortSignal.timeout(starts)) : source;
  };

  test('on its usual port it is read by StartTLS, more than one page of it', { timeout: starts }, async () => {
    await clear();
    const many = Array.from({ length: 620 }, (_, at) => `many${at}`);
    for (const [at, id] of many.entries())
      await slapd.add(id, { cn: `Number ${at}`, sn: 'Many', mobile: `+4477009${String(10_000 + at)}` });
    const found = await read({ url: slapd.ldap });
    expect(found).toMatchObject({ ok: true });
    expect(found.ok && found.value.people?.drafts.length).toBe(620);
  });

  test.each([
    ['a filter that is none', { filter: '(mobile=' }, 'bad-filter'],
    ['a base that is not there', { base: 'ou=nowhere,dc=acme,dc=example' }, 'not-there'],
    ['a filter nobody fits', { filter: '(uid=nobody-at-all)' }, 'nobody'],
    // This server tells strangers nothing, not even that there is something.
    ['nobody in particular who asks', { username: '' }, 'not-there'],
  ] as const)('%s is named', { timeout: starts }, async (_, change, kind) => {
    expect(await read(change)).toMatchObject({ ok: false, failure: { kind } });
  });

  test('a server without TLS is told no password', { timeout: starts }, async () => {
    const plain = await startSlapd(root, false);
    try {
      expect(await read({ url: plain.ldap })).toMatchObject({ ok: false, failure: { kind: 'no-encryption' } });
    } finally {
      await plain.stop();
    }
  });
});
