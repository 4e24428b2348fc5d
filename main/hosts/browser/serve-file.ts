import type { ServerResponse } from 'node:http';
import { type PageFiles, pageHeaders } from '../page-files.ts';

/** Serves a file of the list, or 404. */
export function serveFile(files: PageFiles, path: string, response: ServerResponse): void {
  const file = files.get(path);
  if (file === undefined) {
    response.writeHead(404, { ...pageHeaders, 'Content-Type': 'text/plain; charset=utf-8' }).end('Not here.\n');
    return;
  }
  response.writeHead(200, { ...pageHeaders, 'Content-Type': file.type }).end(file.body);
}
