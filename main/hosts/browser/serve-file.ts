import type { ServerResponse } from 'node:http';
import { answerFrom, type PageFiles, pageHeaders } from '../page-files.ts';

/** Serves a file of the list, or 404. */
export function serveFile(files: PageFiles, path: string, response: ServerResponse): void {
  const answer = answerFrom(files, path);
  if (answer === null) {
    response.writeHead(404, { ...pageHeaders, 'Content-Type': 'text/plain; charset=utf-8' }).end('Not here.\n');
    return;
  }
  response.writeHead(200, answer.headers).end(answer.body);
}
