import type { z } from 'zod';
import type { Secrets, settingsSchema } from '../../main/settings/schema.ts';
import { agents, people, personAt } from './people.ts';
import type { Ports } from './ports.ts';

export interface Account {
  readonly username: string;
  readonly secret: string;
}

/** By user name. The secrets are as in config/ari-agent.conf and its like. */
export interface Accounts {
  readonly sip: Readonly<Record<string, Account>>;
  readonly ami: Readonly<Record<string, Account>>;
  readonly ari: Readonly<Record<string, Account>>;
}

const byName = (accounts: readonly Account[]): Readonly<Record<string, Account>> =>
  Object.fromEntries(accounts.map((account) => [account.username, account]));

export function accountsWith(truthSecret: string): Accounts {
  const agentAccounts = (kind: 'ami' | 'ari'): Account[] =>
    agents.map(({ extension }) => ({ username: `agent${extension}`, secret: `${kind}-${extension}` }));
  return {
    sip: byName(people.map(({ extension, password }) => ({ username: extension, secret: password }))),
    ami: byName([
      { username: 'truth', secret: truthSecret },
      { username: 'viewer', secret: 'ami-viewer' },
      { username: 'operator', secret: 'ami-operator' },
      { username: 'hasty', secret: 'ami-hasty' },
      ...agentAccounts('ami'),
    ]),
    ari: byName([{ username: 'ariviewer', secret: 'ari-viewer' }, ...agentAccounts('ari')]),
  };
}

/** What somebody would write into Offhook's settings to sit at that desk. */
export interface Profile {
  readonly settings: z.input<typeof settingsSchema>;
  readonly secrets: Secrets;
}

export function profileFor(extension: string, ports: Ports, caFile: string): Profile {
  const { name, password } = personAt(extension);
  return {
    settings: {
      agent: { name, extension },
      sip: { url: `wss://localhost:${ports.https}/ws`, username: extension },
      ami: { host: '127.0.0.1', port: ports.ami, username: `agent${extension}` },
      ari: { url: `https://localhost:${ports.https}/ari`, username: `agent${extension}` },
      tls: { trust: 'ca', file: caFile },
      numbers: { country: 'US', dialAs: 'e164' },
      dialplan: { conference: '86' },
      mailbox: `${extension}@default`,
    },
    secrets: { sipPassword: password, amiSecret: `ami-${extension}`, ariPassword: `ari-${extension}` },
  };
}
