import type { FoundServer } from '../../../preload/contract/profile-requests.ts';
import type { LinkFailure } from '../../net/link-failure.ts';
import { type Door, type Probe, probeGreeting, probeHttp, probeWebSocket } from '../../net/probe-server.ts';

/** Where Asterisk usually is: https 8089 as its samples have it, 443 behind a proxy, 8088 without encryption. */
export interface UsualPorts {
  readonly secure: readonly number[];
  readonly plain: readonly number[];
  readonly ami: readonly { readonly port: number; readonly tls: boolean }[];
}
export const usualPorts: UsualPorts = {
  secure: [8089, 443],
  plain: [8088],
  ami: [
    { port: 5039, tls: true },
    { port: 5038, tls: false },
  ],
};

/** The usual ones, but for a manager's port that somebody has named: which may speak TLS or not. */
export const portsWith = (ami: number | undefined): UsualPorts =>
  ami === undefined ? usualPorts : { ...usualPorts, ami: [true, false].map((tls) => ({ port: ami, tls })) };

/** `/asterisk`: http.conf's `prefix`, as older samples had it. */
const paths = ['/ws', '/asterisk/ws'] as const;

/** A host, and a port or a path where the person knows them: `pbx.example`, `pbx.example:8089`, `wss://…/ws`. */
interface Wanted {
  readonly host: string;
  readonly port: number | null;
  readonly path: string | null;
}

export function readHost(text: string): Wanted | null {
  const typed = text.trim();
  const url = URL.parse(/^[a-z]+:\/\//i.test(typed) ? typed : `wss://${typed}`);
  if (url === null || url.hostname === '' || !['wss:', 'https:', 'sip:', 'sips:'].includes(url.protocol)) return null;
  if (url.username !== '' || /\s/.test(typed)) return null;
  const path = url.pathname === '/' || url.pathname === '' ? null : url.pathname;
  // The usual port of https is dropped by URL when it is written.
  const written = /^(?:[a-z]+:\/\/)?(?:\[[^\]]*\]|[^/:]*):(\d+)/i.exec(typed)?.[1];
  return { host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port: written === undefined ? null : Number(written), path };
}

interface Hit {
  readonly door: Door;
  readonly path: string;
  readonly probe: Extract<Probe, { answer: 'websocket' }>;
}

/** Looks for a phone line (SIP over a secure WebSocket), then for AMI and ARI beside it. */
export async function findServer(text: string, ports: UsualPorts = usualPorts): Promise<FoundServer> {
  const wanted = readHost(text);
  if (wanted === null) {
    const failure: LinkFailure = {
      kind: 'host-not-found',
      target: text.trim().slice(0, 100),
      detail: 'not a host name',
    };
    return { found: 'no', why: 'no-host', failure, tried: [] };
  }
  const { host, port } = wanted;
  const doors = (port === null ? ports.secure : [port]).map((each): Door => ({ host, port: each, secure: true }));
  const tries = await Promise.all(doors.map((door) => tryDoor(door, wanted.path)));
  const hit = tries.find((each) => 'probe' in each);
  if (hit !== undefined && 'probe' in hit) return await described(hit, ports);
  return await explained(
    wanted,
    doors,
    tries.flatMap((each) => ('probe' in each ? [] : [each])),
    ports,
  );
}

interface Miss {
  readonly door: Door;
  readonly miss: Exclude<Probe, { answer: 'websocket' }>;
}

async function tryDoor(door: Door, path: string | null): Promise<Hit | Miss> {
  let last: Miss['miss'] | null = null;
  for (const each of path === null ? paths : [path]) {
    const probe = await probeWebSocket(door, each);
    if (probe.answer === 'websocket') return { door, path: each, probe };
    last ??= probe;
    // Who does not answer at one path answers at no other.
    if (probe.answer === 'none') break;
  }
  return { door, miss: last ?? { answer: 'none', failure: { kind: 'timeout', target: door.host, detail: '' } } };
}

async function described({ door, path, probe }: Hit, ports: UsualPorts): Promise<FoundServer> {
  const [ami, ari] = await Promise.all([
    findAmi(door.host, ports),
    probeHttp(door, `${path.replace(/\/ws$/, '')}/ari/asterisk/info`),
  ]);
  const name = door.host.includes(':') ? `[${door.host}]` : door.host;
  return {
    found: 'yes',
    url: `wss://${name}:${door.port}${path}`,
    certificate: probe.certificate,
    ami,
    // Without a password ARI refuses (res_ari.c): that it does is enough.
    ari: ari === 401,
  };
}

async function findAmi(host: string, ports: UsualPorts) {
  const found = await Promise.all(
    ports.ami.map(async ({ port, tls }) => {
      const greeting = await probeGreeting({ host, port, secure: tls });
      return greeting?.startsWith('Asterisk Call Manager') === true ? { port, tls } : null;
    }),
  );
  return found.find((each) => each !== null) ?? null;
}

/** Which of the ways it failed says most about the cure. */
async function explained(
  { host, port }: Wanted,
  doors: readonly Door[],
  misses: readonly Miss[],
  ports: UsualPorts,
): Promise<FoundServer> {
  const tried = doors.map((door) => `${door.host}:${door.port}`);
  const web = misses.find(({ miss }) => miss.answer === 'other');
  if (web !== undefined && web.miss.answer === 'other') {
    const { door, miss } = web;
    const failure: LinkFailure = { kind: 'not-served', target: `${host}:${door.port}`, detail: `HTTP ${miss.status}` };
    return { found: 'no', why: 'no-websocket', failure, tried };
  }
  const failures = misses.flatMap(({ miss }) => (miss.answer === 'none' ? [miss.failure] : []));
  const [first] = failures;
  const failure = failures.find(({ kind }) => kind.startsWith('tls')) ??
    first ?? { kind: 'timeout', target: host, detail: '' };
  if (failure.kind === 'host-not-found') return { found: 'no', why: 'no-host', failure, tried };
  const plain = port === null ? ports.plain : [port];
  const statuses = await Promise.all(plain.map((each) => probeHttp({ host, port: each, secure: false }, '/ws')));
  const isPlain = statuses.some((status) => status !== null);
  return { found: 'no', why: isPlain ? 'http-only' : 'nothing', failure, tried };
}
