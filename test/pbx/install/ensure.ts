import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { currentPackages } from './apt.ts';
import { alone, cacheFolder } from './cache.ts';
import { download, VanishedError } from './download.ts';
import {
  type AsteriskVersion,
  asteriskVersionOf,
  type Bundle,
  type Lock,
  type LockedPackage,
  lockDigest,
  readLock,
  writeLock,
} from './lock-file.ts';
import { debianMirror } from './mirror.ts';
import { unpack } from './unpack.ts';

export type Asterisk =
  | { readonly kind: 'ready'; readonly root: string; readonly version: string }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** A folder of unpacked packages. */
export type Unpacked =
  | { readonly kind: 'ready'; readonly root: string; readonly packages: readonly LockedPackage[] }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** Written last into an unpacked folder; says what was really unpacked. */
const receipt = 'offhook-asterisk.json';

/** The folder of an unpacked Asterisk, fetched from Debian's mirror when this machine does not have it yet. */
export async function ensureAsterisk(version: AsteriskVersion): Promise<Asterisk> {
  const found = await ensureUnpacked(version);
  if (found.kind === 'unavailable') return found;
  return { kind: 'ready', root: found.root, version: asteriskVersionOf(found.packages) };
}

/** The same of any bundle. */
export async function ensureUnpacked(bundle: Bundle): Promise<Unpacked> {
  const reason = whyNotHere();
  if (reason !== null) return { kind: 'unavailable', reason };
  const lock = readLock(bundle);
  if (lock === null) return { kind: 'unavailable', reason: `test/pbx/lock/${bundle}.json is missing` };
  const name = folderName(bundle);
  const root = join(cacheFolder(), `${name}-${lockDigest(lock)}`);
  try {
    return (await unpacked(root)) ?? (await alone(name, () => fetchInto(root, bundle, lock)));
  } catch (error) {
    return { kind: 'unavailable', reason: `${wordsFor(bundle, lock)} could not be fetched: ${wordsOf(error)}` };
  }
}

const folderName = (bundle: Bundle): string => (bundle === 'directories' ? bundle : `asterisk-${bundle}`);
const wordsFor = (bundle: Bundle, lock: Lock): string =>
  bundle === 'directories' ? 'Radicale and slapd' : `Asterisk ${asteriskVersionOf(lock.packages)}`;

/** Locks what the suite carries today; returns what is new, one line a package. */
export async function relock(bundle: Bundle): Promise<string[]> {
  const before = new Map(readLock(bundle)?.packages.map((each) => [each.package, each.version]));
  await mkdir(cacheFolder(), { recursive: true });
  const folder = await mkdtemp(join(cacheFolder(), 'apt-'));
  try {
    const lock = await currentPackages(bundle, debianMirror(), folder);
    writeLock(bundle, lock);
    return lock.packages
      .filter((each) => before.get(each.package) !== each.version)
      .map((each) => `${each.package} ${before.get(each.package) ?? '(new)'} → ${each.version}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function whyNotHere(): string | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return `Debian's Asterisk for amd64 runs on Linux x64, this is ${process.platform} ${process.arch}`;
  }
  const missing = ['dpkg-deb', 'apt-get'].filter((tool) => !isOnPath(tool));
  return missing.length === 0 ? null : `${missing.join(' and ')} not found: Asterisk is unpacked from Debian packages`;
}

const isOnPath = (tool: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, tool)));

async function unpacked(root: string): Promise<Unpacked | null> {
  const path = join(root, receipt);
  if (!existsSync(path)) return null;
  const lock = JSON.parse(await readFile(path, 'utf8')) as Lock;
  return { kind: 'ready', root, packages: lock.packages };
}

async function fetchInto(root: string, bundle: Bundle, lock: Lock): Promise<Unpacked> {
  const already = await unpacked(root);
  if (already !== null) return already;
  say(`Fetching ${wordsFor(bundle, lock)} from Debian, ${megabytes(lock)} MB, once …`);
  const prefix = `fetch-${bundle}-`;
  await removeLeftovers(prefix);
  const work = await mkdtemp(join(cacheFolder(), prefix));
  try {
    const { files, packages } = await fetchPackages(bundle, lock, work);
    const fresh = join(work, 'root');
    await mkdir(fresh);
    await unpack(files, fresh);
    await writeFile(join(fresh, receipt), JSON.stringify({ ...lock, packages }, null, 2));
    // A folder without a receipt is none of ours, or half removed.
    await rm(root, { recursive: true, force: true });
    await rename(fresh, root);
    return { kind: 'ready', root, packages };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Whoever was killed while fetching could not clean up; nobody else fetches this version now. */
async function removeLeftovers(prefix: string): Promise<void> {
  const names = (await readdir(cacheFolder())).filter((name) => name.startsWith(prefix));
  await Promise.all(names.map((name) => rm(join(cacheFolder(), name), { recursive: true })));
}

async function fetchPackages(
  bundle: Bundle,
  lock: Lock,
  work: string,
): Promise<Pick<Lock, 'packages'> & { files: string[] }> {
  const mirror = debianMirror();
  try {
    return { packages: lock.packages, files: await download(lock.packages, mirror, work) };
  } catch (error) {
    if (!(error instanceof VanishedError)) throw error;
    say(`${error.message}: using what ${lock.suite} carries today (npm run pbx -- --relock locks it).`);
    const { packages } = await currentPackages(bundle, mirror, join(work, 'apt'));
    return { packages, files: await download(packages, mirror, work) };
  }
}

const megabytes = (lock: Lock): number => Math.round(lock.packages.reduce((sum, each) => sum + each.size, 0) / 1e6);

/** To stderr: stdout may carry somebody's data. */
const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${error.message}${cause}`;
}
