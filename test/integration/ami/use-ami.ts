import { afterAll, afterEach, beforeAll } from 'vitest';
import { ajamTransport } from '../../../main/ami/ajam-transport.ts';
import { type AmiClient, type AmiClientOptions, createAmiClient } from '../../../main/ami/client.ts';
import type { AmiMessage } from '../../../main/ami/codec/message.ts';
import { tcpTransport } from '../../../main/ami/tcp-transport.ts';
import { tlsTransport } from '../../../main/ami/tls-transport.ts';
import type { AmiTransport } from '../../../main/ami/transport.ts';
import { type Pbx, startPbx } from '../../pbx/pbx.ts';
import { isUp, linkThat, quiet } from '../../support/link-up.ts';
import { systemClock } from '../../support/system-clock.ts';

export interface AmiLab {
  readonly pbx: Pbx;
  /** A client that has not been started; disposed after the test. */
  idle(options?: Partial<AmiClientOptions>): AmiClient;
  /** A client that is logged in as agent 1001, with a desk's few rights and filters, unless said otherwise. */
  up(options?: Partial<AmiClientOptions>): Promise<AmiClient>;
}

export const roads = {
  TCP: (pbx) => tcpTransport({ host: '127.0.0.1', port: pbx.ports.ami }),
  'TLS by a CA': (pbx) =>
    tlsTransport({ host: 'localhost', port: pbx.ports.amiTls, trust: { kind: 'ca', pem: pbx.caPem } }),
  'TLS by a pin': (pbx) =>
    tlsTransport({ host: '127.0.0.1', port: pbx.ports.amiTls, trust: { kind: 'pin', sha256: pbx.certSha256 } }),
  HTTP: (pbx) =>
    ajamTransport({
      ...{ url: `http://127.0.0.1:${pbx.ports.http}/rawman`, trust: { kind: 'system' }, clock: systemClock },
    }),
  HTTPS: (pbx) =>
    ajamTransport({
      url: `https://localhost:${pbx.ports.https}/rawman`,
      ...{ trust: { kind: 'ca', pem: pbx.caPem }, clock: systemClock },
    }),
} satisfies Record<string, (pbx: Pbx) => AmiTransport>;
export type Road = keyof typeof roads;
export const allRoads = Object.keys(roads) as readonly Road[];

/** One Asterisk for a file of tests. */
export function useAmi(version: 16 | 22 = 22): AmiLab {
  let pbx: Pbx | undefined;
  const clients: AmiClient[] = [];
  const running = (): Pbx => {
    if (pbx === undefined) throw new Error('the PBX has not been started');
    return pbx;
  };
  // The first time its packages are fetched.
  beforeAll(async () => {
    pbx = await startPbx({ version });
  }, 300_000);
  afterEach(() => {
    for (const client of clients.splice(0)) client.dispose();
  });
  afterAll(async () => running().stop());
  const idle = (options: Partial<AmiClientOptions> = {}): AmiClient => {
    const { username, secret } = account(running(), 'agent1001');
    const transport = roads.TCP(running());
    const common = { transport, username, secret, clock: systemClock, random: Math.random, log: quiet };
    const client = createAmiClient({ ...common, ...options });
    clients.push(client);
    return client;
  };
  return {
    get pbx() {
      return running();
    },
    idle,
    async up(options) {
      const client = idle(options);
      client.start();
      await linkThat(client, isUp);
      return client;
    },
  };
}

export function account(pbx: Pbx, name: string): { username: string; secret: string } {
  const found = pbx.accounts.ami[name];
  if (found === undefined) throw new Error(`the PBX has no AMI user ${name}`);
  return found;
}

/** The next event that is as wished. */
export function eventThat(client: AmiClient, isWished: (event: AmiMessage) => boolean, within = 10_000) {
  return new Promise<AmiMessage>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('no such event came')), within);
    const subscription = client.onEvent((event) => {
      if (!isWished(event)) return;
      clearTimeout(late);
      subscription.dispose();
      resolve(event);
    });
  });
}
