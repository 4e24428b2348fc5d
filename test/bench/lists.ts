import { setTimeout as delay } from 'node:timers/promises';
import { createAmiClient } from '../../main/ami/client.ts';
import { AmiDecoder } from '../../main/ami/codec/decoder.ts';
import { QueueWatch } from '../../main/app/queue-watch.ts';
import { DeviceWatch } from '../../main/app/transfers/device-watch.ts';
import { Directory } from '../../main/app/transfers/directory.ts';
import { settingsSchema } from '../../main/settings/schema.ts';
import type { PlacesKnown } from '../../preload/contract/places.ts';
import { quiet as log } from '../support/link-up.ts';
import { watchTurns } from '../support/loop-turns.ts';
import { systemClock as clock } from '../support/system-clock.ts';
import { ScriptedTransport } from '../unit/ami/scripted-transport.ts';
import type { Figures } from './ami-decode.ts';
import { percentile } from './support/percentile.ts';

const phones = 5_000;
const rounds = 9;

const lists = {
  DeviceStateList: (phone: number) => ['Event: DeviceStateChange', `Device: PJSIP/${phone}`, 'State: NOT_INUSE'],
  ExtensionStateList: (phone: number) => [
    'Event: ExtensionStatus',
    `Exten: ${phone}`,
    `Hint: PJSIP/${phone}`,
    'Status: 0',
  ],
  VoicemailUsersList: (phone: number) => [
    'Event: VoicemailUserEntry',
    `VoiceMailbox: ${phone}`,
    `Fullname: Person ${phone}`,
  ],
} as const;

function listOf(action: keyof typeof lists, id: string): Buffer {
  const block = (first: string, ...rest: readonly string[]) => [first, `ActionID: ${id}`, ...rest, '', ''].join('\r\n');
  const items = Array.from({ length: phones }, (_, at) => {
    const [first, ...rest] = lists[action](10_000 + at);
    return block(first ?? '', ...rest);
  });
  const end = block(`Event: ${action}Complete`, 'EventList: Complete');
  return Buffer.from([block('Response: Success', 'EventList: start'), ...items, end].join(''));
}

/** What a login costs on a PBX with 5,000 phones: its lists, taken in by a desk's directory, beside the bytes decoded alone. */
export async function* run(): AsyncGenerator<Figures> {
  const transport = new ScriptedTransport();
  const ami = createAmiClient({
    transport,
    username: 'a',
    secret: 'x',
    auth: 'plain',
    clock,
    random: Math.random,
    log,
  });
  const settings = settingsSchema.parse({
    agent: { name: 'Alice', extension: '1001' },
    sip: { url: 'wss://pbx.example/ws', username: '1001' },
    ami: { host: 'pbx.example', username: 'agent1001' },
    colleagues: Array.from({ length: 200 }, (_, at) => ({ extension: String(20_000 + at), name: `Colleague ${at}` })),
  });
  const devices = new DeviceWatch({ ami, clock, log });
  const queues = new QueueWatch({ ami: null, clock, log });
  const directory = new Directory({ ami, queues, devices, settings, contacts: null, clock, log });
  ami.start();
  const taken: { decoded: number; longest: number; told: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one login after the other
    await logIn(transport);
    // oxlint-disable-next-line no-await-in-loop
    taken.push({ ...(await takeIn(transport)), told: tellAll(directory) });
    if (directory.mine.reachable !== null || devices.state.size !== phones) throw new Error('not taken in');
    transport.last.closes();
    ami.retry();
  }
  directory.dispose();
  devices.dispose();
  ami.dispose();
  const unit = 'ms of processor';
  const floor = taken.map(({ decoded }) => decoded);
  const name = 'all three lists decoded alone';
  const common = { bench: 'lists', unit, n: rounds } as const;
  yield { ...common, name, ...spread(floor), vs: name, ratio: 1 };
  const longest = taken.map((each) => each.longest);
  const ratio = percentile(longest, 50) / percentile(floor, 50);
  yield { ...common, name: 'longest turn of the loop at login', ...spread(longest), vs: name, ratio };
  const told = taken.map((each) => each.told);
  const times = percentile(told, 50) / percentile(floor, 50);
  yield { ...common, name: 'longest answer to a page that knows nobody', ...spread(told), vs: name, ratio: times };
}

const spread = (times: readonly number[]) => ({ p50: percentile(times, 50), p95: percentile(times, 95) });

async function logIn(transport: ScriptedTransport): Promise<void> {
  transport.last.opens();
  transport.last.says('Asterisk Call Manager/11.0.0\r\n');
  await delay(5);
  transport.last.answers('Login', 'Response: Success', 'Message: Authentication accepted');
  await delay(20);
}

/** Processor time of the longest of the answers in which a page is told of everybody, ready to be sent. */
function tellAll({ places }: Directory): number {
  let longest = 0;
  let since: PlacesKnown | null = null;
  let isMore = true;
  while (isMore) {
    const before = process.threadCpuUsage();
    const news = places.news(since, []);
    if (JSON.stringify(news).length < 1_000) throw new Error('nobody was told of');
    const { user, system } = process.threadCpuUsage(before);
    longest = Math.max(longest, (user + system) / 1_000);
    since = news.known;
    isMore = news.more;
  }
  return longest;
}

async function takeIn(transport: ScriptedTransport): Promise<{ decoded: number; longest: number }> {
  const texts = (Object.keys(lists) as (keyof typeof lists)[]).map((action) =>
    listOf(action, transport.last.asked(action)['ActionID'] ?? ''),
  );
  const before = process.threadCpuUsage();
  const nothing = () => undefined;
  for (const text of texts) {
    const decoder = new AmiDecoder({ onBanner: nothing, onForeign: nothing, onMessage: nothing }, { greeting: false });
    decoder.push(text);
  }
  const { user, system } = process.threadCpuUsage(before);
  const watched = watchTurns();
  for (const text of texts) {
    for (let at = 0; at < text.length; at += 65_536) {
      transport.last.sendsBytes(text.subarray(at, at + 65_536));
      // oxlint-disable-next-line no-await-in-loop -- as reads come from a socket
      await new Promise((next) => setImmediate(next));
    }
  }
  await delay(100);
  return { decoded: (user + system) / 1_000, longest: watched().busy.at(-1) ?? 0 };
}
