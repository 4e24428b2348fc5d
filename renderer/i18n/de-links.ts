import type { Catalogue } from './catalogue.ts';

type Links = Catalogue['link'];

const failures: Links['failures'] = {
  'host-not-found': (target) => `Der Name in ${target} ist nicht zu finden.`,
  refused: (target) => `An ${target} antwortet nichts: der Port ist zu.`,
  unreachable: (target) => `Kein Weg führt durch das Netz zu ${target}.`,
  timeout: (target) => `${target} antwortet nicht.`,
  'tls-untrusted': (target) => `Das Zertifikat von ${target} hat niemand unterschrieben, dem dieser Rechner traut.`,
  'tls-wrong-host': (target) => `Das Zertifikat von ${target} gilt für einen anderen Namen.`,
  'tls-expired': (target) => `Das Zertifikat von ${target} ist abgelaufen.`,
  'tls-wrong-pin': (target) => `Das Zertifikat von ${target} ist nicht das festgelegte.`,
  'tls-failed': (target) => `Keine sichere Verbindung zu ${target}: vielleicht spricht dieser Port kein TLS.`,
  'auth-rejected': (target) => `${target} nimmt Benutzer oder Passwort nicht an.`,
  forbidden: (target) => `${target} lässt diesen Benutzer hinein, aber nicht tun, was nötig ist.`,
  'not-served': (target) => `${target} hat nichts unter diesem Pfad.`,
  'wrong-service': (target) => `An ${target} antwortet etwas anderes als Asterisk.`,
  'old-version': (target) => `Das Asterisk an ${target} ist älter als Version 13.`,
  'not-ready': (target) => `Die Telefonanlage an ${target} startet gerade oder hört auf.`,
  replaced: (target) => `Ein anderes Programm hat diesen Platz an ${target} eingenommen.`,
  closed: (target) => `${target} hat die Verbindung geschlossen.`,
};

const cures: Links['cures'] = {
  'host-not-found': 'Prüfen Sie den Namen in den Einstellungen, und ob der Rechner im Netz ist.',
  refused: 'Prüfen Sie den Port in den Einstellungen, und ob die Telefonanlage mit diesem Dienst läuft.',
  unreachable: 'Prüfen Sie Netzkabel, WLAN oder VPN.',
  timeout: 'Prüfen Sie, ob eine Firewall dazwischen steht und ob es der Telefonanlage gut geht.',
  'tls-untrusted':
    'Nennen Sie in den Einstellungen die CA-Datei der Telefonanlage, oder legen Sie ihr Zertifikat fest.',
  'tls-wrong-host': 'Benutzen Sie den Namen, der im Zertifikat steht, oder legen Sie das Zertifikat fest.',
  'tls-expired': 'Lassen Sie das Zertifikat erneuern, und prüfen Sie die Uhr dieses Rechners.',
  'tls-wrong-pin': 'Wurde das Zertifikat erneuert, legen Sie das neue fest; wenn nicht, hört vielleicht jemand mit.',
  'tls-failed': 'Prüfen Sie, ob dies der TLS-Port der Telefonanlage ist.',
  'auth-rejected': 'Prüfen Sie Benutzer und Passwort, und ob die Anlage diese Adresse hereinlässt (permit, deny, acl).',
  forbidden: 'Lassen Sie die Rechte dieses Benutzers auf der Telefonanlage erweitern.',
  'not-served':
    'Prüfen Sie den Pfad in den Einstellungen, und ob sein Modul auf der Anlage geladen ist: res_pjsip_transport_websocket für SIP, res_ari für ARI, und webenabled in manager.conf für den Manager über HTTP.',
  'wrong-service': 'Prüfen Sie Adresse und Port in den Einstellungen.',
  'old-version': 'Lassen Sie die Telefonanlage auf Asterisk 13 oder neuer bringen.',
  'not-ready': 'Warten Sie einen Moment: sie kommt von selbst wieder.',
  replaced: 'Schließen Sie Offhook am anderen Rechner, oder geben Sie jedem Platz einen eigenen Benutzer.',
  closed: 'Kommt das wieder vor, sehen Sie ins Protokoll der Telefonanlage.',
};

/** Everything that is said about connections. */
export const deLinks: Links = {
  names: { sip: 'Telefonleitung (SIP)', ami: 'Anrufereignisse (AMI)', ari: 'Anrufsteuerung (ARI)' },
  means: {
    sip: 'Hier kann weder angerufen noch angenommen werden.',
    ami: 'Warteschlangen und Nachrichten sind nicht bekannt; Gespräche gehen.',
    ari: 'Manches zum Gespräch ist nicht bekannt; Gespräche gehen.',
  },
  failures,
  cures,
  short: { sip: 'SIP', ami: 'AMI', ari: 'ARI' },
  allUp: 'Mit der Telefonanlage verbunden',
  connecting: 'Verbindet mit der Telefonanlage …',
  downShort: (which) => `${which} weg`,
  downSince: (name, time) => `${name} weg seit ${time}.`,
  upAgain: (name) => `${name} ist wieder da`,
  retry: 'Jetzt versuchen',
  retryIn: (seconds) => `Nächster Versuch in ${seconds} s.`,
  retryNow: 'Wird gerade wieder versucht.',
  noRetry: 'Von selbst wird es nicht wieder versucht.',
  engineLost: 'Der Motor von Offhook ist weg. Wird neu verbunden …',
  engineLostMeans: 'Was hier steht, ist der letzte bekannte Stand.',
  microphone: {
    blocked: 'Das Mikrofon ist gesperrt. Anrufer würden Sie nicht hören: erlauben Sie es für Offhook.',
    missing: 'Kein Mikrofon ist angeschlossen. Anrufer würden Sie nicht hören.',
  },
  notServed: 'Der Ton ist nicht bereit. Noch kann kein Anruf angenommen werden.',
};

/** Whether a call would ring here now. Short: it stands in the strip. */
export const deRing: Catalogue['ring'] = {
  yes: 'Anrufe klingeln hier',
  reasons: {
    'taken-over': 'Hier klingelt nichts: ein anderer Platz hat übernommen.',
    down: 'Hier klingelt nichts: die Telefonleitung ist weg.',
    connecting: 'Hier klingelt noch nichts: verbindet.',
    'no-page': 'Noch kann hier nicht angenommen werden: kein Ton.',
    unreachable: 'Hier klingelt nichts: die Anlage erreicht dieses Telefon nicht.',
    'microphone-blocked': 'Anrufer würden Sie nicht hören: Mikrofon gesperrt.',
    'microphone-missing': 'Anrufer würden Sie nicht hören: kein Mikrofon.',
  },
  doNotDisturb: 'Hier klingelt nichts: „Nicht stören“ ist an.',
  forwarded: (to) => `Hier klingelt nichts: alles wird an ${to} umgeleitet.`,
  queues: {
    paused: (queues) => `Anrufe aus ${queues} klingeln hier nicht: Pause.`,
    'signed-out': (queues) => `Anrufe aus ${queues} klingeln hier nicht: nicht angemeldet.`,
  },
  outOfTime: (minutes, ahead) =>
    `Anrufe klingeln hier, aber die Uhr dieses Rechners geht ${minutes} min ${ahead ? 'vor' : 'nach'}: stellen Sie sie.`,
  mends: {
    again: 'versuchen',
    microphone: 'danach fragen',
    diverted: 'aufheben',
    paused: 'Pause beenden',
    'signed-out': 'anmelden',
    clock: 'prüfen',
  },
  stillBlocked:
    'Das Mikrofon ist noch gesperrt. Erlauben Sie es für Offhook in den Einstellungen des Browsers oder des Systems.',
  stillMissing: 'Noch immer kein Mikrofon. Schließen Sie eines an.',
};
