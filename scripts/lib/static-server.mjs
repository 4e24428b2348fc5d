// @ts-check
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

/** @type {Readonly<Record<string, string>>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/**
 * Serves a folder on 127.0.0.1, on any free port.
 * @param {string} folder
 * @returns {Promise<{ address: string, close: () => void }>}
 */
export const serveFolder = async (folder) => {
  const server = createServer((request, response) => {
    const path = normalize(join(folder, new URL(request.url ?? '/', 'http://127.0.0.1').pathname));
    const type = types[extname(path)];
    const refuse = () => void response.writeHead(404).end();
    if (type === undefined || !path.startsWith(folder + sep)) refuse();
    else void readFile(path).then((body) => response.writeHead(200, { 'Content-Type': type }).end(body), refuse);
  });
  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(null));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { address: `http://127.0.0.1:${address.port}`, close: () => void server.close() };
};
