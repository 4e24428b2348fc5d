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
  'wrong-service': (target) => `Something else than Asterisk answers at ${target}.`,
  replaced: (target) => `Another program took this place at ${target}.`,
  closed: (target) => `${target} closed the connection.`,
};

/** Everything that is said about connections. */
export const enLinks = {
  names,
  means,
  failures,
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
