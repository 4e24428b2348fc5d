import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { FromMain, Wire } from '../../../preload/contract/wire.ts';
import { pageLeaves } from '../../../preload/contract/wire-address.ts';
import { Emitter, type Event } from '../../base/emitter.ts';
import type { Logger } from '../../base/log.ts';
import { type PageFiles, pageHeaders } from '../page-files.ts';
import { Door, type DoorMemory, type Refusal } from './door.ts';
import type { FrontDoor } from './front-door.ts';
import { serveFile } from './serve-file.ts';

export interface PageServer {
  /** The address that opens the desk, once; a new one after each use. */
  readonly address: string;
  /** Whether a page that was let in before a crash may come back. */
  readonly awaited: boolean;
  readonly onDidOpenPage: Event<Wire<FromMain>>;
  /** The last page that was here is gone, and said no farewell: it died, or all of its browser ended. */
  readonly onDidLosePages: Event<void>;
  /** Somebody used the address: the next person needs the new one. */
  readonly onDidUseAddress: Event<string>;
  close(): Promise<void>;
}

/** SDP and views are far below this; anything larger is not ours. */
const largestMessage = 1_000_000;

export interface PageServerOptions {
  readonly front: FrontDoor;
  readonly log: Logger;
  /** By what pages are known that were let in before a crash; null: nowhere noted. */
  readonly known: DoorMemory | null;
  /** Whether somebody talks now: then a desk has its audio first (renderer/talking.ts). */
  readonly talks: () => boolean;
}

/** Serves the page and its wire behind the front door, once that is opened. */
export function servePages(files: PageFiles, { front, log, known, talks }: PageServerOptions): PageServer {
  const { server } = front;
  const door = new Door(front, known);
  const awaited = door.knowsPages;
  const pages = new Emitter<Wire<FromMain>>();
  const used = new Emitter<string>();
  const lost = new Emitter<void>();
  const wires = new WebSocketServer({ noServer: true, maxPayload: largestMessage, clientTracking: true });

  server.on('request', (request, response) => {
    const url = urlOf(request);
    const token = url.searchParams.get('token');
    if (url.pathname === '/' && token !== null) return redeem(request, response, token, url.searchParams.has('pop'));
    const refusal = door.admit(request);
    if (refusal !== null) return refuse(response, refusal, log);
    return serveFile(files, url.pathname === '/' && talks() ? '/talking.html' : url.pathname, response);
  });

  const redeem = (request: IncomingMessage, response: ServerResponse, token: string, pop: boolean): void => {
    const cookie = door.redeem(request, token);
    // An address that was used already, opened again by its own window (a reload), is no stranger.
    if (typeof cookie !== 'string' && door.admit(request) !== null) return refuse(response, cookie, log);
    response
      .writeHead(303, {
        ...pageHeaders,
        ...(typeof cookie === 'string' && { 'Set-Cookie': cookie }),
        Location: pop ? '/?pop' : '/',
      })
      .end();
    if (typeof cookie === 'string') used.emit(door.address);
  };

  server.on('upgrade', (request, socket, head) => {
    const path = urlOf(request).pathname;
    const refusal = door.admitWire(request);
    if (refusal !== null || path !== '/wire') return refuseUpgrade(socket, refusal, log);
    wires.handleUpgrade(request, socket, head, (page) => {
      page.on('close', (code) => {
        if (code !== pageLeaves && wires.clients.size === 0) lost.emit();
      });
      pages.emit(wireOf(page, log));
    });
  });

  return {
    get address() {
      return door.address;
    },
    awaited,
    onDidOpenPage: pages.event,
    onDidLosePages: lost.event,
    onDidUseAddress: used.event,
    close: () => closeAll(server, wires),
  };
}

/** What was asked for; a target that is no URL (`//`) names nothing we have. */
function urlOf(request: IncomingMessage): URL {
  return URL.parse(request.url ?? '', 'http://127.0.0.1') ?? new URL('http://127.0.0.1/not-a-url');
}

function wireOf(page: WebSocket, log: Logger): Wire<FromMain> {
  page.on('error', (error) => log.warn('a page broke the WebSocket protocol', { error: error.message }));
  return {
    send: (message) => page.send(JSON.stringify(message), () => undefined),
    onMessage: (listener) =>
      page.on('message', (data) => listener(decode(Buffer.isBuffer(data) ? data.toString('utf8') : ''))),
    onClose: (listener) => page.on('close', listener),
  };
}

/** Text that is not JSON reaches the contract's decoder as itself, and is refused there like anything else. */
function decode(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function refuse(response: ServerResponse, { status, words }: Refusal, log: Logger): void {
  log.warn('a page was refused', { status, words });
  const help = 'This address of Offhook can be used once. The window that runs Offhook shows a new one.\n';
  response.writeHead(status, { ...pageHeaders, 'Content-Type': 'text/plain; charset=utf-8' }).end(help);
}

function refuseUpgrade(socket: Duplex, refusal: Refusal | null, log: Logger): void {
  socket.on('error', () => socket.destroy());
  log.warn('a wire was refused', { words: refusal?.words ?? 'no such path' });
  socket.end(`HTTP/1.1 ${refusal?.status ?? 404} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

async function closeAll(server: Server, wires: WebSocketServer): Promise<void> {
  for (const page of wires.clients) page.close(1001, 'Offhook stops');
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeAllConnections();
  for (const page of wires.clients) page.terminate();
  await promise;
}
