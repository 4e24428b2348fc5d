import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Bundle, Lock, LockedPackage } from './lock-file.ts';
import { isWanted, suites } from './suites.ts';

const run = promisify(execFile);
const keyrings = '/usr/share/keyrings';

/** Asks Debian's signed index what the suite carries today. apt checks the signature; it works in `folder` alone,
 * needs no root and neither reads nor changes the machine's own package state. */
export async function currentPackages(bundle: Bundle, mirror: string, folder: string): Promise<Lock> {
  const suite = suites[bundle];
  const environment = { ...process.env, LC_ALL: 'C', APT_CONFIG: writeConfiguration(folder, mirror, suite.suite) };
  await run('apt-get', ['-qq', 'update'], { env: environment });
  const plan = ['-qq', '-y', '--print-uris', '-o', 'Acquire::ForceHash=SHA256', 'install', ...suite.install];
  const { stdout } = await run('apt-get', plan, { env: environment, maxBuffer: 1 << 24 });
  const packages = parsePlan(stdout, mirror).filter((each) => isWanted(suite, each.package));
  return { suite: suite.suite, packages: packages.sort(byName) };
}

const byName = (a: LockedPackage, b: LockedPackage): number => a.package.localeCompare(b.package);

/** Lines such as `'http://…/pool/main/z/zlib/zlib1g_1.3_amd64.deb' zlib1g_1%3a1.3_amd64.deb 90912 SHA256:52c5…`. */
export function parsePlan(plan: string, mirror: string): LockedPackage[] {
  return [...plan.matchAll(/^'(\S+)' (\S+) (\d+) SHA256:([0-9a-f]{64})$/gm)].map(([, uri, file, size, sha256]) => {
    const [name = '', version = ''] = decodeURIComponent(file ?? '').split('_');
    const pool = decodeURIComponent((uri ?? '').slice(mirror.length + 1));
    return { package: name, version, pool, size: Number(size), sha256: sha256 ?? '' };
  });
}

/** Debian signs forky with trixie's automatic key, which an older `debian-archive-keyring.gpg` lacks: all are named. */
function archiveKeyrings(): string {
  const found = existsSync(keyrings) ? readdirSync(keyrings) : [];
  const ours = found.filter((name) => /^debian-archive-(keyring|[a-z]+-automatic)\.(gpg|pgp|asc)$/.test(name));
  if (ours.length === 0) throw new Error(`no debian-archive-*.gpg in ${keyrings} to check Debian's signature with`);
  return ours.map((name) => join(keyrings, name)).join(',');
}

function writeConfiguration(folder: string, mirror: string, suite: string): string {
  for (const part of ['lists/partial', 'cache/archives/partial', 'empty']) {
    mkdirSync(join(folder, part), { recursive: true });
  }
  const list = join(folder, 'sources.list');
  writeFileSync(list, `deb [signed-by=${archiveKeyrings()} arch=amd64] ${mirror} ${suite} main\n`);
  writeFileSync(join(folder, 'status'), '');
  const options = {
    Dir: `${folder}/`,
    'Dir::Etc': join(folder, 'empty'),
    'Dir::Etc::sourcelist': list,
    'Dir::Etc::sourceparts': join(folder, 'empty'),
    'Dir::Etc::preferencesparts': join(folder, 'empty'),
    'Dir::Etc::parts': join(folder, 'empty'),
    'Dir::State': folder,
    'Dir::State::lists': join(folder, 'lists'),
    'Dir::State::status': join(folder, 'status'),
    'Dir::Cache': join(folder, 'cache'),
    'Dir::Log': folder,
    'APT::Architecture': 'amd64',
    'APT::Architectures': 'amd64',
    'APT::Install-Recommends': 'false',
    'APT::Sandbox::User': '',
    'Acquire::Languages': 'none',
    // A frozen mirror's index is past its date. Its signature is checked all the same.
    'Acquire::Check-Valid-Until': 'false',
    'Debug::NoLocking': 'true',
  };
  const path = join(folder, 'apt.conf');
  writeFileSync(
    path,
    Object.entries(options)
      .map(([name, value]) => `${name} "${value}";\n`)
      .join(''),
  );
  return path;
}
