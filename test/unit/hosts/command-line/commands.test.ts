import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { anything, assert, property } from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLogger } from '../../../../main/base/log.ts';
import { decodeCommand, readCommand } from '../../../../main/hosts/command-line/command.ts';
import { statusOf } from '../../../../main/hosts/command-line/reply.ts';
import { describeProblem, exitCodes, runCommand } from '../../../../main/hosts/command-line/run-command.ts';
import { serveCommands } from '../../../../main/hosts/command-line/serve-commands.ts';
import { socketAddress } from '../../../../main/hosts/command-line/socket-address.ts';
import { views } from '../../../../renderer/fixtures/views.ts';

const silent = createLogger(
  () => undefined,
  () => 0,
);

describe('a command line', () => {
  test.each([
    [['dial', '+44 20', '7946 0137'], { command: 'dial', target: '+44 20 7946 0137' }],
    [['transfer', '1002', '--json'], { command: 'transfer', target: '1002' }],
    [['answer'], { command: 'answer' }],
    [['hangup'], { command: 'hangup' }],
    [['status', '--json'], { command: 'status' }],
  ])('%j is read', (args, command) => {
    expect(readCommand(args)).toEqual({ ok: true, value: { command, json: args.includes('--json') } });
  });

  test('that is none lets the program start as usual', () => {
    expect(readCommand([])).toBeNull();
    expect(readCommand(['--profile', 'status'])).toBeNull();
    expect(readCommand(['tel:1002'])).toBeNull();
  });

  test('says what it lacks', () => {
    const wrong = (args: string[]) => {
      const read = readCommand(args);
      return read === null || read.ok ? '' : describeProblem(read.failure);
    };
    expect(wrong(['dial'])).toBe('dial expects a number, as in: offhook dial 1002');
    expect(wrong(['hangup', 'all'])).toMatch(/^"all" was not expected. The commands are: dial, /);
  });

  test('over the socket is decoded, whatever comes', () => {
    assert(
      property(anything(), (message) => {
        expect(() => decodeCommand(message)).not.toThrow();
      }),
    );
    expect(decodeCommand({ command: 'dial' })).toBeNull();
    expect(decodeCommand({ command: 'dial', target: 'x'.repeat(513) })).toBeNull();
    expect(decodeCommand({ command: 'constructor' })).toBeNull();
    // A whole document may stand in a link that sets a desk up.
    const document = { command: 'link', target: `offhook:provision#${'x'.repeat(50_000)}` };
    expect(decodeCommand(document)).toEqual(document);
    expect(decodeCommand({ command: 'link', target: 'x'.repeat(60_001) })).toBeNull();
    expect(decodeCommand({ command: 'answer', target: 'ignored' })).toEqual({ command: 'answer' });
  });
});

describe.skipIf(process.platform === 'win32')('the profile’s socket', () => {
  let profile: string;
  const lines: string[] = [];
  const terminal = { say: (line: string) => void lines.push(line), complain: (line: string) => void lines.push(line) };
  const address = () => socketAddress(profile, process.platform) ?? '';

  beforeEach(async () => {
    profile = await mkdtemp(join(tmpdir(), 'offhook-cli-'));
    lines.length = 0;
  });
  afterEach(() => rm(profile, { recursive: true, force: true }));

  const run = async (...args: string[]) => {
    const line = readCommand(args);
    if (line?.ok !== true) throw new Error('no command');
    return await runCommand(line.value, { profile, platform: process.platform }, terminal);
  };

  test('can be reached by the profile’s owner alone', async () => {
    const server = await serveCommands(
      address(),
      async () => ({ outcome: 'confirmed', reason: null, status: null }),
      silent,
    );
    expect((await stat(address())).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(address()))).mode & 0o777).toBe(0o700);
    await server?.close();
  });

  test('carries a command there and its end back', async () => {
    const taken: unknown[] = [];
    const server = await serveCommands(
      address(),
      async (command) => {
        taken.push(command);
        return command.command === 'answer'
          ? { outcome: 'nothing-to-do', reason: null, status: null }
          : { outcome: 'confirmed', reason: null, status: null };
      },
      silent,
    );
    expect(await run('dial', '1002')).toBe(exitCodes.done);
    expect(await run('answer')).toBe(exitCodes.refused);
    expect(taken).toEqual([{ command: 'dial', target: '1002' }, { command: 'answer' }]);
    expect(lines).toEqual(['Done.', 'There is no call that could be meant.']);
    await server?.close();
  });

  test('tells the status as words and as JSON, and no caller’s name steers the terminal', async () => {
    const [first] = views.ringing.calls;
    if (first === undefined) throw new Error('no call');
    const name = 'Mal\u001b[2Jlory\u202e';
    const view = { ...views.ringing, calls: [{ ...first, party: { ...first.party, name } }] };
    const status = statusOf(view, first.since + 7_400);
    const server = await serveCommands(address(), async () => ({ outcome: 'status', reason: null, status }), silent);
    await run('status');
    expect(lines).toEqual([
      'Ines Varga 1014: ringing',
      'SIP up, AMI up, ARI up',
      'Calls ring here.',
      '3 new messages',
      expect.stringMatching(/^ringing {2}Mal\[2Jlory {2}.* {2}7 s$/),
    ]);
    lines.length = 0;
    await run('status', '--json');
    expect(JSON.parse(lines.join(''))).toMatchObject({ rings: true, calls: [{ phase: 'ringing', name, seconds: 7 }] });
    await server?.close();
  });

  test('says so when nobody is there, and when somebody does not answer', async () => {
    expect(await run('answer')).toBe(exitCodes.nobody);
    expect(lines[0]).toContain(`Offhook is not running with the profile ${profile}`);
    await mkdir(dirname(address()));
    const mute = createServer((socket) => socket.destroy()).listen(address());
    await new Promise((resolve) => mute.once('listening', resolve));
    expect(await run('answer')).toBe(exitCodes.nobody);
    expect(lines[1]).toContain('did not answer');
    mute.close();
  });

  test('refuses what is no command, and closes on what never ends', async () => {
    const server = await serveCommands(
      address(),
      async () => ({ outcome: 'confirmed', reason: null, status: null }),
      silent,
    );
    const say = (text: string) =>
      new Promise<string>((resolve) => {
        let heard = '';
        const socket = connect(address(), () => socket.write(text));
        socket.on('data', (data) => (heard += data.toString()));
        socket.on('error', () => undefined);
        socket.on('close', () => resolve(heard));
      });
    expect(JSON.parse(await say('{"command":"format"}\n'))).toMatchObject({
      outcome: 'refused',
      reason: 'unknown-command',
    });
    expect(JSON.parse(await say('not json\n'))).toMatchObject({ outcome: 'refused' });
    expect(await say('x'.repeat(100_000))).toBe('');
    await server?.close();
  });

  test('takes over from one that died, and not from one that lives', async () => {
    await mkdir(dirname(address()));
    const dead = createServer().listen(address());
    await new Promise((resolve) => dead.once('listening', resolve));
    // As after kill -9: the file is there, and nobody listens.
    const kept = `${address()}.kept`;
    await rename(address(), kept);
    await new Promise((resolve) => dead.close(resolve));
    await rename(kept, address());
    const carryOut = async () => ({ outcome: 'confirmed', reason: null, status: null }) as const;
    const first = await serveCommands(address(), carryOut, silent);
    expect(first).not.toBeNull();
    expect(await serveCommands(address(), carryOut, silent)).toBeNull();
    expect(await run('answer')).toBe(exitCodes.done);
    await first?.close();
  });

  test('is not opened where its path would be too long', () => {
    expect(socketAddress(`/${'x'.repeat(120)}`, 'linux')).toBeNull();
    expect(socketAddress('C:\\Users\\x', 'win32')).toMatch(/^\\\\\.\\pipe\\offhook-control-[0-9a-f]{32}$/);
  });
});
