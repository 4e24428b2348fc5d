import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Socket } from 'node:net';

/** The shell reads the pid to watch, line by line; when our end of its pipe closes, however we died, it kills that
 * process and removes the folder. A kill -9 of ours, a crash, Ctrl+C: all the same to a pipe. */
const script = `while read -r line; do pid=$line; done
[ "\${pid:-none}" = none ] || kill -9 "$pid" 2>/dev/null
rm -rf "$1"`;

export interface Guard {
  watch(pid: number | null): void;
  /** Kills and removes now; resolves when both are done. */
  release(): Promise<void>;
}

export function startGuard(folder: string): Guard {
  // Detached: Ctrl+C goes to the terminal's whole process group and must not reach the guard.
  const shell = spawn('/bin/sh', ['-c', script, 'offhook-lab-guard', folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  });
  const gone = once(shell, 'exit');
  shell.unref();
  // A pipe is a socket at run time and would keep us up like one.
  if (shell.stdin instanceof Socket) shell.stdin.unref();
  return {
    watch: (pid) => shell.stdin?.write(`${pid ?? 'none'}\n`),
    async release() {
      shell.ref();
      shell.stdin?.end();
      await gone;
    },
  };
}
