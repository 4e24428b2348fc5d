import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

export interface PageFile {
  readonly body: Buffer;
  readonly type: string;
}
/** What the page may load, by exact path: nothing outside the list can be named, so there is no path to climb. */
export type PageFiles = ReadonlyMap<string, PageFile>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const unpack = promisify(gunzip);

/**
 * Reads the built page into memory (a few hundred kB) under the paths it is served at; `/` is index.html. In a package its
 * files are packed, `.gz` after their name.
 */
export async function readPageFiles(folder: string): Promise<PageFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const stored = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(stored.map((path) => readPageFile(folder, path)));
  return new Map(files.filter((file) => file !== null));
}

/** Under its path; null: it is nothing a page may load. */
async function readPageFile(folder: string, stored: string): Promise<readonly [string, PageFile] | null> {
  const path = stored.replace(/\.gz$/, '');
  const type = types[extname(path)];
  if (type === undefined) return null;
  const url = `/${path.slice(folder.length + 1).replaceAll('\\', '/')}`;
  const body = await readFile(stored);
  return [url === '/index.html' ? '/' : url, { body: path === stored ? body : await unpack(body), type }];
}

/** Stands in the built pages where the nonce goes that each load has for itself; vite.config.ts has it put there. */
export const noncePlaceholder = 'OFFHOOK-NONCE-OF-THIS-LOAD';

/** `nonce`: of the page that is answered with; null: it is no page, and nothing of it may run. */
const policyOf = (nonce: string | null): string =>
  [
    "default-src 'none'",
    // A script of our own that nobody put into the page is refused as well; what a script imports is let in by its nonce.
    `script-src ${nonce === null ? "'none'" : `'nonce-${nonce}'`}`,
    `style-src 'self'${nonce === null ? '' : ` 'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

/** What the build names by its content (vite.config.ts): under that name there is never anything else. */
const namedByContent = /^\/assets\/[^/]+-[\w-]{8}\.\w+$/;
/** Kept by the browser, and with it what Chromium has compiled of it; it is the program, which says nothing of anybody. */
const kept = { 'Cache-Control': 'private, max-age=31536000, immutable' } as const;

const headersOf = (nonce: string | null): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': policyOf(nonce),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'microphone=(self), camera=(), geolocation=()',
  'Cache-Control': 'no-store',
});

/** On every answer that is no file, also on refusals. */
export const pageHeaders: Readonly<Record<string, string>> = headersOf(null);

export interface PageAnswer {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** What is answered for a path; null: there is no such file. A page has a nonce nobody can know before. */
export function answerFrom(files: PageFiles, path: string): PageAnswer | null {
  const file = files.get(path);
  if (file === undefined) return null;
  const { body, type } = file;
  if (!type.startsWith('text/html')) {
    const keeping = namedByContent.test(path) ? kept : {};
    return { body, headers: { ...pageHeaders, ...keeping, 'Content-Type': type } };
  }
  const nonce = randomBytes(18).toString('base64');
  const page = body.toString('utf8').replaceAll(noncePlaceholder, nonce);
  return { body: Buffer.from(page), headers: { ...headersOf(nonce), 'Content-Type': type } };
}
