import { type Radicale, startRadicale } from '../directories/radicale.ts';
import { type Slapd, startSlapd } from '../directories/slapd.ts';
import { ensureUnpacked } from '../pbx/install/ensure.ts';
import { expect, test } from './support/desk.ts';

interface Servers {
  readonly carddav: Radicale;
  readonly ldap: Slapd;
}

/** A real Radicale and a real slapd, each with somebody in it. */
const withServers = test.extend<{ readonly servers: Servers }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads fixtures' needs from this pattern
  servers: async ({}, use) => {
    const packages = await ensureUnpacked('directories');
    test.skip(packages.kind !== 'ready', packages.kind === 'ready' ? '' : packages.reason);
    const root = packages.kind === 'ready' ? packages.root : '';
    const [carddav, ldap] = await Promise.all([startRadicale(root), startSlapd(root)]);
    const card = ['BEGIN:VCARD', 'VERSION:3.0', 'UID:tomas', 'FN:Tomas <b>Achterberg</b>', 'N:Achterberg;Tomas;;;'];
    carddav.put('tomas', [...card, 'ORG:Tarnfield', 'TEL;TYPE=WORK:+44 20 7946 0137', 'END:VCARD', ''].join('\n'));
    await ldap.add('eve', { cn: 'Eve Moreau', sn: 'Moreau', o: 'Orchard', telephoneNumber: '+44 20 7946 0871' });
    await use({ carddav, ldap });
    await Promise.all([carddav.stop(), ldap.stop()]);
  },
});

withServers(
  'address books on servers are set up where settings are: a wrong password is told, they are read at once, and callers are known by them',
  async ({ desk, pbx, servers: { carddav, ldap } }) => {
    test.setTimeout(120_000);
    const { page } = desk;
    const password = async (name: string, value: string) => {
      await page.getByRole('button', { name: `Change ${name}` }).press('Enter');
      await page.getByLabel(`New: ${name}`).fill(value);
      await page.keyboard.press('Enter');
      await expect(page.getByText(`${name} saved`)).toBeVisible();
    };
    await desk.press('Control+,');
    await page.getByRole('tab', { name: 'Contacts' }).click();
    const books = page.getByRole('form', { name: 'Address books on a server (CardDAV)' });
    await books.getByLabel('CardDAV address').fill('http://localhost/');
    await expect(books).toContainText('expected an address that starts with https:// and holds no password');
    await books.getByLabel('CardDAV address').fill(carddav.url);
    await expect(books).toContainText('expected a user');
    await books.getByLabel('CardDAV user').fill(carddav.username);
    await books.getByLabel('CA file of the CardDAV server').fill(carddav.caFile);
    await page.keyboard.press('Enter');
    const read = page.getByRole('region', { name: 'Address books on a server (CardDAV)' });
    await password('CardDAV password', 'wrong');
    await read.getByRole('button', { name: 'Read now' }).press('Enter');
    await expect(read).toContainText('User or password is wrong.', { timeout: 15_000 });
    await password('CardDAV password', carddav.password);
    await read.getByRole('button', { name: 'Read now' }).press('Enter');
    await expect(read).toContainText('1 person, read', { timeout: 15_000 });

    const company = page.getByRole('form', { name: 'Company directory (LDAP)' });
    await company.getByLabel('LDAP address').fill(ldap.ldaps);
    await company.getByLabel('LDAP base').fill(ldap.base);
    await company.getByLabel('LDAP user (bind DN)').fill(ldap.username);
    await company.getByLabel('CA file of the LDAP server').fill(ldap.caFile);
    await page.keyboard.press('Enter');
    await password('LDAP password', ldap.password);
    const found = page.getByRole('region', { name: 'Company directory (LDAP)' });
    await found.getByRole('button', { name: 'Read now' }).press('Enter');
    await expect(found).toContainText('1 person, read', { timeout: 15_000 });
    // What the first server told is still there, though another desk runs by now.
    await expect(read).toContainText(/1 person(,| from before)/);
    expect(await page.content()).not.toContain(ldap.password);

    await page.keyboard.press('Escape');
    await desk.ready();
    for (const [number, name, firm] of [
      ['+442079460137', 'Tomas <b>Achterberg</b>', 'Tarnfield'],
      ['+442079460871', 'Eve Moreau', 'Orchard'],
    ] as const) {
      const call = await pbx.callIn({ to: '1001', name: 'WIRELESS CALLER', number, via: 'sip' });
      await expect(desk.card(name)).toContainText(firm);
      await call.hangUp();
      await expect(desk.card(name)).toContainText('Ended');
      await desk.press('Escape');
    }
    await pbx.truth.noChannelsWithin(3000);
  },
);
