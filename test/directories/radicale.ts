import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCertificates } from '../pbx/certificate.ts';
import { freePort, type RunningServer, runServer, serverFolder } from './run-server.ts';

export interface Radicale extends RunningServer {
  readonly url: string;
  /** A file with the authority that signed its certificate. */
  readonly caFile: string;
  readonly username: string;
  readonly password: string;
  /** Puts a card into the address book, as another client would have. */
  put(name: string, card: string): void;
  remove(name: string): void;
  clear(): void;
}

/** A real Radicale over TLS, with one account that has one address book. */
export async function startRadicale(root: string): Promise<Radicale> {
  const folder = serverFolder('radicale');
  const port = await freePort();
  const { ca, server, serverKey } = makeCertificates();
  const [username, password] = ['ines', 'p: ä word'];
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const book = join(folder, 'data/collection-root', username, 'people');
  mkdirSync(book, { recursive: true });
  writeFileSync(join(book, '.Radicale.props'), JSON.stringify({ tag: 'VADDRESSBOOK', 'D:displayname': 'People' }));
  const config = `[server]
hosts = 127.0.0.1:${port}
ssl = True
certificate = ${file('server.pem', server)}
key = ${file('server.key', serverKey)}
[auth]
type = htpasswd
htpasswd_filename = ${file('users', `${username}:${password}\n`)}
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = ${join(folder, 'data')}
[web]
type = none
`;
  const running = await runServer({
    ...{ root, folder, port, program: 'usr/bin/python3.13' },
    args: ['-m', 'radicale', '--config', file('config', config)],
    env: {
      PYTHONHOME: join(root, 'usr'),
      PYTHONPATH: join(root, 'usr/lib/python3/dist-packages'),
      PYTHONDONTWRITEBYTECODE: '1',
    },
  });
  return {
    ...running,
    ...{ username, password, url: `https://localhost:${port}/`, caFile: file('ca.pem', ca) },
    put: (name, card) => writeFileSync(join(book, `${name}.vcf`), card.replaceAll('\n', '\r\n')),
    remove: (name) => rmSync(join(book, `${name}.vcf`)),
    clear: () => {
      for (const name of readdirSync(book)) if (name.endsWith('.vcf')) rmSync(join(book, name));
    },
  };
}
