import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'ldapts';
import { makeCertificates } from '../pbx/certificate.ts';
import { freePort, type RunningServer, runServer, serverFolder } from './run-server.ts';

export interface Slapd extends RunningServer {
  readonly ldaps: string;
  /** The same server, where TLS begins with StartTLS. */
  readonly ldap: string;
  readonly caFile: string;
  readonly base: string;
  /** Who may read. */
  readonly username: string;
  readonly password: string;
  add(uid: string, entry: Readonly<Record<string, string | string[]>>): Promise<void>;
  remove(uid: string): Promise<void>;
}

const suffix = 'dc=acme,dc=example';
const root = { dn: `cn=admin,${suffix}`, password: 'an administrator' };
const reader = { dn: `cn=reader,${suffix}`, password: 'a reader: ä' };

/** A real OpenLDAP server with nobody in it; only its reader may read. `startTls`: whether ldap:// can become safe. */
export async function startSlapd(packages: string, startTls = true): Promise<Slapd> {
  const folder = serverFolder('slapd');
  const [port, securePort] = [await freePort(), await freePort()];
  const { ca, server, serverKey } = makeCertificates();
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  mkdirSync(join(folder, 'data'));
  const tls = `TLSCertificateFile ${file('server.pem', server)}
TLSCertificateKeyFile ${file('server.key', serverKey)}
TLSCACertificateFile ${file('ca.pem', ca)}
`;
  const schemas = ['core', 'cosine', 'inetorgperson'].map(
    (name) => `include ${packages}/etc/ldap/schema/${name}.schema`,
  );
  const config = `${schemas.join('\n')}
pidfile ${join(folder, 'pid')}
modulepath ${packages}/usr/lib/ldap
moduleload back_mdb
${startTls ? tls : ''}database mdb
sizelimit unlimited
suffix "${suffix}"
rootdn "${root.dn}"
rootpw "${root.password}"
directory ${join(folder, 'data')}
dbnosync
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="${reader.dn}" read by * none
`;
  const urls = startTls ? `ldap://127.0.0.1:${port}/ ldaps://127.0.0.1:${securePort}/` : `ldap://127.0.0.1:${port}/`;
  const running = await runServer({
    ...{ root: packages, folder, port, program: 'usr/sbin/slapd' },
    args: ['-f', file('slapd.conf', config), '-h', urls, '-d', '0'],
  });
  const admin = async <Value>(work: (client: Client) => Promise<Value>): Promise<Value> => {
    const client = new Client({ url: `ldap://127.0.0.1:${port}` });
    await client.bind(root.dn, root.password);
    const value = await work(client);
    await client.unbind();
    return value;
  };
  const base = `ou=people,${suffix}`;
  await admin(async (client) => {
    await client.add(suffix, { objectClass: ['dcObject', 'organization'], o: 'Acme', dc: 'acme' });
    await client.add(base, { objectClass: 'organizationalUnit', ou: 'people' });
    await client.add(reader.dn, {
      ...{ objectClass: ['organizationalRole', 'simpleSecurityObject'], cn: 'reader' },
      userPassword: reader.password,
    });
  });
  return {
    ...running,
    ...{ ldap: `ldap://localhost:${port}`, ldaps: `ldaps://localhost:${securePort}`, caFile: join(folder, 'ca.pem') },
    ...{ base, username: reader.dn, password: reader.password },
    add: (uid, entry) =>
      admin((client) => client.add(`uid=${uid},${base}`, { objectClass: 'inetOrgPerson', uid, ...entry })),
    remove: (uid) => admin((client) => client.del(`uid=${uid},${base}`)),
  };
}
