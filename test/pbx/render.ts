import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { managerConf } from '../../main/ami/manager-conf.ts';
import { eventsRead } from '../../main/app/translate/events-read.ts';
import type { Certificates } from './certificate.ts';
import { modulesConf } from './modules.ts';
import { agents, type Person, people } from './people.ts';
import type { Ports } from './ports.ts';

const templates = join(import.meta.dirname, 'config');
const foldersOfAsterisk = [
  ...['etc', 'run', 'log', 'lib/keys', 'keys', 'agi-bin'],
  ...['tmp', 'monitor', 'outgoing', 'voicemail', 'recording', 'system'].map((name) => `spool/${name}`),
];

/** Nothing to say in them, but their absence is logged as an error. */
const emptyFiles = ['acl', 'ccss', 'cdr', 'cel', 'pjproject', 'queuerules', 'udptl', 'websocket_client'].map(
  (name) => `${name}.conf`,
);

interface Instance {
  /** The unpacked Asterisk. */
  readonly root: string;
  /** This instance's own folder. */
  readonly run: string;
  /** Asterisk's own, as in 22.10.1. */
  readonly version: string;
  readonly ports: Ports;
  readonly truthSecret: string;
  readonly certificates: Certificates;
}

/** Writes everything one Asterisk needs into its own folder. */
export function render(instance: Instance): void {
  const { run, certificates } = instance;
  for (const folder of foldersOfAsterisk) mkdirSync(join(run, folder), { recursive: true });
  writeFileSync(join(run, 'keys/ca.pem'), certificates.ca);
  writeFileSync(join(run, 'keys/server.pem'), certificates.server);
  writeFileSync(join(run, 'keys/server.key'), certificates.serverKey, { mode: 0o600 });
  const folder = modulesFolder(instance.root);
  const values = {
    ...valuesOf(instance),
    MODULES_FOLDER: folder,
    AMI_AGENTS: agents.map((agent) => managerSection(agent, instance.version)).join('\n'),
  };
  for (const name of readdirSync(templates).filter((each) => !each.includes('-'))) {
    writeConf(run, name, fill(template(name), values));
  }
  const isInstalled = (module: string): boolean => existsSync(join(folder, `${module}.so`));
  writeConf(run, 'modules.conf', modulesConf(isInstalled));
  for (const name of emptyFiles) writeConf(run, name, '');
}

const template = (name: string): string => readFileSync(join(templates, name), 'utf8');
const writeConf = (run: string, name: string, text: string): void => writeFileSync(join(run, 'etc', name), text);

function modulesFolder(root: string): string {
  const places = ['usr/lib/x86_64-linux-gnu/asterisk/modules', 'usr/lib/asterisk/modules'];
  const found = places.map((place) => join(root, place)).find(existsSync);
  if (found === undefined) throw new Error(`no Asterisk modules under ${root}`);
  return found;
}

function valuesOf({ root, run, ports, truthSecret }: Instance): Record<string, string> {
  return {
    ROOT: root,
    RUN: run,
    AMI: String(ports.ami),
    AMI_TLS: String(ports.amiTls),
    HTTP: String(ports.http),
    HTTPS: String(ports.https),
    SIP: String(ports.sip),
    RTP_FIRST: String(ports.rtp.first),
    RTP_LAST: String(ports.rtp.last),
    TRUTH_SECRET: truthSecret,
  };
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/@([A-Z_]+)@/g, (whole, name: string) => values[name] ?? lists[name]?.() ?? whole);
}

const forEach = (who: readonly Person[], name: string): string =>
  who.map((person) => fill(template(name), valuesOfPerson(person))).join('\n');

/** What stands for many lines, one part a person or address. */
const lists: Readonly<Record<string, () => string>> = {
  ARI_AGENTS: () => forEach(agents, 'ari-agent.conf'),
  PEOPLE: () => forEach(people, 'pjsip-person.conf'),
  MAILBOXES: () => people.map(({ extension, name }) => `${extension} => 4711,${name}`).join('\n'),
  ICE_CANDIDATES: () =>
    Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => `${address} => 127.0.0.1`)
      .join('\n'),
};

/** What `npm run manager-conf` prints: what a desk is let do here is what it is let do anywhere. */
const managerSection = ({ extension }: Person, version: string): string => {
  const desk = { secret: `ami-${extension}`, permit: ['127.0.0.1'], events: eventsRead };
  const syntax = Number.parseInt(version, 10) >= 22 ? 'new' : 'old';
  const rights = { transfers: true, queues: true, originate: false };
  return [
    managerConf({ ...desk, ...rights, syntax, username: `agent${extension}`, userEvents: false }),
    // The same with --user-events.
    managerConf({ ...desk, ...rights, syntax, username: `agent${extension}-user-events`, userEvents: true }),
  ].join('\n');
};

const valuesOfPerson = ({
  extension,
  name,
  kind,
  password,
  mayTransfer,
  mailboxes,
}: Person): Record<string, string> => ({
  EXTENSION: extension,
  NAME: name,
  KIND: kind,
  PASSWORD: password,
  BOXES: mailboxes,
  MAY_TRANSFER: mayTransfer ? 'yes' : 'no',
});
