import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { ServedApi } from '../../../../main/app/context/serve-api.ts';
import { refused } from '../../../../main/app/refusals.ts';
import { emptyView } from '../../../../main/app/station/empty-view.ts';
import { Emitter } from '../../../../main/base/emitter.ts';
import { createLogger, type LogLine } from '../../../../main/base/log.ts';
import { settingsSchema } from '../../../../main/settings/schema.ts';
import type { DeskView } from '../../../../preload/contract/views.ts';
import { servedText } from '../../../../renderer/settings/local-api.tsx';
import { FakeClock } from '../../../support/fake-clock.ts';

const token = 'a token that is long enough';

function apiAt(port: number) {
  const lines: LogLine[] = [];
  const api = new ServedApi({
    settings: settingsSchema.parse({
      agent: { name: 'Ines', extension: '1014' },
      sip: { url: 'wss://pbx.example/ws', username: '1014' },
      api: { port },
    }),
    secrets: { sipPassword: 'x', apiToken: token },
    clock: new FakeClock(0),
    log: createLogger(
      (line) => lines.push(line),
      () => 0,
    ),
  });
  const never = async () => refused('not-now');
  const handlers = {
    ...{ dial: never, answer: never, hangUp: never, hold: never, resume: never, park: never, transfer: never },
  };
  api.start({ view: () => emptyView(0), onDidChangeView: new Emitter<DeskView>().event, handlers });
  return { api, lines };
}

test('a port another program has is said to be taken, and what to do; the next one serves', async () => {
  const other = createServer();
  await once(other.listen(0, '127.0.0.1'), 'listening');
  const { port } = other.address() as AddressInfo;
  const { api, lines } = apiAt(port);
  const state = await api.state();
  expect(state).toEqual({ state: 'failed', why: 'EADDRINUSE' });
  expect(servedText(state, port)).toBe(`Port ${port} is taken by another program. Choose another one.`);
  expect(servedText({ state: 'failed', why: 'EACCES' }, 80)).toContain('EACCES');
  expect(lines).toMatchObject([{ level: 'error', fields: { port, why: 'EADDRINUSE' } }]);
  api.dispose();

  other.close();
  await once(other, 'close');
  const again = apiAt(port);
  const served = await again.api.state();
  expect(served).toEqual({ state: 'served', port });
  expect(servedText(served, port)).toBe(`Programs can connect to ws://127.0.0.1:${port}/`);
  again.api.dispose();
});
