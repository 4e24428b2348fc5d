import type { FoundServer } from '../../preload/contract/profile-requests.ts';
import type { LinkFailureKind, LinkName } from '../../preload/contract/views.ts';

/** Lines of Asterisk's files, as the setup shows them beside a cure; the same in every language. */

const auth = `; pjsip.conf
[{extension}]
type = auth
auth_type = userpass
username = {extension}
password = …`;

const webServer = `; http.conf
[general]
enabled = yes
tlsenable = yes
tlsbindaddr = 0.0.0.0:8089
tlscertfile = /etc/asterisk/keys/pbx.pem`;

const webSocket = `; modules.conf
load = res_http_websocket.so
load = res_pjsip_transport_websocket.so

; pjsip.conf
[transport-wss]
type = transport
protocol = wss
bind = 0.0.0.0`;

const aor = `; pjsip.conf
[{extension}]
type = aor
max_contacts = 2

; and in the endpoint
aors = {extension}`;

const webCertificate = `; http.conf
tlscertfile = /etc/asterisk/keys/pbx.pem`;

const webSessions = `; http.conf
[general]
sessionlimit = 1000`;

const managerUser = `; manager.conf
[offhook]
secret = …
permit = 192.0.2.0/255.255.255.0
read = call,agent
write = reporting,call`;

const managerOn = `; manager.conf
[general]
enabled = yes
tlsenable = yes
tlsbindaddr = 0.0.0.0:5039`;

const managerCertificate = `; manager.conf
[general]
tlscertfile = /etc/asterisk/keys/pbx.pem`;

const managerLogins = `; manager.conf
[general]
authlimit = 50
authtimeout = 30`;

const managerTwice = `; manager.conf
[general]
allowmultiplelogin = yes`;

const managerByWeb = `; manager.conf
[general]
webenabled = yes`;

const ariUser = `; ari.conf
[offhook]
type = user
password = …`;

const ariMayWrite = `; ari.conf
[offhook]
type = user
read_only = no`;

const ariOn = `; ari.conf
[general]
enabled = yes

; modules.conf
load = res_ari.so`;

const webPrefix = `; http.conf
[general]
prefix =`;

/** What no line of Asterisk mends: the name, the network, the clock, a PBX that is too old or still starting. */
const elsewhere = { 'host-not-found': '', unreachable: '', 'old-version': '', 'not-ready': '' } as const;

/** Which lines are at fault where a connection failed in some way; empty: none of them is. */
const ofLink: Readonly<Record<LinkName, Readonly<Record<LinkFailureKind, string>>>> = {
  sip: {
    ...elsewhere,
    refused: webServer,
    timeout: webSocket,
    // Nothing is wrong with a certificate of one's own: it is looked at and pinned.
    'tls-untrusted': '',
    'tls-wrong-host': webCertificate,
    'tls-expired': webCertificate,
    'tls-wrong-pin': webCertificate,
    'tls-failed': webServer,
    'auth-rejected': auth,
    forbidden: aor,
    'not-served': webSocket,
    'wrong-service': webServer,
    replaced: aor,
    closed: webSessions,
  },
  ami: {
    ...elsewhere,
    refused: managerOn,
    timeout: managerOn,
    'tls-untrusted': managerCertificate,
    'tls-wrong-host': managerCertificate,
    'tls-expired': managerCertificate,
    'tls-wrong-pin': managerCertificate,
    'tls-failed': managerOn,
    'auth-rejected': managerUser,
    forbidden: managerUser,
    'not-served': managerByWeb,
    'wrong-service': managerOn,
    replaced: managerTwice,
    closed: managerLogins,
  },
  ari: {
    ...elsewhere,
    refused: webServer,
    timeout: webServer,
    'tls-untrusted': webCertificate,
    'tls-wrong-host': webCertificate,
    'tls-expired': webCertificate,
    'tls-wrong-pin': webCertificate,
    'tls-failed': webServer,
    'auth-rejected': ariUser,
    forbidden: ariMayWrite,
    'not-served': ariOn,
    'wrong-service': webPrefix,
    replaced: ariUser,
    closed: webSessions,
  },
};

export const linesOfLink = (link: LinkName, kind: LinkFailureKind, extension: string): string =>
  ofLink[link][kind].replaceAll('{extension}', extension);

/** The same where no phone line was found at all. */
export const linesOfServer: Readonly<Record<Extract<FoundServer, { found: 'no' }>['why'], string>> = {
  'no-host': '',
  nothing: webServer,
  'http-only': webServer,
  'no-websocket': webSocket,
};

/** And where the manager was looked for on a port that somebody named. */
export const linesOfManager = managerOn;
