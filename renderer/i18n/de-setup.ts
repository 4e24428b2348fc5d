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
import type { Catalogue } from './catalogue.ts';
import type { Cure } from './en-setup.ts';

type Setup = Catalogue['setup'];

const server: Setup['server'] = {
  'no-host': {
    cure: 'Prüfen Sie den Namen: man schreibt ihn wie pbx.example oder 192.0.2.10, mit Port, wenn er ungewöhnlich ist.',
    lines: '',
  },
  nothing: {
    cure: 'Schalten Sie den Webserver von Asterisk mit TLS ein, und lassen Sie den Port durch die Firewall.',
    lines: webServer,
  },
  'http-only': {
    cure: 'Die Telefonanlage antwortet dort unverschlüsselt. So sendet Offhook kein Passwort: schalten Sie TLS ein.',
    lines: webServer,
  },
  'no-websocket': {
    cure: 'Ein Webserver antwortet, aber ohne SIP über WebSocket. Laden Sie die Module, und prüfen Sie „prefix“ in http.conf.',
    lines: webSocket,
  },
};

const sip = (extension: string): Readonly<Partial<Record<LinkFailureKind, Cure>>> => ({
  'auth-rejected': {
    cure: 'Prüfen Sie Nebenstelle und Passwort. Die Telefonanlage muss sie so kennen, wie sie im Abschnitt [auth] stehen.',
    lines: sipLines(extension),
  },
  forbidden: {
    cure: 'Das Passwort stimmt, aber die Anlage nimmt für diese Nebenstelle keine Anmeldung an. Sie braucht einen AOR mit Platz.',
    lines: aor(extension),
  },
  replaced: {
    cure: 'Die Anlage nahm die Anmeldung an und behielt sie nicht: vielleicht hat ein anderes Telefon den einzigen Platz.',
    lines: aor(extension),
  },
  'not-served': {
    cure: 'Unter dieser Adresse gibt es kein SIP über WebSocket. Laden Sie die Module.',
    lines: webSocket,
  },
  refused: { cure: 'Schalten Sie den Webserver von Asterisk mit TLS ein.', lines: webServer },
  timeout: {
    cure: 'Die Anlage antwortet nicht auf REGISTER. Prüfen Sie, ob chan_pjsip geladen ist.',
    lines: webSocket,
  },
  'tls-untrusted': {
    cure: 'Sehen Sie das Zertifikat unter dem Server an und vertrauen Sie ihm, oder installieren Sie seine CA.',
    lines: '',
  },
  'tls-wrong-pin': {
    cure: 'Die Anlage zeigt jetzt ein anderes Zertifikat. Suchen Sie den Server noch einmal.',
    lines: certificate,
  },
  'tls-expired': { cure: 'Lassen Sie das Zertifikat erneuern, oder vertrauen Sie diesem.', lines: certificate },
});

const ami: Setup['cures']['ami'] = {
  'auth-rejected': {
    cure: 'Prüfen Sie Benutzer und Passwort des Managers, und ob „permit“ die Adresse dieses Rechners enthält.',
    lines: amiLines,
  },
  refused: { cure: 'Schalten Sie die Manager-Schnittstelle ein.', lines: managerOn },
};

const ari: Setup['cures']['ari'] = {
  'auth-rejected': { cure: 'Prüfen Sie ARI-Benutzer und -Passwort.', lines: ariLines },
  'not-served': { cure: 'ARI ist auf dieser Telefonanlage ausgeschaltet.', lines: ariOn },
};

const link: Setup['link'] = {
  title: 'Einrichtungslink einfügen',
  about: 'Ihr Administrator hat ihn geschickt. Er trägt alles ein.',
  field: 'Einrichtungslink',
  placeholder: 'offhook://connect/… oder https://…',
  reading: 'Der Link wird angesehen …',
  good: (extension, name, where) => `Nebenstelle ${extension} (${name}) an ${where}`,
  signedBy: (issuer, fingerprint) => `Unterschrieben von ${issuer}, Schlüssel ${fingerprint}.`,
  signer: {
    known: 'Dieser Rechner kennt den Schlüssel.',
    new: 'Dieser Rechner sieht den Schlüssel zum ersten Mal. Im Zweifel lassen Sie ihn sich vom Administrator vorlesen.',
    changed:
      'Das ist nicht der Schlüssel, mit dem Ihr Platz eingerichtet wurde. Fragen Sie Ihren Administrator, bevor Sie weitergehen.',
  },
  noPassword: 'Er enthält kein Passwort: Sie werden danach gefragt.',
  bad: {
    'not-a-link': 'Das ist kein Einrichtungslink. Er beginnt mit offhook: oder https://.',
    'not-https':
      'Der Link beginnt mit http://. Einstellungen mit Passwörtern kommen nur über https://: bitten Sie um einen solchen Link.',
    unreachable: 'Der Server des Links ist nicht zu erreichen. Prüfen Sie das Netz, dann noch einmal versuchen.',
    gone: 'Der Server hat unter diesem Link nichts (mehr). Vielleicht wurde er schon benutzt: bitten Sie um einen neuen.',
    'no-document': 'Wohin der Link führt, ist keine Einrichtung für Offhook. Bitten Sie um einen neuen Link.',
    'too-large': 'Wohin der Link führt, ist viel zu groß für Einstellungen. Fragen Sie Ihren Administrator.',
    'bad-signature':
      'Die Unterschrift passt nicht: unterwegs wurde etwas geändert. Benutzen Sie ihn nicht; bitten Sie um einen neuen.',
    'strange-signer': 'Unterschrieben mit einem Schlüssel, den die Richtlinie dieses Rechners nicht erlaubt.',
    expired: 'Der Link ist abgelaufen. Bitten Sie um einen neuen.',
    'bad-settings': 'Die Einstellungen darin sind nicht gültig. Sagen Sie es Ihrem Administrator:',
  },
};

const hand: Setup['hand'] = {
  title: 'Von Hand eintragen',
  about: 'Server, Nebenstelle und Passwort. AMI und ARI können später folgen.',
  host: 'Server',
  hostHint: 'Etwa pbx.example. Die Ports werden gefunden.',
  extension: 'Nebenstelle',
  password: 'Passwort',
  passwordHint: {
    keychain: 'Kommt in den Schlüsselbund dieses Rechners.',
    'secret-service': 'Kommt in den Schlüsselbund Ihres Desktops.',
    file: 'Kommt in eine Datei, die nur Sie lesen können, nicht verschlüsselt: dieser Rechner bietet hier keinen Schlüsselbund.',
    memory: 'Wird nirgends behalten: Sie werden bei jedem Start gefragt.',
  },
  looking: 'Die Telefonanlage wird gesucht …',
  found: (address) => `Telefonleitung gefunden an ${address}`,
  tried: (addresses) => `Versucht: ${addresses}.`,
  lines: 'In den Dateien von Asterisk:',
  certificate: {
    title: 'Dieser Rechner kennt das Zertifikat der Telefonanlage nicht',
    why: {
      'tls-untrusted': 'Unterschrieben hat es niemand, dem dieser Rechner traut, wie in vielen Büros.',
      'tls-wrong-host': 'Es gilt für einen anderen Namen als den, den Sie eingegeben haben.',
      'tls-expired': 'Es ist abgelaufen.',
      other: 'Ihm wurde nicht geglaubt.',
    },
    subject: 'Für',
    issuer: 'Unterschrieben von',
    until: 'Gültig bis',
    fingerprint: 'SHA-256',
    compare:
      'Vergleichen Sie den Fingerabdruck mit dem Ihres Administrators, dann legen Sie ihn fest: von da an gilt nur noch dieser.',
    pin: 'Dieses Zertifikat festlegen',
    pinned: 'Festgelegt: nur diesem Zertifikat wird geglaubt.',
    cli: 'Auf der Anlage: openssl x509 -in /etc/asterisk/keys/pbx.pem -noout -fingerprint -sha256',
  },
  more: 'Freiwillig',
  ami: {
    title: (port) => `AMI antwortet auf Port ${port}`,
    about: 'Zeigt Warteschlangen, geparkte Gespräche und wer frei ist. Leer lassen, um darauf zu verzichten.',
    username: 'AMI-Benutzer',
    secret: 'AMI-Passwort',
  },
  ari: {
    title: 'ARI antwortet',
    about:
      'Sagt einen Augenblick früher, welcher Kanal welches Gespräch ist. Wer das Passwort hat, steuert alle Gespräche.',
    username: 'ARI-Benutzer',
    secret: 'ARI-Passwort',
  },
  missing: {
    host: 'Tippen Sie den Namen der Telefonanlage.',
    extension: 'Tippen Sie Ihre Nebenstelle.',
    password: 'Tippen Sie das Passwort.',
  },
};

/** The first run, and the passwords that are asked for. */
export const deSetup: Setup = {
  title: 'Mit Ihrer Telefonanlage verbinden',
  sub: 'Danach eine Tonprobe, und Sie können Anrufe annehmen.',
  ways: 'Wege zur Verbindung',
  choose: 'auswählen',
  connect: 'Verbinden',
  connecting: 'Verbindet …',
  brokenFile: (file, words, keptAs) => `${file}: ${words}. Nichts davon wurde benutzt; aufbewahrt als ${keptAs}.`,
  link,
  hand,
  demo: {
    title: 'Mit der Übungsanlage ausprobieren',
    about: 'Läuft auf diesem Rechner mit erfundenen Anrufern. Nichts verlässt ihn.',
    start: 'Starten',
    starting: 'Ein Asterisk startet auf diesem Rechner …',
    failed: (why) => `Die Übungsanlage startete nicht: ${why}`,
  },
  passwords: {
    title: 'Geben Sie Ihr Passwort ein',
    sub: (name) => `Für ${name}`,
    names: { sipPassword: 'Passwort des Telefons (SIP)', amiSecret: 'AMI-Passwort', ariPassword: 'ARI-Passwort' },
    go: 'Weiter',
    failed: (why) => `Nicht behalten: ${why}`,
  },
  server,
  cures: { sip, ami, ari },
  lost: 'Der Motor von Offhook ist nicht verbunden. Es wird von selbst wieder versucht.',
};
