import { X509Certificate } from 'node:crypto';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect as connectTcp, isIP } from 'node:net';
import { connect as connectSecure, TLSSocket } from 'node:tls';
import { classifyFailure } from './classify-failure.ts';
import { connectTls } from './connect-tls.ts';
import type { LinkFailure } from './link-failure.ts';

/** A server's certificate, judged. `subject` and `issuer` are what it says of itself. */
export interface ShownCertificate {
  /** Of the whole certificate, as AB:CD:… */
  readonly sha256: string;
  readonly subject: string;
  readonly issuer: string;
  readonly validTo: string;
  /** Why this computer does not believe it; null: it does. */
  readonly doubt: LinkFailure | null;
}

export type Probe =
  | { readonly answer: 'websocket'; readonly certificate: ShownCertificate | null }
  /** A web server, which has no such thing at that path. */
  | { readonly answer: 'other'; readonly status: number }
  | { readonly answer: 'none'; readonly failure: LinkFailure };

export interface Door {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
}

const patience = 5_000;

/**
 * Asks whether SIP over WebSocket (RFC 7118) is served at `path`. The certificate is shown whatever it is: nothing secret
 * is said on this connection, and it is closed at once.
 */
export async function probeWebSocket(door: Door, path: string): Promise<Probe> {
  const target = addressOf(door);
  try {
    const { status, raw } = await askUpgrade(door, path);
    if (status !== 101) return { answer: 'other', status };
    return { answer: 'websocket', certificate: raw === null ? null : await judge(raw, door) };
  } catch (error) {
    return { answer: 'none', failure: classifyFailure(error, target) };
  }
}

/** The status a GET is answered with; null: nobody answers. */
export async function probeHttp(door: Door, path: string): Promise<number | null> {
  try {
    return (await ask(door, path, {})).status;
  } catch {
    // Not there is an answer here.
    return null;
  }
}

/** The first words of a server that speaks first, as AMI does; null: nobody speaks. */
export async function probeGreeting(door: Door): Promise<string | null> {
  let socket;
  try {
    socket = door.secure ? await openUnjudged(door) : connectTcp(door.port, door.host);
  } catch {
    // Not there is an answer here.
    return null;
  }
  const { promise, resolve } = Promise.withResolvers<string | null>();
  socket.setTimeout(patience, () => resolve(null));
  socket.once('data', (data: Buffer) => resolve(data.toString('latin1').slice(0, 200)));
  socket.once('error', () => resolve(null));
  socket.once('close', () => resolve(null));
  const greeting = await promise;
  socket.destroy();
  return greeting;
}

const addressOf = ({ host, port }: Door): string => `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;

function openUnjudged({ host, port }: Door): Promise<TLSSocket> {
  const { promise, resolve, reject } = Promise.withResolvers<TLSSocket>();
  const servername = isIP(host) === 0 ? host : '';
  const socket = connectSecure({ host, port, servername, rejectUnauthorized: false, timeout: patience });
  socket.once('secureConnect', () => resolve(socket));
  socket.once('error', reject);
  socket.once('timeout', () => {
    socket.destroy();
    reject(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' }));
  });
  return promise;
}

async function judge(raw: Buffer, { host, port }: Door): Promise<ShownCertificate> {
  const { fingerprint256, subject, issuer, validTo } = new X509Certificate(raw);
  const doubt = await doubtOf(host, port);
  return { sha256: fingerprint256, subject: oneLine(subject), issuer: oneLine(issuer), validTo, doubt };
}

/** The judgement every later connection will come to. */
async function doubtOf(host: string, port: number): Promise<LinkFailure | null> {
  try {
    const believed = await connectTls({ kind: 'system' }, { host, port, signal: AbortSignal.timeout(patience) });
    believed.destroy();
    return null;
  } catch (error) {
    return classifyFailure(error, `${host}:${port}`);
  }
}

const oneLine = (name: string): string =>
  // Undefined for a certificate that leaves it out, whatever the types say.
  ((name as string | undefined) ?? '').replaceAll('\n', ', ').slice(0, 200);

const askUpgrade = (door: Door, path: string): Promise<Answered> =>
  ask(door, path, {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    // RFC 6455 section 4.1 wants 16 bytes; nothing depends on them, since nothing is said afterwards.
    'sec-websocket-key': 'b2ZmaG9vayBwcm9iZS4uLg==',
    'sec-websocket-protocol': 'sip',
  });

interface Answered {
  readonly status: number;
  /** The certificate it came with; null: without TLS. */
  readonly raw: Buffer | null;
}

function ask(door: Door, path: string, headers: Readonly<Record<string, string>>): Promise<Answered> {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>();
  const { host, port, secure } = door;
  const options = { host, port, path, headers: { host: addressOf(door), ...headers }, timeout: patience, agent: false };
  const asked = secure
    ? httpsRequest({ ...options, servername: isIP(host) === 0 ? host : '', rejectUnauthorized: false })
    : httpRequest(options);
  const done = (answer: IncomingMessage) => {
    const raw = answer.socket instanceof TLSSocket ? answer.socket.getPeerX509Certificate()?.raw : undefined;
    resolve({ status: answer.statusCode ?? 0, raw: raw ?? null });
    asked.destroy();
  };
  asked.once('upgrade', (answer, upgraded) => {
    done(answer);
    upgraded.destroy();
  });
  asked.once('response', done);
  asked.once('timeout', () => asked.destroy(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })));
  asked.on('error', reject);
  asked.end();
  return promise;
}
