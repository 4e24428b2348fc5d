import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Why somebody was not let in; the status that says so. */
export type Refusal =
  | { readonly status: 421; readonly words: 'wrong host' }
  | { readonly status: 403; readonly words: 'no session' | 'wrong token' | 'wrong origin' };

/** Where it is noted who was let in, so that a page that outlives us is known by the next Offhook. */
export interface DoorMemory {
  read(): unknown;
  write(known: unknown): void;
}

/**
 * Who may come in over loopback. Any program and any web page on this computer can reach the port, so:
 * the Host must be the very address (no DNS rebinding), a WebSocket's Origin must be ours, and the session cookie is
 * had only for a one-time token that was printed where the agent can see it.
 */
export class Door {
  readonly #authority: string;
  readonly #memory: DoorMemory | null;
  readonly #port: number;
  readonly #cookieName: string;
  /** SHA-256 of each session's secret. */
  readonly #sessions: Set<string>;
  #token: string;

  constructor({ port, token }: { readonly port: number; readonly token: string }, memory: DoorMemory | null) {
    this.#token = token;
    this.#authority = `127.0.0.1:${port}`;
    this.#port = port;
    this.#memory = memory;
    const before = knownOn(port, memory?.read());
    this.#cookieName = before?.cookieName ?? `offhook_${randomBytes(6).toString('hex')}`;
    this.#sessions = new Set(before?.sessions);
  }

  /** Whether anybody was let in so far, by an Offhook before this one too. */
  get knowsPages(): boolean {
    return this.#sessions.size > 0;
  }

  /** The address that opens the desk once. */
  get address(): string {
    return addressOf(this.#port, this.#token);
  }

  /** A page: the right Host and a session. */
  admit(request: IncomingMessage): Refusal | null {
    if (request.headers.host !== this.#authority) return { status: 421, words: 'wrong host' };
    return this.#hasSession(request) ? null : { status: 403, words: 'no session' };
  }

  /** The wire: a page's rules, and the exact Origin, which no other page can send. */
  admitWire(request: IncomingMessage): Refusal | null {
    if (request.headers.origin !== `http://${this.#authority}`) return { status: 403, words: 'wrong origin' };
    return this.admit(request);
  }

  /** Takes a token for a session cookie (`Set-Cookie` value). The token is used up; `address` holds a new one. */
  redeem(request: IncomingMessage, token: string): Refusal | string {
    if (request.headers.host !== this.#authority) return { status: 421, words: 'wrong host' };
    if (!same(token, this.#token)) return { status: 403, words: 'wrong token' };
    this.#token = randomBytes(32).toString('base64url');
    const session = randomBytes(32).toString('base64url');
    this.#sessions.add(digestOf(session));
    this.#memory?.write({ port: this.#port, cookieName: this.#cookieName, sessions: [...this.#sessions] });
    return `${this.#cookieName}=${session}; Path=/; HttpOnly; SameSite=Strict`;
  }

  #hasSession(request: IncomingMessage): boolean {
    const cookies = (request.headers.cookie ?? '').split('; ').map((pair) => pair.split('='));
    return cookies.some(
      ([name, value]) =>
        name === this.#cookieName && [...this.#sessions].some((session) => same(digestOf(value ?? ''), session)),
    );
  }
}

/** The address that opens the desk once. */
export const addressOf = (port: number, token: string): string => `http://127.0.0.1:${port}/?token=${token}`;

/**
 * The port a profile prefers. The microphone permission belongs to the origin, and so to the port: the same profile
 * gets the same port at each start, unless it is taken.
 */
export function preferredPort(profile: string): number {
  let hash = 0x811c9dc5;
  for (const character of profile) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return 41_000 + (hash % 4000);
}

const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** What was noted for this very port: a cookie belongs to the host, and another port is another desk. */
function knownOn(port: number, noted: unknown): { readonly cookieName: string; readonly sessions: string[] } | null {
  if (typeof noted !== 'object' || noted === null) return null;
  const { port: then, cookieName, sessions } = noted as Readonly<Record<string, unknown>>;
  if (then !== port || typeof cookieName !== 'string' || !/^offhook_[0-9a-f]{12}$/.test(cookieName)) return null;
  if (!Array.isArray(sessions)) return null;
  return { cookieName, sessions: sessions.filter((each) => typeof each === 'string') };
}

/** Compares in a time that does not tell how much was right. */
function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
