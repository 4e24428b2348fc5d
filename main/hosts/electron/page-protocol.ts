import type { CustomScheme, Protocol } from 'electron';
import { answerFrom, type PageFiles, pageHeaders } from '../page-files.ts';
import { isOwnPage, pageScheme } from './own-page.ts';

/** Told to Chromium before the app is ready: a secure context (microphone) with relative addresses and fetch. */
export const pageSchemePrivileges: CustomScheme = {
  scheme: pageScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true },
};

/** Answers the page's requests out of the files that were built; a path outside the list names nothing. */
export function servePage(protocol: Pick<Protocol, 'handle'>, files: PageFiles): void {
  protocol.handle(pageScheme, (request) => answer(files, request));
}

function answer(files: PageFiles, { method, url }: Pick<Request, 'method' | 'url'>): Response {
  const refuse = (status: number, words: string) => new Response(words, { status, headers: pageHeaders });
  if (method !== 'GET') return refuse(405, 'Only GET.\n');
  if (!isOwnPage(url)) return refuse(404, 'Not here.\n');
  const found = answerFrom(files, new URL(url).pathname);
  if (found === null) return refuse(404, 'Not here.\n');
  return new Response(new Uint8Array(found.body), { headers: found.headers });
}
