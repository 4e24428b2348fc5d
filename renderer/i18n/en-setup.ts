import type { LinkFailureKind, LinkName } from '../../preload/contract/views.ts';

/** What to do where no phone line was found. The lines of Asterisk beside it stand in asterisk-lines.ts. */
const server = {
  'no-host': 'Check the name: it is written as in pbx.example or 192.0.2.10, with a port if it is an unusual one.',
  nothing: 'Switch on Asterisk’s web server with TLS, and let the port through the firewall.',
  'http-only': 'The PBX answers there without encryption. Offhook sends no password that way: switch on TLS.',
  'no-websocket':
    'A web server answers, but it has no SIP over WebSocket. Load the modules, and check “prefix” in http.conf.',
} as const;

type Cures = Readonly<Partial<Record<LinkFailureKind, string>>>;

/** What to do where a connection was tried during the setup, where that is more than is said of it later. */
const cures: Readonly<Record<LinkName, Cures>> = {
  sip: {
    'auth-rejected': 'Check extension and password. The PBX must know them as its [auth] section has them.',
    forbidden:
      'The password is right, but the PBX takes no registration for this extension. It needs an AOR with room.',
    replaced: 'The PBX accepted the registration and did not keep it: another phone may have the only place.',
    'not-served': 'SIP over WebSocket is not served at this address. Load the modules.',
    refused: 'Switch on Asterisk’s web server with TLS.',
    timeout: 'The PBX does not answer to REGISTER. Check that chan_pjsip is loaded.',
    'tls-untrusted': 'Look at the certificate below the server and trust it, or install its CA.',
    'tls-wrong-host': 'Use the name that is in the certificate, have one made for this name, or pin this one.',
    'tls-wrong-pin': 'The PBX shows another certificate now. Look for the server again.',
    'tls-expired': 'Have the certificate renewed, or trust this one.',
    'tls-failed': 'The port answers, but not with TLS: it must be the one of tlsbindaddr.',
    'wrong-service': 'Another program has this port: use the one of tlsbindaddr.',
    closed: 'The PBX cut the connection: its web server may be out of sessions.',
  },
  ami: {
    'auth-rejected': 'Check the manager’s user and secret, and that “permit” has the address of this computer.',
    refused: 'Switch on the manager interface.',
    timeout: 'Switch on the manager interface, and let its port through the firewall.',
    'tls-untrusted': 'The manager shows another certificate than the phone line: give both the same.',
    'tls-wrong-host': 'The manager’s certificate is for another name: give it that of the phone line.',
    'tls-expired': 'Have the manager’s certificate renewed.',
    'tls-wrong-pin': 'The manager shows another certificate than the pinned one: give both the same.',
    'tls-failed': 'The port answers, but not with TLS: it must be the one of tlsbindaddr.',
    forbidden: 'The user gets in, but may not see calls: widen its “read” and “write”.',
    'not-served': 'The manager is not served over HTTP: switch it on.',
    replaced: 'The user may be logged in once only: allow more, or give each desk a user of its own.',
    closed: 'The PBX cut the connection: too many logins may be under way at once.',
  },
  ari: {
    'auth-rejected': 'Check the ARI user and password.',
    'not-served': 'ARI is switched off on this PBX.',
    forbidden: 'The user may only read. Offhook has to subscribe to one phone.',
    'wrong-service': 'What answers is not ARI: check “prefix” in http.conf.',
    closed: 'The PBX cut the connection: its web server may be out of sessions.',
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
    opened: 'Another program opened this link. Enter looks at it; nothing is used before you say so.',
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
      elsewhere: 'AMI does not answer on its usual ports',
      port: 'AMI port',
      portHint: 'As in manager.conf. Leave it empty to do without.',
      looking: (port: string) => `Looking for AMI on port ${port}…`,
      none: (port: string) => `Nothing on port ${port} speaks AMI.`,
      noneCure: 'Check “port” or “tlsbindaddr”, and that the manager is switched on.',
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
    names: {
      sipPassword: 'Phone (SIP) password',
      amiSecret: 'AMI secret',
      ariPassword: 'ARI password',
      carddavPassword: 'CardDAV password',
      ldapPassword: 'LDAP password',
      lookupSecret: 'Secret of the web service',
    },
    go: 'Go on',
    failed: (why: string) => `Not kept: ${why}`,
  },
  server,
  cures,
  lost: 'Offhook’s engine is not connected. It is tried again by itself.',
} as const;
