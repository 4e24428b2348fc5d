import type { Shell } from 'electron';

/**
 * Hands an address to the system's own browser or mail program: `mailto:`, and `https:` at a host the settings name.
 * Everything else stays unopened, whoever asks: `file:` runs programs, and other schemes reach other applications.
 */
export function openOutside(shell: Pick<Shell, 'openExternal'>, address: string, hosts: readonly string[]): boolean {
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '') return false;
  const isOurs = url.protocol === 'https:' && hosts.some((host) => host.toLowerCase() === url.hostname);
  if (!isOurs && url.protocol !== 'mailto:') return false;
  void shell.openExternal(url.href);
  return true;
}
