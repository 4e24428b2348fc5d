import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { firstFailure, isDown, isUp, linkThat } from '../../support/link-up.ts';
import { awayContract, callContract, connectingContract, requestContract } from './contract.ts';
import { useAri } from './use-ari.ts';

connectingContract(22);
callContract(22);
requestContract(22);
awayContract(22);

describe('a PBX that is not there', () => {
  const lab = useAri(22, 'block');

  it('is told as a closed port', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    const port = address !== null && typeof address === 'object' ? address.port : 1;
    const client = lab.idle({ url: `https://localhost:${port}/ari` });
    client.start();
    expect((await firstFailure(client)).kind).toBe('refused');
  });

  it('since it froze, is noticed within 10 s, and its return too', async () => {
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
