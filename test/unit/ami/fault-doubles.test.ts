import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { queueStatus } from '../../../main/ami/actions.ts';
import { type AmiClient, createAmiClient } from '../../../main/ami/client.ts';
import type { AmiList } from '../../../main/ami/pending-actions.ts';
import type { LinkState } from '../../../main/net/link-failure.ts';
import { enLinks } from '../../../renderer/i18n/en-links.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { quiet } from '../../support/link-up.ts';
import { ScriptedTransport } from './scripted-transport.ts';

const greeting = 'Asterisk Call Manager/11.0.0\r\n';

let clock: FakeClock;
let transport: ScriptedTransport;
let client: AmiClient;
let events: string[];

beforeEach(() => {
  clock = new FakeClock();
  transport = new ScriptedTransport();
  events = [];
  const login = { username: 'desk', secret: 'x', auth: 'plain' } as const;
  client = createAmiClient({ transport, ...login, clock, random: () => 0.5, log: quiet });
  client.onEvent((event) => void events.push(event.name));
  client.start();
  transport.last.opens();
});
afterEach(() => {
  client.dispose();
  expect(clock.pending).toBe(0);
});

async function logIn(): Promise<void> {
  events = [];
  transport.last.says(greeting);
  await clock.advance(0);
  transport.last.answers('Login', 'Response: Success', 'Message: Authentication accepted');
  await clock.advance(0);
}

/** What a person reads of it, and what they can do; null: nothing is wrong. */
function words(link: LinkState): string | null {
  const failure = link.state === 'up' ? null : link.failure;
  return failure === null ? null : `${enLinks.failures[failure.kind](failure.target)} ${enLinks.cures[failure.kind]}`;
}

interface Fault {
  readonly of: string;
  /** How it comes about, from the open connection on. */
  readonly happens: () => Promise<void>;
  readonly state: Readonly<Record<string, unknown>>;
  readonly words: string | null;
}

const closed = 'pbx:5038 closed the connection. If it happens again, look into the log of the PBX.';
const silent = 'pbx:5038 does not answer. Check that no firewall stands between, and that the PBX is well.';

const faults: readonly Fault[] = [
  {
    of: 'a garbage greeting',
    happens: () => Promise.resolve(transport.last.says('\u0000\u0001\u0002SSH-2.0-OpenSSH\r\n')),
    state: { state: 'down', failure: { kind: 'wrong-service' }, retryAt: 500 },
    words: 'Something else than Asterisk answers at pbx:5038. Check the address and port in the settings.',
  },
  {
    of: 'a greeting without end',
    happens: () => Promise.resolve(transport.last.says('x'.repeat(10_000))),
    state: { state: 'down', failure: { kind: 'wrong-service' }, retryAt: 500 },
    words: 'Something else than Asterisk answers at pbx:5038. Check the address and port in the settings.',
  },
  {
    of: 'silence after the connection',
    happens: () => clock.advance(4_000),
    state: { state: 'down', failure: { kind: 'timeout', detail: 'connected, but it says nothing' }, retryAt: 4_250 },
    words: silent,
  },
  {
    of: 'a half-open connection',
    happens: async () => {
      await logIn();
      await clock.advance(8_000);
    },
    state: { state: 'down', failure: { kind: 'timeout', detail: 'it has gone silent' }, retryAt: 8_250 },
    words: silent,
  },
  {
    of: 'a close in the middle of a list',
    happens: async () => {
      await logIn();
      const list = client.list(queueStatus());
      transport.last.answers('QueueStatus', 'Response: Success', 'EventList: start');
      transport.last.answers('QueueStatus', 'Event: QueueParams', 'Queue: support');
      transport.last.says('Event: QueueMem');
      transport.last.closes();
      expect(await list).toEqual({ ok: false, failure: { kind: 'link-lost' } } satisfies AmiList);
    },
    state: { state: 'down', failure: { kind: 'closed', detail: 'it closed the connection' }, retryAt: 250 },
    words: closed,
  },
  {
    of: 'a line of 200 MB',
    happens: async () => {
      await logIn();
      transport.last.says('Event: Endless\r\nText: ');
      const megabyte = Buffer.alloc(1_048_576, 'x');
      for (let at = 0; at < 200; at += 1) transport.last.sendsBytes(megabyte);
      transport.last.says('\r\n\r\nEvent: Next\r\n\r\n');
      await clock.advance(0);
      expect(events).toEqual(['Next']);
    },
    state: { state: 'up' },
    words: null,
  },
  {
    of: 'a flood of 100,000 events in a second',
    happens: async () => {
      await logIn();
      const thousand = Buffer.from('Event: Newexten\r\nChannel: PJSIP/1001-0000002a\r\n\r\n'.repeat(1_000));
      for (let at = 0; at < 100; at += 1) transport.last.sendsBytes(thousand);
      await clock.advance(1_000);
      expect(events).toHaveLength(100_000);
    },
    state: { state: 'up' },
    words: null,
  },
];

describe('what no Asterisk does on demand', () => {
  it.each(faults)('$of has its state, and its sentence with a cure', async ({ happens, state, words: sentence }) => {
    const began = clock.now();
    await happens();
    const { link } = client;
    const retryAt = link.state === 'down' && link.retryAt !== null ? { retryAt: link.retryAt - began } : {};
    expect({ ...link, ...retryAt }).toMatchObject(state);
    expect(words(link)).toBe(sentence);
  });

  it('and once it is over the next connection is as good as any', async () => {
    for (const { happens } of faults) {
      // oxlint-disable-next-line no-await-in-loop -- one fault after the other
      await happens();
      if (client.link.state === 'up') transport.last.closes();
      client.retry();
      transport.last.opens();
    }
    await logIn();
    expect(client.link.state).toBe('up');
  });
});
