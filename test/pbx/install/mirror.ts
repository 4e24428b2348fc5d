import { existsSync, readdirSync, readFileSync } from 'node:fs';

const usual = 'http://deb.debian.org/debian';

/** The Debian mirror this machine already uses, else the usual one. */
export function debianMirror(): string {
  for (const file of aptSources()) {
    const uri = debianUri(readFileSync(file, 'utf8'));
    if (uri !== undefined) return uri;
  }
  return usual;
}

function aptSources(): string[] {
  const folder = '/etc/apt/sources.list.d';
  const parts = existsSync(folder) ? readdirSync(folder).filter((name) => /\.(list|sources)$/.test(name)) : [];
  return ['/etc/apt/sources.list', ...parts.map((name) => `${folder}/${name}`)].filter(existsSync);
}

/** Both styles of sources.list(5). The archive itself is the one whose address ends in `/debian`: not security, not a vendor's. */
export function debianUri(sources: string): string | undefined {
  return sources
    .split('\n')
    .filter((line) => /^\s*(deb\s|URIs:)/i.test(line))
    .flatMap((line) => line.match(/https?:\/\/\S+/g) ?? [])
    .map((uri) => uri.replace(/\/+$/, ''))
    .find((uri) => uri.endsWith('/debian'));
}
