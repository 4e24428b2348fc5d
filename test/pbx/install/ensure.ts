import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { currentPackages } from './apt.ts';
import { alone, cacheFolder } from './cache.ts';
import { download, VanishedError } from './download.ts';
import { type AsteriskVersion, asteriskVersionOf, type Lock, lockDigest, readLock, writeLock } from './lock-file.ts';
import { debianMirror } from './mirror.ts';
import { unpack } from './unpack.ts';

export type Asterisk =
  | { readonly kind: 'ready'; readonly root: string; readonly version: string }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** Written last into an unpacked folder; says what was really unpacked. */
const receipt = 'offhook-asterisk.json';

/** The folder of an unpacked Asterisk, fetched from Debian's mirror when this machine does not have it yet. */
export async function ensureAsterisk(version: AsteriskVersion): Promise<Asterisk> {
  const reason = whyNotHere();
  if (reason !== null) return { kind: 'unavailable', reason };
  const lock = readLock(version);
  if (lock === null) return { kind: 'unavailable', reason: `test/pbx/lock/${version}.json is missing` };
  const root = join(cacheFolder(), `asterisk-${version}-${lockDigest(lock)}`);
  try {
    return (await unpacked(root)) ?? (await alone(`asterisk-${version}`, () => fetchInto(root, lock)));
  } catch (error) {
    return { kind: 'unavailable', reason: `Asterisk ${version} could not be fetched: ${wordsOf(error)}` };
  }
}

/** Locks what the suite carries today; returns what is new, one line a package. */
export async function relock(version: AsteriskVersion): Promise<string[]> {
  const before = new Map(readLock(version)?.packages.map((each) => [each.package, each.version]));
  await mkdir(cacheFolder(), { recursive: true });
  const folder = await mkdtemp(join(cacheFolder(), 'apt-'));
  try {
    const lock = await currentPackages(version, debianMirror(), folder);
    writeLock(lock);
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

async function unpacked(root: string): Promise<Asterisk | null> {
  const path = join(root, receipt);
  if (!existsSync(path)) return null;
  const lock = JSON.parse(await readFile(path, 'utf8')) as Lock;
  return { kind: 'ready', root, version: asteriskVersionOf(lock.packages) };
}

async function fetchInto(root: string, lock: Lock): Promise<Asterisk> {
  const already = await unpacked(root);
  if (already !== null) return already;
  say(`Fetching Asterisk ${asteriskVersionOf(lock.packages)} from Debian, ${megabytes(lock)} MB, once …`);
  const prefix = `fetch-${lock.asterisk}-`;
  await removeLeftovers(prefix);
  const work = await mkdtemp(join(cacheFolder(), prefix));
  try {
    const { files, packages } = await fetchPackages(lock, work);
    const fresh = join(work, 'root');
    await mkdir(fresh);
    await unpack(files, fresh);
    await writeFile(join(fresh, receipt), JSON.stringify({ ...lock, packages }, null, 2));
    // A folder without a receipt is none of ours, or half removed.
    await rm(root, { recursive: true, force: true });
    await rename(fresh, root);
    return { kind: 'ready', root, version: asteriskVersionOf(packages) };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Whoever was killed while fetching could not clean up; nobody else fetches this version now. */
async function removeLeftovers(prefix: string): Promise<void> {
  const names = (await readdir(cacheFolder())).filter((name) => name.startsWith(prefix));
  await Promise.all(names.map((name) => rm(join(cacheFolder(), name), { recursive: true })));
}

async function fetchPackages(lock: Lock, work: string): Promise<Pick<Lock, 'packages'> & { files: string[] }> {
  const mirror = debianMirror();
  try {
    return { packages: lock.packages, files: await download(lock.packages, mirror, work) };
  } catch (error) {
    if (!(error instanceof VanishedError)) throw error;
    say(`${error.message}: using what ${lock.suite} carries today (npm run pbx -- --relock locks it).`);
    const { packages } = await currentPackages(lock.asterisk, mirror, join(work, 'apt'));
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
