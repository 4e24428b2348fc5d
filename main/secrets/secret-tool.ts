import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import type { Logger } from '../base/log.ts';
import { failed, type Result, success } from '../base/result.ts';
import type { SecretStore } from './secret-store.ts';

export interface SecretToolOptions {
  /** The profile folder: two profiles of one person share nothing. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Logger;
  /** How long an answer may take, ms: a locked keyring asks its person for a password first. */
  readonly patience?: number;
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly complaint: string;
}

const unlockPatience = 30_000;

/**
 * The desktop's keyring by `secret-tool` (libsecret), which speaks to org.freedesktop.secrets over D-Bus. Secrets go in by
 * stdin and come out by stdout: a command line is read by everybody on the computer. Fails with why it is not reachable.
 */
export async function secretService(options: SecretToolOptions): Promise<Result<SecretStore, string>> {
  const { folder, env, log, patience = unlockPatience } = options;
  if ((env['DBUS_SESSION_BUS_ADDRESS'] ?? '') === '') return failed('no desktop session (DBUS_SESSION_BUS_ADDRESS)');
  const profile = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  const attributes = (name: string) => ['application', 'offhook', 'profile', profile, 'name', name];
  const run = (args: readonly string[], input = '') => secretTool(args, input, env, patience);

  const probe = await run(['lookup', ...attributes('probe')]);
  // A name that is not there ends with 1 and without a word (secret-tool.c, secret_tool_action_lookup).
  if (probe.code !== 0 && (probe.code !== 1 || probe.complaint !== '')) return failed(whyOf(probe));
  return success({
    place: 'secret-service',
    get: async (name) => {
      const { code, out, complaint } = await run(['lookup', ...attributes(name)]);
      if (code === 0) return out;
      if (complaint !== '') log.warn('the keyring did not answer', { name });
      return null;
    },
    set: async (name, value) => {
      const label = `--label=Offhook ${name}`;
      const ended =
        value === null
          ? await run(['clear', ...attributes(name)])
          : await run(['store', label, ...attributes(name)], value);
      // Clearing what is not there ends with 1 and without a word too.
      const done = ended.code === 0 || (value === null && ended.complaint === '');
      return done ? success() : failed(whyOf(ended));
    },
  });
}

function whyOf({ code, complaint }: Ended): string {
  if (code === null && complaint === '') return 'the keyring did not answer in time';
  return complaint.split('\n')[0]?.slice(0, 200) || 'secret-tool failed';
}

function secretTool(
  args: readonly string[],
  input: string,
  env: Readonly<Record<string, string | undefined>>,
  patience: number,
): Promise<Ended> {
  const { promise, resolve } = Promise.withResolvers<Ended>();
  const child = spawn('secret-tool', args, { env: { ...env }, stdio: ['pipe', 'pipe', 'pipe'], timeout: patience });
  let [out, complaint] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString('utf8')));
  child.once('error', (error: NodeJS.ErrnoException) =>
    resolve({
      code: null,
      out: '',
      complaint: error.code === 'ENOENT' ? 'secret-tool is not installed (package libsecret-tools)' : error.message,
    }),
  );
  child.once('close', (code) => resolve({ code, out, complaint: complaint.trim() }));
  // It may end before it has read all of it; how it ended says enough.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return promise;
}
