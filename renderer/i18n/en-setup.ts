import type { LinkFailureKind } from '../../preload/contract/views.ts';
import {
  amiLines,
  aor,
  ariLines,
  ariOn,
  certificate,
  managerOn,
  sipLines,
  webServer,
  webSocket,
} from './asterisk-lines.ts';

/** What to do where a connection was tried during the setup: the cure, and the lines of Asterisk it is about. */
export interface Cure {
  readonly cure: string;
  readonly lines: string;
}

const server = {
  'no-host': {
    cure: 'Check the name: it is written as in pbx.example or 192.0.2.10, with a port if it is an unusual one.',
    lines: '',
  },
  nothing: {
    cure: 'Switch on Asterisk’s web server with TLS, and let the port through the firewall.',
    lines: webServer,
  },
  'http-only': {
    cure: 'The PBX answers there without encryption. Offhook sends no password that way: switch on TLS.',
    lines: webServer,
  },
  'no-websocket': {
    cure: 'A web server answers, but it has no SIP over WebSocket. Load the modules, and check “prefix” in http.conf.',
    lines: webSocket,
  },
} satisfies Readonly<Record<string, Cure>>;

const sip = (extension: string): Readonly<Partial<Record<LinkFailureKind, Cure>>> => ({
  'auth-rejected': {
    cure: 'Check extension and password. The PBX must know them as its [auth] section has them.',
    lines: sipLines(extension),
  },
  forbidden: {
    cure: 'The password is right, but the PBX takes no registration for this extension. It needs an AOR with room.',
    lines: aor(extension),
  },
  replaced: {
    cure: 'The PBX accepted the registration and did not keep it: another phone may have the only place.',
    lines: aor(extension),
  },
  'not-served': {
    cure: 'SIP over WebSocket is not served at this address. Load the modules.',
    lines: webSocket,
  },
  refused: { cure: 'Switch on Asterisk’s web server with TLS.', lines: webServer },
  timeout: { cure: 'The PBX does not answer to REGISTER. Check that chan_pjsip is loaded.', lines: webSocket },
  'tls-untrusted': { cure: 'Look at the certificate below the server and trust it, or install its CA.', lines: '' },
  'tls-wrong-pin': { cure: 'The PBX shows another certificate now. Look for the server again.', lines: certificate },
  'tls-expired': { cure: 'Have the certificate renewed, or trust this one.', lines: certificate },
});

const ami: Readonly<Partial<Record<LinkFailureKind, Cure>>> = {
  'auth-rejected': {
    cure: 'Check the manager’s user and secret, and that “permit” has the address of this computer.',
    lines: amiLines,
  },
  refused: {
    cure: 'Switch on the manager interface.',
    lines: managerOn,
  },
};

const ari: Readonly<Partial<Record<LinkFailureKind, Cure>>> = {
  'auth-rejected': {
    cure: 'Check the ARI user and password.',
    lines: ariLines,
  },
  'not-served': {
    cure: 'ARI is switched off on this PBX.',
    lines: ariOn,
  },
};

/** The first run, and the passwords that are asked for. */
export const enSetup = {
  title: 'Connect to your PBX',
  sub: 'Then a sound check, and you can take calls.',
  ways: 'Ways to connect',
  choose: 'choose',
  connect: 'Connect',
  connecting: 'Connecting…',
  brokenFile: (file: string, words: string, keptAs: string) =>
    `${file} ${words}. Nothing of it was used; it is kept as ${keptAs}.`,
  link: {
    title: 'Paste a provisioning link',
    about: 'Your administrator sent one. It fills in everything.',
    field: 'Provisioning link',
    placeholder: 'offhook://connect/… or https://…',
    reading: 'Looking at the link…',
    good: (extension: string, name: string, where: string) => `Extension ${extension} (${name}) at ${where}`,
    signedBy: (issuer: string, fingerprint: string) => `Signed by ${issuer}, key ${fingerprint}.`,
    signer: {
      known: 'This computer knows the key.',
      new: 'This computer has not seen the key before. If in doubt, have your administrator read it out.',
      changed: 'This is not the key your desk was set up with. Ask your administrator before you go on.',
    },
    noPassword: 'It holds no password: you will be asked for it.',
    bad: {
      'not-a-link': 'This is not a provisioning link. It begins with offhook: or https://.',
      'not-https':
        'The link begins with http://. Settings that hold passwords come by https:// only: ask for such a link.',
      unreachable: 'The server of the link cannot be reached. Check the network, then try again.',
      gone: 'The server has nothing (any more) at this link. It may have been used: ask for a new one.',
      'no-document': 'What the link leads to is no provisioning document of Offhook. Ask for a new link.',
      'too-large': 'What the link leads to is far too large for settings. Ask your administrator.',
      'bad-signature':
        'The signature does not fit: something of it was changed on the way. Do not use it; ask for a new one.',
      'strange-signer': 'It is signed by a key that the policy of this computer does not allow.',
      expired: 'The link has expired. Ask for a new one.',
      'bad-settings': 'The settings in it are not valid. Tell your administrator:',
    },
  },
  hand: {
    title: 'Enter by hand',
    about: 'Server, extension and password. AMI and ARI can follow later.',
    host: 'Server',
    hostHint: 'As in pbx.example. The ports are found.',
    extension: 'Extension',
    password: 'Password',
    passwordHint: {
      keychain: 'Kept in the keychain of this computer.',
      'secret-service': 'Kept in the keyring of your desktop.',
      file: 'Kept in a file that only you can read, not encrypted: this computer offers no keychain here.',
      memory: 'Kept nowhere: you will be asked at each start.',
    },
    looking: 'Looking for the PBX…',
    found: (address: string) => `Phone line found at ${address}`,
    tried: (addresses: string) => `Tried: ${addresses}.`,
    lines: 'In the files of Asterisk:',
    certificate: {
      title: 'This computer does not know the PBX’s certificate',
      why: {
        'tls-untrusted': 'It is signed by nobody this computer trusts, as in many offices.',
        'tls-wrong-host': 'It is for another name than the one you typed.',
        'tls-expired': 'It has expired.',
        other: 'It was not believed.',
      },
      subject: 'For',
      issuer: 'Signed by',
      until: 'Valid until',
      fingerprint: 'SHA-256',
      compare:
        'Compare the fingerprint with your administrator’s, then pin it: from then on only this one is believed.',
      pin: 'Pin this certificate',
      pinned: 'Pinned: only this certificate will be believed.',
      cli: 'On the PBX: openssl x509 -in /etc/asterisk/keys/pbx.pem -noout -fingerprint -sha256',
    },
    more: 'Optional',
    ami: {
      title: (port: number) => `AMI answers on port ${port}`,
      about: 'Shows queues, parked calls and who is free. Leave it empty to do without.',
      username: 'AMI user',
      secret: 'AMI secret',
    },
    ari: {
      title: 'ARI answers',
      about: 'Tells which channel is which call a moment earlier. Whoever holds its password controls all calls.',
      username: 'ARI user',
      secret: 'ARI password',
    },
    missing: { host: 'Type the name of the PBX.', extension: 'Type your extension.', password: 'Type the password.' },
  },
  demo: {
    title: 'Try the demo PBX',
    about: 'Runs on this computer with simulated callers. Nothing leaves it.',
    start: 'Start',
    starting: 'Starting an Asterisk on this computer…',
    failed: (why: string) => `The demo did not start: ${why}`,
  },
  passwords: {
    title: 'Type your password',
    sub: (name: string) => `For ${name}`,
    names: { sipPassword: 'Phone (SIP) password', amiSecret: 'AMI secret', ariPassword: 'ARI password' },
    go: 'Go on',
    failed: (why: string) => `Not kept: ${why}`,
  },
  server,
  cures: { sip, ami, ari },
  lost: 'Offhook’s engine is not connected. It is tried again by itself.',
} as const;
