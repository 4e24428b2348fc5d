import type { Catalogue } from './catalogue.ts';

type Setup = Catalogue['setup'];

const server: Setup['server'] = {
  'no-host':
    'Prüfen Sie den Namen: man schreibt ihn wie pbx.example oder 192.0.2.10, mit Port, wenn er ungewöhnlich ist.',
  nothing: 'Schalten Sie den Webserver von Asterisk mit TLS ein, und lassen Sie den Port durch die Firewall.',
  'http-only':
    'Die Telefonanlage antwortet dort unverschlüsselt. So sendet Offhook kein Passwort: schalten Sie TLS ein.',
  'no-websocket':
    'Ein Webserver antwortet, aber ohne SIP über WebSocket. Laden Sie die Module, und prüfen Sie „prefix“ in http.conf.',
};

const cures: Setup['cures'] = {
  sip: {
    'auth-rejected':
      'Prüfen Sie Nebenstelle und Passwort. Die Telefonanlage muss sie so kennen, wie sie im Abschnitt [auth] stehen.',
    forbidden:
      'Das Passwort stimmt, aber die Anlage nimmt für diese Nebenstelle keine Anmeldung an. Sie braucht einen AOR mit Platz.',
    replaced:
      'Die Anlage nahm die Anmeldung an und behielt sie nicht: vielleicht hat ein anderes Telefon den einzigen Platz.',
    'not-served': 'Unter dieser Adresse gibt es kein SIP über WebSocket. Laden Sie die Module.',
    refused: 'Schalten Sie den Webserver von Asterisk mit TLS ein.',
    timeout: 'Die Anlage antwortet nicht auf REGISTER. Prüfen Sie, ob chan_pjsip geladen ist.',
    'tls-untrusted':
      'Sehen Sie das Zertifikat unter dem Server an und vertrauen Sie ihm, oder installieren Sie seine CA.',
    'tls-wrong-host':
      'Nehmen Sie den Namen, der im Zertifikat steht, lassen Sie eines für diesen Namen ausstellen, oder legen Sie dieses fest.',
    'tls-wrong-pin': 'Die Anlage zeigt jetzt ein anderes Zertifikat. Suchen Sie den Server noch einmal.',
    'tls-expired': 'Lassen Sie das Zertifikat erneuern, oder vertrauen Sie diesem.',
    'tls-failed': 'Der Port antwortet, aber nicht mit TLS: es muss der von tlsbindaddr sein.',
    'wrong-service': 'Ein anderes Programm hat diesen Port: nehmen Sie den von tlsbindaddr.',
    closed: 'Die Anlage trennte die Verbindung: vielleicht hat ihr Webserver keine Sitzung mehr frei.',
  },
  ami: {
    'auth-rejected':
      'Prüfen Sie Benutzer und Passwort des Managers, und ob „permit“ die Adresse dieses Rechners enthält.',
    refused: 'Schalten Sie die Manager-Schnittstelle ein.',
    timeout: 'Schalten Sie die Manager-Schnittstelle ein, und lassen Sie ihren Port durch die Firewall.',
    'tls-untrusted': 'Der Manager zeigt ein anderes Zertifikat als die Telefonleitung: geben Sie beiden dasselbe.',
    'tls-wrong-host': 'Das Zertifikat des Managers ist für einen anderen Namen: geben Sie ihm das der Telefonleitung.',
    'tls-expired': 'Lassen Sie das Zertifikat des Managers erneuern.',
    'tls-wrong-pin': 'Der Manager zeigt ein anderes Zertifikat als das festgelegte: geben Sie beiden dasselbe.',
    'tls-failed': 'Der Port antwortet, aber nicht mit TLS: es muss der von tlsbindaddr sein.',
    forbidden: 'Der Benutzer kommt hinein, darf aber keine Gespräche sehen: erweitern Sie „read“ und „write“.',
    'not-served': 'Den Manager gibt es dort nicht über HTTP: schalten Sie das ein.',
    replaced:
      'Der Benutzer darf nur einmal angemeldet sein: erlauben Sie mehr, oder geben Sie jedem Platz einen eigenen.',
    closed: 'Die Anlage trennte die Verbindung: vielleicht melden sich zu viele zugleich an.',
  },
  ari: {
    'auth-rejected': 'Prüfen Sie ARI-Benutzer und -Passwort.',
    'not-served': 'ARI ist auf dieser Telefonanlage ausgeschaltet.',
    forbidden: 'Der Benutzer darf nur lesen. Offhook muss ein Telefon abonnieren können.',
    'wrong-service': 'Was antwortet, ist kein ARI: prüfen Sie „prefix“ in http.conf.',
    closed: 'Die Anlage trennte die Verbindung: vielleicht hat ihr Webserver keine Sitzung mehr frei.',
  },
};

const link: Setup['link'] = {
  title: 'Einrichtungslink einfügen',
  about: 'Ihr Administrator hat ihn geschickt. Er trägt alles ein.',
  field: 'Einrichtungslink',
  placeholder: 'offhook://connect/… oder https://…',
  opened:
    'Ein anderes Programm hat diesen Link geöffnet. Enter sieht ihn an; benutzt wird nichts, bevor Sie es wollen.',
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
    elsewhere: 'AMI antwortet nicht auf seinen üblichen Ports',
    port: 'AMI-Port',
    portHint: 'Wie in manager.conf. Leer lassen, um darauf zu verzichten.',
    looking: (port) => `AMI wird auf Port ${port} gesucht …`,
    none: (port) => `Auf Port ${port} spricht nichts AMI.`,
    noneCure: 'Prüfen Sie „port“ oder „tlsbindaddr“, und ob der Manager eingeschaltet ist.',
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
    names: {
      sipPassword: 'Passwort des Telefons (SIP)',
      amiSecret: 'AMI-Passwort',
      ariPassword: 'ARI-Passwort',
      carddavPassword: 'CardDAV-Passwort',
      ldapPassword: 'LDAP-Passwort',
      lookupSecret: 'Geheimnis des Webdienstes',
    },
    go: 'Weiter',
    failed: (why) => `Nicht behalten: ${why}`,
  },
  server,
  cures,
  lost: 'Der Motor von Offhook ist nicht verbunden. Es wird von selbst wieder versucht.',
};
