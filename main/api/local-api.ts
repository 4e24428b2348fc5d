import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableStore, toDisposable } from '../base/disposable.ts';
import type { Event } from '../base/emitter.ts';
import type { Logger } from '../base/log.ts';
import { failed, type Result, success } from '../base/result.ts';
import { type ApiCall, type ApiCommand, type ApiOut, apiIn } from './messages.ts';

export interface LocalApiOptions {
  /** 0: any free one. */
  readonly port: number;
  /** Pages that may connect; a program sends no Origin. */
  readonly origins: readonly string[];
  readonly token: string;
  readonly agent: { readonly name: string; readonly extension: string };
  readonly calls: () => readonly ApiCall[];
  readonly onDidChange: Event<unknown>;
  readonly run: (
    command: ApiCommand,
  ) => Promise<{ readonly result: 'done' | 'refused' | 'unconfirmed'; readonly why: string | null }>;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface LocalApi extends Disposable {
  readonly port: number;
}

/** Commands are short. */
const largestMessage = 16 * 1024;
/** A page has this long to send its token, ms. */
const tokenWithin = 3000;
const mostConnections = 20;

/**
 * Tells other programs on this computer of calls, and takes their commands. Any program and any web page can reach a
 * loopback port, so: the Host must be the loopback's own (no DNS rebinding), an Origin must be on the list, and nothing
 * is told before the token was right.
 */
export async function openLocalApi(options: LocalApiOptions): Promise<Result<LocalApi, string>> {
  const { log, origins } = options;
  const server = createServer((_, response) => response.writeHead(426).end());
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage, clientTracking: true });
  const listening = await listen(server, options.port);
  if (!listening.ok) return listening;
  const port = listening.value;
  server.on('upgrade', (request, socket, head) => {
    const why =
      refusal(request, port, origins) ?? (sockets.clients.size >= mostConnections ? 'too many connections' : null);
    if (why !== null) return refuse(socket, why, log);
    sockets.handleUpgrade(request, socket, head, (client) => serve(client, bearerOf(request), options));
  });
  return success({
    port,
    dispose: () => {
      for (const client of sockets.clients) client.terminate();
      server.close();
      server.closeAllConnections();
    },
  });
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<Result<number, string>> {
  const { promise, resolve } = Promise.withResolvers<Result<number, string>>();
  server.once('error', (error) => resolve(failed('code' in error ? String(error.code) : error.message)));
  server.listen(port, '127.0.0.1', () => {
    const address = server.address();
    resolve(success(typeof address === 'object' && address !== null ? address.port : port));
  });
  return promise;
}

function refusal({ headers }: IncomingMessage, port: number, origins: readonly string[]): string | null {
  if (headers.host !== `127.0.0.1:${port}` && headers.host !== `localhost:${port}`) return 'wrong host';
  return headers.origin === undefined || origins.includes(headers.origin) ? null : 'this page may not connect';
}

function refuse(socket: Duplex, why: string, log: Logger): void {
  socket.on('error', () => socket.destroy());
  log.warn('a connection to the local API was refused', { why });
  socket.end('HTTP/1.1 403 Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}

const bearerOf = ({ headers }: IncomingMessage): string | null =>
  /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? null;

function serve(client: WebSocket, bearer: string | null, options: LocalApiOptions): void {
  const { clock, log, token, agent } = options;
  const open = new DisposableStore();
  let admitted = false;
  const send = (message: ApiOut): void => client.send(JSON.stringify(message), () => undefined);
  const turnAway = (why: string): void => {
    log.warn('a connection to the local API was turned away', { why });
    send({ type: 'error', why });
    client.close(4401, why);
  };
  const admit = (given: string): void => {
    if (!same(given, token)) return turnAway('wrong token');
    admitted = true;
    send({ type: 'hello', version: 1, agent: agent.name, extension: agent.extension });
    open.add(tellCalls(options, send));
  };
  const patience = open.add(clock.after(tokenWithin, () => !admitted && turnAway('no token came')));
  client.on('error', (error) => log.warn('a program broke the WebSocket protocol', { error: error.message }));
  client.on('close', () => open.dispose());
  client.on('message', (data) => {
    const message = apiIn.safeParse(decode(Buffer.isBuffer(data) ? data.toString('utf8') : ''));
    if (!admitted)
      return message.success && message.data.type === 'token'
        ? admit(message.data.token)
        : turnAway('the token comes first');
    if (!message.success || message.data.type === 'token') return send({ type: 'error', why: 'that is no command' });
    const { data: command } = message;
    void options.run(command).then((done) => send({ type: 'result', id: command.id, ...done }));
  });
  if (bearer !== null) {
    patience.dispose();
    admit(bearer);
  }
}

/** Now, and whenever they are others. */
function tellCalls({ calls, onDidChange }: LocalApiOptions, send: (message: ApiOut) => void): Disposable {
  let told = '';
  const tell = (): void => {
    const message = { type: 'calls' as const, calls: [...calls()] };
    const text = JSON.stringify(message);
    if (text === told) return;
    told = text;
    send(message);
  };
  tell();
  const listening = onDidChange(tell);
  return toDisposable(() => listening.dispose());
}

function decode(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Refused by the schema, like anything else.
    return null;
  }
}

/** Compares in a time that does not tell how much was right. */
function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
