import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { ajamTransport } from '../ami/ajam-transport.ts';
import { type AmiClient, createAmiClient } from '../ami/client.ts';
import type { AmiTap } from '../ami/tap.ts';
import { tcpTransport } from '../ami/tcp-transport.ts';
import { tlsTransport } from '../ami/tls-transport.ts';
import type { AmiTransport } from '../ami/transport.ts';
import { type AriClient, createAriClient } from '../ari/client.ts';
import type { AriTap } from '../ari/tap.ts';
import type { Clock } from '../base/clock.ts';
import type { Hush } from '../base/hush.ts';
import type { TlsTrust } from '../net/tls-trust.ts';
import type { Settings } from '../settings/schema.ts';
import { createSipPhone } from '../sip/create-sip-phone.ts';
import type { MediaPort } from '../sip/media-port.ts';
import type { SipPhone } from '../sip/phone.ts';
import type { SipTap } from '../sip/ws-transport.ts';
import { legCheck } from './leg-check.ts';
import type { NotedCalls } from './noted-calls.ts';
import { notedContacts } from './noted-contacts.ts';
import type { OffhookOptions } from './offhook.ts';
import { eventsRead } from './translate/events-read.ts';

/** The three roads to the PBX; AMI and ARI only where the settings name them. */
export interface Pbx {
  readonly phone: SipPhone;
  readonly ami: AmiClient | null;
  readonly ari: AriClient | null;
}

/** Who hears what goes over each road. */
export interface PbxTaps {
  readonly sip: SipTap;
  readonly ami: AmiTap;
  readonly ari: AriTap;
}

/** Makes the clients of one agent; nothing connects before `start`. */
export function connectPbx(
  options: OffhookOptions,
  media: MediaPort,
  noted: NotedCalls,
  taps: PbxTaps,
  hush: Hush,
): Pbx {
  const { settings, secrets, clock, random, log } = options;
  const trust = trustOf(settings.tls);
  const shared = { clock, random, trust };
  const { sip, ami, ari, agent } = settings;
  const manager =
    ami === null
      ? null
      : createAmiClient({
          ...{ clock, random, hush },
          log: log.child('ami'),
          transport: amiRoad(ami, trust, clock),
          username: ami.username,
          secret: secrets.amiSecret ?? '',
          interesting: eventsRead,
          tap: taps.ami,
        });
  return {
    phone: createSipPhone({
      ...shared,
      log: log.child('sip'),
      url: sip.url,
      username: sip.username,
      password: secrets.sipPassword,
      domain: sip.domain ?? new URL(sip.url).hostname,
      displayName: agent.name,
      media,
      tap: taps.sip,
      hush,
      journal: noted,
      contactNote: notedContacts(options.registered ?? null),
      ...(manager !== null && { legOf: legCheck(manager, `PJSIP/${sip.username}`, noted) }),
    }),
    ami: manager,
    ari:
      ari === null
        ? null
        : createAriClient({
            ...shared,
            log: log.child('ari'),
            url: ari.url,
            username: ari.username,
            password: secrets.ariPassword ?? '',
            app: `offhook-${agent.extension}-${desktopOf(options.folder)}`,
            // My own channels, and who comes and goes in bridges: a list of who is in mine would not stay true by itself.
            sources: [`endpoint:PJSIP/${sip.username}`, 'bridge:'],
            tap: taps.ari,
          }),
  };
}

/**
 * A name is one consumer on the PBX. Whoever was killed under it comes back to it, instead of leaving one behind at every
 * crash; another desktop has another one.
 */
function desktopOf(folder: string | null): string {
  if (folder === null) return randomUUID().slice(0, 8);
  return createHash('sha256').update(`${hostname()} ${folder}`).digest('hex').slice(0, 8);
}

function amiRoad(ami: NonNullable<Settings['ami']>, trust: TlsTrust, clock: Clock): AmiTransport {
  if (ami.road === 'http') return ajamTransport({ url: ami.url, trust, clock });
  const { host, port } = ami;
  return ami.tls ? tlsTransport({ host, port, trust }) : tcpTransport({ host, port });
}

/** The settings' wish as the clients take it. A CA file is read once, at the start. */
function trustOf(tls: Settings['tls']): TlsTrust {
  switch (tls.trust) {
    case 'system':
      return { kind: 'system' };
    case 'ca':
      return { kind: 'ca', pem: readFileSync(tls.file, 'utf8') };
    case 'pin':
      return { kind: 'pin', sha256: tls.sha256 };
  }
}
