import { emitKeypressEvents } from 'node:readline';
import { onGoodbye } from './goodbye.ts';
import type { AsteriskVersion } from './install/lock-file.ts';
import { type Pbx, startPbx } from './pbx.ts';
import { agents, people } from './people.ts';
import { Rehearsals } from './rehearsals.ts';

/** `npm run pbx`: one lab in the foreground, told what to do with single keys. */
export async function labForAPerson(version: AsteriskVersion): Promise<void> {
  const since = performance.now();
  const pbx = await startPbx({ version });
  const goodbye = onGoodbye(async () => {
    await pbx.stop();
    console.log('stopped, nothing left behind');
  });
  console.log(`Asterisk ${pbx.version}, ready in ${Math.round(performance.now() - since)} ms\n`);
  console.log(introduction(pbx));
  const rehearsals = new Rehearsals(pbx, '1001');
  onKey((key) => {
    if (key === 'x') goodbye();
    else void onCommand(pbx, rehearsals, key).then(say, say);
  });
}

const say = (outcome: unknown): void => {
  if (outcome !== null) console.log(outcome instanceof Error ? outcome.message : outcome);
};

/** What to print; null: the key means nothing. */
async function onCommand(pbx: Pbx, rehearsals: Rehearsals, key: string): Promise<string | null> {
  switch (key) {
    case 'i':
      return rehearsals.run('inbound');
    case 'q':
      return rehearsals.run('queue');
    case 'v':
      return rehearsals.run('voicemail');
    case 'c':
      return channelsOf(pbx);
    default:
      return null;
  }
}

async function channelsOf(pbx: Pbx): Promise<string> {
  const channels = await pbx.truth.channels();
  if (channels.length === 0) return 'no channels';
  return channels
    .map((one) => [one['Channel'], one['ChannelStateDesc'], one['Duration'], one['Application'], one['CallerIDName']])
    .map((row) => row.join('  '))
    .join('\n');
}

/** Keys from a terminal come one by one, from a pipe with the line they stand on. */
function onKey(listener: (key: string) => void): void {
  const { stdin } = process;
  if (stdin.isTTY) stdin.setRawMode(true);
  emitKeypressEvents(stdin);
  stdin.on('keypress', (text: string | undefined, key: { name?: string; ctrl?: boolean }) => {
    // In raw mode the terminal sends no signal by itself.
    if (key.ctrl === true && key.name === 'c') listener('x');
    else if (text !== undefined) listener(text);
  });
}

function introduction(pbx: Pbx): string {
  const { ports, accounts } = pbx;
  const webrtc = people.filter(({ kind }) => kind === 'webrtc');
  const desk = people.filter(({ kind }) => kind === 'desk');
  const passwords = (list: typeof people): string =>
    list.map(({ extension, password }) => `${extension} / ${password}`).join('   ');
  const users = agents.map(({ extension }) => `agent${extension}`).join(', ');
  return table([
    ['SIP over WebSocket', `wss://localhost:${ports.https}/ws   ws://localhost:${ports.http}/ws`],
    ['', passwords(webrtc)],
    ['SIP over UDP', `127.0.0.1:${ports.sip}`],
    ['', passwords(desk)],
    ['AMI', `127.0.0.1:${ports.ami}   TLS :${ports.amiTls}`],
    ['', `${users} / ami-1001 …   viewer / ami-viewer   truth / ${accounts.ami['truth']?.secret ?? ''}`],
    ['ARI', `https://localhost:${ports.https}/ari   ${users} / ari-1001 …`],
    ['CA', pbx.caFile],
    ['Log', pbx.logFile],
    ['Dial', '1001–1005, 2001–2002 people   500 support   501 sales   700 park   800 conference   900 ARI'],
    ['', '600 echo   601 music   610 tone   604 digits   650 screen pop   *97 voicemail (PIN 4711)'],
    ['', '606 busy   607 congestion   608 no such number   609 no answer   611 unreachable   612 rejected'],
    ['', '+… and 9…: the outside, where the last digit says what happens (0 answers, 1 echo, 3 busy, 6 music)'],
    ['Keys', 'i inbound call to 1001   q queue call   v voicemail for 1001   c channels   x quit'],
  ]);
}

const table = (rows: readonly (readonly [string, string])[]): string =>
  rows.map(([name, value]) => `${name.padEnd(20)}${value}`).join('\n');
