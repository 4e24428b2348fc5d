import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Accounts, accountsWith, type Profile, profileFor } from './accounts.ts';
import { AsteriskProcess } from './asterisk-process.ts';
import type { InboundCall } from './calls/call.ts';
import { type CallIn, type CallInOptions, placeInbound } from './calls/inbound.ts';
import { leaveVoicemail, type VoicemailOptions } from './calls/voicemail.ts';
import { type Certificates, makeCertificates } from './certificate.ts';
import { ensureAsterisk } from './install/ensure.ts';
import type { AsteriskVersion } from './install/lock-file.ts';
import { personAt } from './people.ts';
import { findPorts, type Ports } from './ports.ts';
import { type Direction, type Recording, record } from './recording.ts';
import { render } from './render.ts';
import { DeskPhone, type DeskPhoneOptions } from './sip/desk-phone.ts';
import type { SipCaller } from './sip/sip-caller.ts';
import type { AmiHeaders, AmiMessage } from './truth/ami-wire.ts';
import { Truth } from './truth/truth.ts';

export type { Ended, InboundCall, InboundOptions } from './calls/call.ts';
export type { SipInboundCall } from './calls/sip.ts';
export { ensureAsterisk } from './install/ensure.ts';
export type { Recording } from './recording.ts';
export type { AmiMessage } from './truth/ami-wire.ts';

/** There can be no Asterisk on this machine; the message says why, in words. */
export class NoAsteriskError extends Error {
  override readonly name = 'NoAsteriskError';
}

export interface PbxOptions {
  readonly version?: AsteriskVersion;
}

/** Starts an Asterisk of its own on free ports; it is gone, with its folder, when `stop` was called or we died. */
export async function startPbx({ version = 22 }: PbxOptions = {}): Promise<Pbx> {
  const asterisk = await ensureAsterisk(version);
  if (asterisk.kind === 'unavailable') throw new NoAsteriskError(asterisk.reason);
  for (let tries = 1; ; tries++) {
    // oxlint-disable-next-line no-await-in-loop -- another try on other ports
    const pbx = await tryStart(asterisk.root, asterisk.version);
    if (pbx !== null) return pbx;
    if (tries === 3) throw new Error('Asterisk found its ports taken three times in a row');
  }
}

/**
 * In memory where that can be had: Asterisk holds up registrations while SQLite syncs its astdb (main/db.c, `db_sync`),
 * which takes seconds on a disk that others write to.
 */
function scratch(): string {
  const memory = '/dev/shm';
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > 256 * 1_048_576 ? memory : tmpdir();
  } catch {
    // No such folder on this system.
    return tmpdir();
  }
}

/** null: somebody took one of the ports between our look and Asterisk's bind. */
async function tryStart(root: string, version: string): Promise<Pbx | null> {
  const folder = await mkdtemp(join(scratch(), 'offhook-pbx-'));
  const asterisk = new AsteriskProcess(root, folder);
  const [ports, certificates, truthSecret] = [await findPorts(), makeCertificates(), randomBytes(12).toString('hex')];
  render({ root, run: folder, version, ports, truthSecret, certificates });
  const pbx = new Pbx({ version, folder, ports, certificates, truthSecret, asterisk });
  try {
    await pbx.start();
  } catch (error) {
    const log = await readLog(pbx.logFile);
    await pbx.stop();
    if (log.includes('Address already in use')) return null;
    throw new Error(`Asterisk did not start: ${log.slice(-2_000)}`, { cause: error });
  }
  if (!(await readLog(pbx.logFile)).includes('Address already in use')) return pbx;
  await pbx.stop();
  return null;
}

const readLog = async (path: string): Promise<string> => (existsSync(path) ? readFile(path, 'utf8') : '');

interface Parts {
  readonly version: string;
  readonly folder: string;
  readonly ports: Ports;
  readonly certificates: Certificates;
  readonly truthSecret: string;
  readonly asterisk: AsteriskProcess;
}

/** One running Asterisk and everything a test or a person does with it. */
export class Pbx {
  readonly version: string;
  readonly ports: Ports;
  readonly accounts: Accounts;
  readonly truth = new Truth();
  /** The CA that signed the certificate of https, wss and AMI over TLS. */
  readonly caFile: string;
  readonly caPem: string;
  /** SHA-256 of the server certificate itself, in hex: what to pin. */
  readonly certSha256: string;
  readonly folder: string;
  readonly logFile: string;
  readonly sipCallers = new Set<SipCaller>();
  readonly #asterisk: AsteriskProcess;
  readonly #deskPhones: DeskPhone[] = [];
  readonly #truthSecret: string;

  constructor({ version, folder, ports, certificates, truthSecret, asterisk }: Parts) {
    this.version = version;
    this.folder = folder;
    this.ports = ports;
    this.accounts = accountsWith(truthSecret);
    this.caFile = join(folder, 'keys/ca.pem');
    this.caPem = certificates.ca;
    this.certSha256 = certificates.sha256;
    this.logFile = join(folder, 'log/messages.log');
    this.#asterisk = asterisk;
    this.#truthSecret = truthSecret;
  }

  get pid(): number | null {
    return this.#asterisk.pid;
  }

  /** Settings and secrets of the desk with that extension, pointing at this PBX. */
  profileFor(extension: string): Profile {
    return profileFor(extension, this.ports, this.caFile);
  }

  async start(): Promise<void> {
    this.#asterisk.start();
    // A machine that has other things to do takes half a minute for it.
    await this.truth.open(this.ports.ami, this.#truthSecret, 40_000);
  }

  /** Nothing is left: no process, no folder. */
  async stop(): Promise<void> {
    for (const caller of this.sipCallers) caller.abandon();
    for (const phone of this.#deskPhones) phone.abandon();
    this.truth.close();
    await this.#asterisk.remove();
  }

  /** Same ports, same voicemail; every channel, registration and login is lost, as in life. */
  async restart(how: 'politely' | 'at-once' = 'at-once'): Promise<void> {
    await this.down(how);
    await this.start();
  }

  /** Off, until `start`. */
  async down(how: 'politely' | 'at-once' = 'at-once'): Promise<void> {
    this.truth.close();
    await this.#asterisk.end(how);
  }

  /** Stops the process where it is: sockets stay open and nobody answers. */
  pause(): void {
    this.#asterisk.pause();
  }

  unpause(): void {
    this.#asterisk.unpause();
  }

  /** One CLI command; gives what it prints. */
  async cli(command: string): Promise<string> {
    return (await this.truth.action({ Action: 'Command', Command: command }))['Output'] ?? '';
  }

  /** Everything Asterisk has logged so far. */
  async log(): Promise<string> {
    return readLog(this.logFile);
  }

  /** A customer calls: resolves when the PBX has the call, `ringing` or not. */
  async callIn<Options extends CallInOptions>(options: Options): Promise<CallIn<Options>> {
    return placeInbound(this, options);
  }

  /** A customer calls a queue, 500 (support) unless said otherwise. */
  async queueCall({ queue = '500', ...options }: QueueOptions): Promise<InboundCall> {
    return placeInbound(this, { ...options, to: queue });
  }

  /** A plain SIP phone, registered: 2001 or 2002. */
  async deskPhone(extension: string, options: Pick<DeskPhoneOptions, 'forwardTo' | 'tone'> = {}): Promise<DeskPhone> {
    const { password } = personAt(extension);
    const phone = new DeskPhone({ port: this.ports.sip, extension, password, ...options });
    this.#deskPhones.push(phone);
    return phone.register();
  }

  /** Resolves when the PBX has stored the message and said so. */
  async leaveVoicemail(options: VoicemailOptions): Promise<void> {
    return leaveVoicemail(this, options);
  }

  /** AMI Originate, async; gives the response. */
  async originate(headers: AmiHeaders): Promise<AmiMessage> {
    return this.truth.action({ Async: true, Timeout: 60_000, ...headers, Action: 'Originate' });
  }

  /** Parks the channel; gives its ParkedCall event, with `ParkingSpace`. */
  async park(channel: string): Promise<AmiMessage> {
    const since = this.truth.mark();
    await this.truth.action({ Action: 'Park', Channel: channel });
    return this.truth.waitFor((event) => event['Event'] === 'ParkedCall' && event['ParkeeChannel'] === channel, {
      since,
    });
  }

  /** Records what comes from or goes to the phone on that channel. */
  async record(channel: string, direction: Direction): Promise<Recording> {
    return record(this.truth, join(this.folder, 'spool/monitor'), channel, direction);
  }
}

type QueueOptions = Omit<CallInOptions, 'to'> & { readonly queue?: string };
