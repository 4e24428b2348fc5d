import type { AccountEntry, AccountOutcome } from '../../../preload/contract/profile-requests.ts';
import { createAmiClient } from '../../ami/client.ts';
import { tcpTransport } from '../../ami/tcp-transport.ts';
import { tlsTransport } from '../../ami/tls-transport.ts';
import { type AriRefusal, linkFailureOf } from '../../ari/refusal.ts';
import { type AriRestOptions, ariAddress, ariRequest } from '../../ari/rest.ts';
import type { Clock } from '../../base/clock.ts';
import type { Event } from '../../base/emitter.ts';
import type { Logger } from '../../base/log.ts';
import type { LinkFailure, LinkState } from '../../net/link-failure.ts';
import type { TlsTrust } from '../../net/tls-trust.ts';
import { trustedAgent } from '../../net/trusted-agent.ts';
import { createSipPhone } from '../../sip/create-sip-phone.ts';
import { noMedia } from '../../sip/no-media.ts';

export interface TryOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly random: () => number;
}

/** An attempt that has not come to an end by then is over, ms. */
const patience = 12_000;
const farewell = 1_500;

/** Registers, logs in and asks once with what somebody typed, before any of it is saved; null: all of it works. */
export async function tryAccount(
  entry: AccountEntry,
  options: TryOptions,
): Promise<Extract<AccountOutcome, { outcome: 'failed' }> | null> {
  const trust: TlsTrust = entry.pin === null ? { kind: 'system' } : { kind: 'pin', sha256: entry.pin };
  const sip = await trySip(entry, trust, options);
  if (sip !== null) return { outcome: 'failed', link: 'sip', failure: sip };
  const ami = await tryAmi(entry, trust, options);
  if (ami !== null) return { outcome: 'failed', link: 'ami', failure: ami };
  const ari = await tryAri(entry, trust, options);
  return ari === null ? null : { outcome: 'failed', link: 'ari', failure: ari };
}

async function trySip(entry: AccountEntry, trust: TlsTrust, options: TryOptions): Promise<LinkFailure | null> {
  const { clock, random, log } = options;
  const phone = createSipPhone({
    clock,
    random,
    log: log.child('sip'),
    trust,
    url: entry.url,
    username: entry.extension,
    password: entry.password,
    domain: new URL(entry.url).hostname,
    displayName: entry.extension,
    media: noMedia,
  });
  phone.start();
  const failure = await firstFailure(phone, entry.url, clock);
  await phone.stop(farewell);
  phone.dispose();
  return failure;
}

async function tryAmi({ url, ami }: AccountEntry, trust: TlsTrust, options: TryOptions): Promise<LinkFailure | null> {
  if (ami === null) return null;
  const { clock, random, log } = options;
  const place = { host: new URL(url).hostname.replace(/^\[(.*)\]$/, '$1'), port: ami.port };
  const transport = ami.tls ? tlsTransport({ ...place, trust }) : tcpTransport(place);
  const { username, secret } = ami;
  const client = createAmiClient({ clock, random, log: log.child('ami'), transport, username, secret, events: 'off' });
  client.start();
  const failure = await firstFailure(client, transport.target, clock);
  await client.stop();
  client.dispose();
  return failure;
}

/** By requests, without an event socket: those that come and go quickly can bring down Asterisk 22.10. */
async function tryAri({ url, ari }: AccountEntry, trust: TlsTrust, { clock }: TryOptions): Promise<LinkFailure | null> {
  if (ari === null) return null;
  const address = ariAddress(ariUrlOf(url));
  const agent = trustedAgent(address.base, trust);
  const authorization = `Basic ${Buffer.from(`${ari.username}:${ari.password}`).toString('base64')}`;
  const road = { address, authorization, agent, clock };
  const answer = await ariRequest(road, { method: 'GET', path: '/asterisk/info' });
  const refusal = answer.ok ? await mayOnlyRead(road) : answer.failure;
  agent.destroy();
  return refusal === null ? null : linkFailureOf(refusal, address.target);
}

/**
 * A user with `read_only` is told so before it is looked at what they ask (res_ari.c, `ast_ari_invoke`): here about an
 * application that nobody has. null: this one may do more.
 */
async function mayOnlyRead(road: AriRestOptions): Promise<AriRefusal | null> {
  const path = '/applications/offhook-setup/subscription';
  const answer = await ariRequest(road, { method: 'POST', path, query: { eventSource: 'endpoint:PJSIP' } });
  return !answer.ok && answer.failure.kind === 'forbidden' ? answer.failure : null;
}

/** ARI is served by the same web server as the WebSocket. */
export const ariUrlOf = (url: string): string => url.replace(/^ws/, 'http').replace(/\/ws$/, '/ari');

interface Link {
  readonly link: LinkState;
  readonly onDidChangeLink: Event<LinkState>;
}

/** What the first attempt came to; null: it is up. */
async function firstFailure(client: Link, target: string, clock: Clock): Promise<LinkFailure | null> {
  const { promise, resolve } = Promise.withResolvers<LinkFailure | null>();
  const look = (state: LinkState): void => {
    if (state.state === 'up') resolve(null);
    else if (state.state === 'down') resolve(state.failure);
  };
  const listening = client.onDidChangeLink(look);
  const timer = clock.after(patience, () => resolve({ kind: 'timeout', target, detail: 'no answer in time' }));
  look(client.link);
  const failure = await promise;
  listening.dispose();
  timer.dispose();
  return failure;
}
