import type { LinkFailureKind, LinkName } from '../../preload/contract/views.ts';

const names: Readonly<Record<LinkName, string>> = {
  sip: 'Phone line (SIP)',
  ami: 'Call events (AMI)',
  ari: 'Call control (ARI)',
};

const means: Readonly<Record<LinkName, string>> = {
  sip: 'Calls cannot be made or taken here.',
  ami: 'Queues and message counts are not known; calls work.',
  ari: 'Some call details are not known; calls work.',
};

const failures: Readonly<Record<LinkFailureKind, (target: string) => string>> = {
  'host-not-found': (target) => `The name in ${target} cannot be found.`,
  refused: (target) => `Nothing answers at ${target}: the port is closed.`,
  unreachable: (target) => `There is no way through the network to ${target}.`,
  timeout: (target) => `${target} does not answer.`,
  'tls-untrusted': (target) => `The certificate of ${target} is signed by nobody this computer trusts.`,
  'tls-wrong-host': (target) => `The certificate of ${target} is for another name.`,
  'tls-expired': (target) => `The certificate of ${target} has expired.`,
  'tls-wrong-pin': (target) => `The certificate of ${target} is not the pinned one.`,
  'tls-failed': (target) => `No secure connection to ${target}: it may not speak TLS on that port.`,
  'auth-rejected': (target) => `${target} does not accept the user name or password.`,
  forbidden: (target) => `${target} lets this user in, but not do what is needed.`,
  'not-served': (target) => `${target} has nothing at this path.`,
  'wrong-service': (target) => `Something else than Asterisk answers at ${target}.`,
  'old-version': (target) => `The Asterisk at ${target} is older than version 13.`,
  'not-ready': (target) => `The PBX at ${target} is starting or shutting down.`,
  replaced: (target) => `Another program took this place at ${target}.`,
  closed: (target) => `${target} closed the connection.`,
};

/** What to do about it, in one sentence. */
const cures: Readonly<Record<LinkFailureKind, string>> = {
  'host-not-found': 'Check the name in the settings, and that the computer is on the network.',
  refused: 'Check the port in the settings, and that the PBX runs with this service switched on.',
  unreachable: 'Check the network cable, the Wi-Fi or the VPN.',
  timeout: 'Check that no firewall stands between, and that the PBX is well.',
  'tls-untrusted': 'Name the CA file of the PBX in the settings, or pin its certificate.',
  'tls-wrong-host': 'Use the name that is in the certificate, or pin the certificate.',
  'tls-expired': 'Have the certificate renewed, and check the clock of this computer.',
  'tls-wrong-pin': 'If the certificate was renewed, pin the new one; if not, somebody may be listening in.',
  'tls-failed': 'Check that this is the TLS port of the PBX.',
  'auth-rejected': 'Check the user name and password, and that the PBX lets this address in (permit, deny, acl).',
  forbidden: 'Have the rights of this user widened on the PBX.',
  'not-served':
    'Check the path in the settings, and that its module is loaded on the PBX: res_pjsip_transport_websocket for SIP, res_ari for ARI, and webenabled in manager.conf for the manager by HTTP.',
  'wrong-service': 'Check the address and port in the settings.',
  'old-version': 'Have the PBX brought to Asterisk 13 or later.',
  'not-ready': 'Wait a moment: it comes back by itself.',
  replaced: 'Close Offhook on the other computer, or give each desk a user of its own.',
  closed: 'If it happens again, look into the log of the PBX.',
};

/** Everything that is said about connections. */
export const enLinks = {
  names,
  means,
  failures,
  cures,
  short: { sip: 'SIP', ami: 'AMI', ari: 'ARI' },
  allUp: 'Connected to the PBX',
  connecting: 'Connecting to the PBX…',
  downShort: (which: string) => `${which} down`,
  downSince: (name: string, time: string) => `${name} down since ${time}.`,
  upAgain: (name: string) => `${name} is up again`,
  retry: 'Try now',
  retryIn: (seconds: number) => `Trying again in ${seconds} s.`,
  retryNow: 'Trying again now.',
  noRetry: 'It is not tried again by itself.',
  engineLost: 'Offhook’s engine is gone. Reconnecting…',
  engineLostMeans: 'What stands here is the last that was known.',
  microphone: {
    blocked: 'The microphone is blocked. Callers would not hear you: allow it for Offhook.',
    missing: 'No microphone is plugged in. Callers would not hear you.',
  },
  notServed: 'The audio is not ready. A call cannot be answered yet.',
} as const;

/** Whether a call would ring here now. Short: it stands in the strip. */
export const enRing = {
  yes: 'Calls ring here',
  reasons: {
    'taken-over': 'No call rings here: another desk took over.',
    down: 'No call rings here: the phone line is down.',
    connecting: 'No call rings here yet: connecting.',
    'no-page': 'No call can be answered here yet: no audio.',
    unreachable: 'No call rings here: the PBX cannot reach this phone.',
    'microphone-blocked': 'Callers would not hear you: microphone blocked.',
    'microphone-missing': 'Callers would not hear you: no microphone.',
  },
  doNotDisturb: 'No call rings here: do not disturb is on.',
  forwarded: (to: string) => `No call rings here: all are forwarded to ${to}.`,
  queues: {
    paused: (queues: string) => `Calls of ${queues} do not ring here: paused.`,
    'signed-out': (queues: string) => `Calls of ${queues} do not ring here: not signed in.`,
  },
  outOfTime: (minutes: number, ahead: boolean) =>
    `Calls ring here, but this computer’s clock is ${minutes} min ${ahead ? 'fast' : 'slow'}: set it.`,
  /** What the key does about it. */
  mends: {
    again: 'try now',
    microphone: 'ask for it',
    diverted: 'end it',
    paused: 'end pause',
    'signed-out': 'sign in',
    clock: 'check',
  },
  stillBlocked: 'The microphone is still blocked. Allow it for Offhook in the browser’s or the system’s settings.',
  stillMissing: 'There is still no microphone. Plug one in.',
} as const;
