import { createAmiClient } from '../../../main/ami/client.ts';
import { tlsTransport } from '../../../main/ami/tls-transport.ts';
import { quiet } from '../../support/link-up.ts';
import { systemClock } from '../../support/system-clock.ts';

/** A program of its own, since Node reads its authorities once: logs in by TLS and says what came of it. */
const { AMI_USER: username = '', AMI_SECRET: secret = '', AMI_PORT: port = '' } = process.env;
const client = createAmiClient({
  transport: tlsTransport({ host: 'localhost', port: Number(port), trust: { kind: 'system' } }),
  ...{ username, secret, clock: systemClock, random: Math.random, log: quiet },
});
client.onDidChangeLink((link) => {
  if (link.state === 'connecting') return;
  process.stdout.write(`${link.state === 'up' ? 'up' : link.failure.kind}\n`);
  client.dispose();
});
client.start();
