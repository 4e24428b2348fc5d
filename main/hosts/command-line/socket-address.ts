import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** sockaddr_un holds 104 bytes on macOS and 108 on Linux, with the zero at its end. */
const longestPath = 103;

/** Where the Offhook of a profile is spoken to; null: the profile's path is too long for a socket in it. */
export function socketAddress(profile: string, platform: NodeJS.Platform): string | null {
  if (platform === 'win32') {
    // Pipes share one name space; libuv's default descriptor lets others read, but not write, and a command is written.
    return `\\\\.\\pipe\\offhook-control-${createHash('sha256').update(profile).digest('hex').slice(0, 32)}`;
  }
  const path = join(profile, 'control', 'socket');
  return Buffer.byteLength(path) > longestPath ? null : path;
}
