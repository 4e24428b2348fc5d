import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ping } from '../../../main/ami/actions.ts';
import { tcpTransport } from '../../../main/ami/tcp-transport.ts';
import { tlsTransport } from '../../../main/ami/tls-transport.ts';
import { firstFailure, isDown, isUp, linkThat } from '../../support/link-up.ts';
import { useAmi } from './use-ami.ts';

const lab = useAmi();

/** A port nobody listens on. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return address !== null && typeof address === 'object' ? address.port : 0;
}

describe('trouble is told as what it is within 5 s', () => {
  it.each([
    ['a closed port', 'refused', async () => tcpTransport({ host: '127.0.0.1', port: await closedPort() })],
    ['no such host', 'host-not-found', async () => tcpTransport({ host: 'no-such-host.invalid', port: 5038 })],
    ['a port of another service', 'timeout', async () => tcpTransport({ host: '127.0.0.1', port: lab.pbx.ports.http })],
    [
      'a CA that did not sign',
      'tls-untrusted',
      async () => tlsTransport({ host: 'localhost', port: lab.pbx.ports.amiTls, trust: { kind: 'system' } }),
    ],
    [
      'another pin',
      'tls-wrong-pin',
      async () =>
        tlsTransport({
          host: 'localhost',
          port: lab.pbx.ports.amiTls,
          trust: { kind: 'pin', sha256: 'ab'.repeat(32) },
        }),
    ],
    [
      'TLS to the plain port',
      'tls-failed',
      async () =>
        tlsTransport({ host: 'localhost', port: lab.pbx.ports.ami, trust: { kind: 'ca', pem: lab.pbx.caPem } }),
    ],
  ] as const)('%s', async (_what, kind, transport) => {
    const client = lab.idle({ transport: await transport() });
    client.start();
    const failure = await firstFailure(client);
    expect(failure.kind).toBe(kind);
    expect(failure.after).toBeLessThan(5_000);
  });
});

describe('a PBX', () => {
  it('that restarts is back within 3 s of being up', async () => {
    const client = await lab.up();
    await lab.pbx.down();
    const link = await linkThat(client, isDown);
    expect(link.state === 'down' && link.failure.kind).toMatch(/^(closed|refused)$/);
    expect(await client.action(ping())).toEqual({ ok: false, failure: { kind: 'not-connected' } });
    await lab.pbx.start();
    const back = Date.now();
    await linkThat(client, isUp);
    expect(Date.now() - back).toBeLessThan(3_000);
    expect(await client.action(ping())).toMatchObject({ ok: true });
  });

  it('that freezes is noticed within 10 s, and its return too', async () => {
    const client = await lab.up();
    const began = Date.now();
    lab.pbx.pause();
    try {
      expect(await linkThat(client, isDown, 12_000)).toMatchObject({ failure: { kind: 'timeout' } });
      expect(Date.now() - began).toBeLessThan(10_000);
    } finally {
      lab.pbx.unpause();
    }
    await linkThat(client, isUp, 12_000);
  });
});
