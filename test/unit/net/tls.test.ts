import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpsServer, request } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { connect, createServer as createTlsServer } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { classifyFailure } from '../../../main/net/classify-failure.ts';
import { connectTls } from '../../../main/net/connect-tls.ts';
import { tlsOptions } from '../../../main/net/tls-options.ts';
import type { TlsTrust } from '../../../main/net/tls-trust.ts';
import { trustedAgent } from '../../../main/net/trusted-agent.ts';
import { authority, expired, otherHost, selfSigned, trusted } from './certificates.ts';

const pinOf = ({ cert }: { cert: string }): TlsTrust => ({
  kind: 'pin',
  sha256: new X509Certificate(cert).fingerprint256,
});
const byAuthority: TlsTrust = { kind: 'ca', pem: authority };
const system: TlsTrust = { kind: 'system' };
const wrongPin: TlsTrust = { kind: 'pin', sha256: 'ab'.repeat(32) };

const opened: Server[] = [];
afterEach(() => {
  for (const server of opened.splice(0)) server.close();
});

async function listening(server: Server): Promise<number> {
  opened.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A TLS server that counts every decrypted byte it is given. */
async function tlsServer(identity: { cert: string; key: string }) {
  const heard = { bytes: 0 };
  const server = createTlsServer(identity, (socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data: Buffer) => {
      heard.bytes += data.length;
    });
  });
  server.on('tlsClientError', () => undefined);
  return { port: await listening(server), heard };
}

const failureOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'connected',
    (error: unknown) => classifyFailure(error, 't').kind,
  );

const connected = (trust: TlsTrust, port: number, more = {}) =>
  new Promise<void>((resolve, reject) => {
    const socket = connect({ ...tlsOptions(trust, 'localhost'), port, ...more });
    socket.once('secureConnect', () => resolve(void socket.destroy()));
    socket.once('error', reject);
  });

const get = (port: number, trust: TlsTrust) =>
  new Promise<string>((resolve, reject) => {
    const url = `https://localhost:${port}/`;
    const agent = trustedAgent(url, trust);
    const sent = request(url, { agent, headers: { authorization: 'Basic c2VjcmV0' } }, (response) => {
      response.setEncoding('utf8').once('data', resolve);
      response.once('end', () => agent.destroy());
    });
    sent.once('error', reject).end();
  });

describe('connectTls', () => {
  it.each([
    ['a certificate of the named authority', trusted, byAuthority, 'connected'],
    ['a self-signed certificate that is pinned', selfSigned, pinOf(selfSigned), 'connected'],
    ['a pinned certificate that has expired', expired, pinOf(expired), 'connected'],
    ['a pinned certificate for another name', otherHost, pinOf(otherHost), 'connected'],
    ['a self-signed certificate', selfSigned, system, 'tls-untrusted'],
    ['a certificate of an unknown authority', trusted, system, 'tls-untrusted'],
    ['a self-signed certificate under a named authority', selfSigned, byAuthority, 'tls-untrusted'],
    ['an expired certificate', expired, byAuthority, 'tls-expired'],
    ['a certificate for another name', otherHost, byAuthority, 'tls-wrong-host'],
    ['a self-signed certificate with another pin', selfSigned, pinOf(trusted), 'tls-wrong-pin'],
    ['a signed certificate with another pin', trusted, wrongPin, 'tls-wrong-pin'],
  ])('meets %s', async (_what, identity, trust, outcome) => {
    const { port } = await tlsServer(identity);
    const attempt = connectTls(trust, { host: 'localhost', port });
    expect(await failureOf(attempt)).toBe(outcome);
    if (outcome === 'connected') (await attempt).destroy();
  });

  it.each([[''], ['no certificate'], ['-----BEGIN CERTIFICATE-----\nxx\n-----END CERTIFICATE-----']])(
    'believes nobody when the file of the authority holds %j',
    async (pem) => {
      const { port } = await tlsServer(trusted);
      expect(tlsOptions({ kind: 'ca', pem }, 'localhost').ca).toEqual([pem]);
      expect(await failureOf(connectTls({ kind: 'ca', pem }, { host: 'localhost', port }))).toBe('tls-untrusted');
    },
  );

  it('looks at an IP address in the certificate', async () => {
    const { port } = await tlsServer(trusted);
    (await connectTls(byAuthority, { host: '127.0.0.1', port })).destroy();
    const other = await tlsServer(otherHost);
    expect(await failureOf(connectTls(byAuthority, { host: '127.0.0.1', port: other.port }))).toBe('tls-wrong-host');
  });

  it('names a port that does not speak TLS', async () => {
    const port = await listening(createTcpServer((socket) => socket.end('Asterisk Call Manager/11.0.0\r\n')));
    expect(await failureOf(connectTls(system, { host: 'localhost', port }))).toBe('tls-failed');
    const silent = await listening(createTcpServer((socket) => socket.destroy()));
    expect(await failureOf(connectTls(system, { host: 'localhost', port: silent }))).toBe('tls-failed');
  });

  it('gives up when told so', async () => {
    const port = await listening(createTcpServer((socket) => void socket.on('error', () => undefined)));
    const ending = new AbortController();
    const attempt = connectTls(system, { host: 'localhost', port, signal: ending.signal });
    ending.abort(new Error('too slow'));
    await expect(attempt).rejects.toThrow('too slow');
    await expect(connectTls(system, { host: 'localhost', port, signal: ending.signal })).rejects.toThrow('too slow');
  });
});

describe('tlsOptions on their own', () => {
  it('never accept what is not trusted, pin or no pin', async () => {
    const { port } = await tlsServer(selfSigned);
    expect(await failureOf(connected(pinOf(selfSigned), port))).toBe('tls-untrusted');
    expect(await failureOf(connected(system, port))).toBe('tls-untrusted');
  });

  it('refuse another pin over a valid chain', async () => {
    const { port } = await tlsServer(trusted);
    const { secureContext: _, ...options } = tlsOptions(wrongPin, 'localhost');
    const attempt = new Promise((resolve, reject) => {
      connect({ ...options, ca: authority, port })
        .once('secureConnect', resolve)
        .once('error', reject);
    });
    expect(await failureOf(attempt)).toBe('tls-wrong-pin');
  });
});

describe('trustedAgent', () => {
  it('carries an https request to a pinned server', async () => {
    const port = await listening(createHttpsServer(selfSigned, (_request, response) => response.end('hello')));
    expect(await get(port, pinOf(selfSigned))).toBe('hello');
  });

  it.each([
    ['a self-signed server', selfSigned, 'tls-wrong-pin'],
    ['a signed server', trusted, 'tls-wrong-pin'],
  ])('sends not one byte to %s with another pin', async (_what, identity, kind) => {
    const { port, heard } = await tlsServer(identity);
    expect(await failureOf(get(port, wrongPin))).toBe(kind);
    expect(heard.bytes).toBe(0);
  });

  it('carries a WebSocket, and refuses one to another certificate without sending its credentials', async () => {
    const server = createHttpsServer(selfSigned);
    const sockets = new WebSocketServer({ server });
    let upgrades = 0;
    server.on('upgrade', () => {
      upgrades += 1;
    });
    const url = `wss://localhost:${await listening(server)}/ws`;
    const open = async (trust: TlsTrust) => {
      const socket = new WebSocket(url, { agent: trustedAgent(url, trust), headers: { authorization: 'Basic x' } });
      await once(socket, 'open');
      socket.terminate();
    };
    await open(pinOf(selfSigned));
    expect(upgrades).toBe(1);
    expect(await failureOf(open(wrongPin))).toBe('tls-wrong-pin');
    expect(await failureOf(open(byAuthority))).toBe('tls-untrusted');
    expect(upgrades).toBe(1);
    sockets.close();
  });

  it('ends a handshake under way when it is destroyed', async () => {
    const port = await listening(createTcpServer((socket) => void socket.on('error', () => undefined)));
    const url = `wss://localhost:${port}/ws`;
    const agent = trustedAgent(url, system);
    const socket = new WebSocket(url, { agent });
    const failure = once(socket, 'error');
    agent.destroy();
    expect(String(await failure)).toContain('no longer wanted');
  });
});
