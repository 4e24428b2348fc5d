import type { CallOrigin, Party } from '../../preload/contract/views.ts';
import type { Catalogue } from './catalogue.ts';

type Calls = Catalogue['call'];

const actions: Calls['actions'] = {
  answer: 'Annehmen',
  silence: 'Klingeln aus',
  decline: 'Abweisen',
  hold: 'Halten',
  resume: 'Weitersprechen',
  mute: 'Stumm',
  unmute: 'Mikrofon an',
  digits: 'Tonwahl',
  hangUp: 'Auflegen',
  dismiss: 'Schließen',
  redial: 'Noch einmal anrufen',
  transfer: 'Weiterleiten',
  complete: 'Verbinden',
  swap: 'Makeln',
  cancelConsult: 'Abbrechen',
  takeBack: 'Zurückholen',
  park: 'Parken',
  conference: 'Konferenz',
  mix: 'Konferenz',
  invite: 'Jemanden dazuholen',
  note: 'Notiz',
  backToQueue: 'Zurück in die Warteschlange',
  bringHere: 'Hierher holen',
  moveToPhone: 'Auf mein anderes Telefon',
  mark: 'Markieren',
  record: 'Aufnehmen',
  pauseRecording: 'Aufn. anhalten',
  resumeRecording: 'Aufn. fortsetzen',
  stopRecording: 'Aufn. beenden',
};

const running: Calls['running'] = {
  answer: 'wird angenommen …',
  silence: 'Klingeln geht aus …',
  decline: 'wird abgewiesen …',
  hold: 'wird gehalten …',
  resume: 'wird zurückgeholt …',
  mute: 'Mikrofon geht aus …',
  unmute: 'Mikrofon geht an …',
  digits: 'Ziffern werden gesendet …',
  hangUp: 'wird aufgelegt …',
  dismiss: 'wird geschlossen …',
  redial: 'wird angerufen …',
  transfer: 'wird weitergeleitet …',
  complete: 'wird verbunden …',
  swap: 'wird gemakelt …',
  cancelConsult: 'Anrufer wird zurückgeholt …',
  takeBack: 'Anrufer wird zurückgeholt …',
  park: 'wird geparkt …',
  conference: 'alle drei werden verbunden …',
  mix: 'alle drei werden verbunden …',
  invite: 'wird angerufen …',
  note: 'wird gespeichert …',
  backToQueue: 'geht zurück in die Warteschlange …',
  bringHere: 'Gespräch wird hierher geholt …',
  moveToPhone: 'Ihr anderes Telefon klingelt …',
  mark: 'wird gespeichert …',
  record: 'Aufnahme beginnt …',
  pauseRecording: 'Aufnahme wird angehalten …',
  resumeRecording: 'Aufnahme geht weiter …',
  stopRecording: 'Aufnahme wird beendet …',
};

const refusedAction: Calls['refusedAction'] = {
  answer: 'Nicht angenommen',
  silence: 'Klingelt weiter',
  decline: 'Nicht abgewiesen',
  hold: 'Nicht gehalten',
  resume: 'Noch gehalten',
  mute: 'Nicht stumm',
  unmute: 'Noch stumm',
  digits: 'Ziffern nicht gesendet',
  hangUp: 'Nicht aufgelegt',
  dismiss: 'Nicht geschlossen',
  redial: 'Nicht angerufen',
  transfer: 'Nicht weitergeleitet',
  complete: 'Nicht verbunden',
  swap: 'Nicht gemakelt',
  cancelConsult: 'Nicht abgebrochen',
  takeBack: 'Nicht zurückgeholt',
  park: 'Nicht geparkt',
  conference: 'Keine Konferenz',
  mix: 'Keine Konferenz',
  invite: 'Nicht angerufen',
  note: 'Nicht gespeichert',
  backToQueue: 'Nicht zurückgegeben',
  bringHere: 'Nicht hierher geholt',
  moveToPhone: 'Nicht umgelegt',
  mark: 'Nicht markiert',
  record: 'Nicht aufgenommen',
  pauseRecording: 'Wird weiter aufgenommen',
  resumeRecording: 'Wird weiter nicht aufgenommen',
  stopRecording: 'Wird weiter aufgenommen',
};

const refusal: Calls['refusal'] = {
  offline: 'Es gibt keine Verbindung zur Telefonanlage. Sie wird wieder versucht.',
  'no-such-call': 'Das Gespräch gibt es nicht mehr.',
  'not-now': 'Am Gespräch ändert sich gerade etwas anderes. Versuchen Sie es noch einmal.',
  'bad-target': 'Das lässt sich nicht wählen.',
  'no-microphone':
    'Kein Mikrofon ist zu gebrauchen. Schließen Sie eines an oder erlauben Sie es, dann noch einmal versuchen.',
  'no-audio': 'Es kam keine Tonverbindung zustande. Versuchen Sie es noch einmal.',
  'no-digits': 'Die andere Seite nimmt keine Tonwahl an.',
  'rejected-by-pbx': 'Die Telefonanlage hat abgelehnt.',
  'not-permitted': 'Die Telefonanlage erlaubt das diesem Telefon nicht. Der Anrufer ist noch bei Ihnen.',
  'nobody-to-join':
    'Die Telefonanlage zeigt dort niemanden, der dazukommen könnte. Beide Gespräche sind, wie sie waren.',
  'no-conference': 'Hinter dialplan.conference ist auf der Anlage keine Konferenz bereit. Wer wartet, wartet weiter.',
  'nothing-rings': 'Dort klingelt nichts mehr.',
  'nobody-talks': 'Dort wird gerade nicht gesprochen.',
  'own-phone-lost':
    'Die Telefonanlage findet Ihr Telefon nicht. Es wird neu angemeldet: versuchen Sie es gleich noch einmal.',
  'not-to-be-taken': 'Das Gespräch jenes Telefons lässt sich nicht holen. Es geht dort weiter.',
  'target-busy': 'Dort ist besetzt.',
  'target-no-answer': 'Niemand hat abgenommen.',
  'target-unknown': 'Diese Nummer gibt es nicht.',
  'target-unreachable': 'Das Telefon dort ist nicht erreichbar.',
  'target-rejected': 'Dort wurde abgewiesen.',
  'colleague-left': 'Dort wurde aufgelegt.',
  'taken-back': 'Sie haben den Anrufer zurückgeholt.',
  interrupted: 'Offhook wurde neu gestartet, bevor jemand abnahm.',
  timeout: 'Die Telefonanlage hat nicht rechtzeitig geantwortet. Versuchen Sie es noch einmal.',
  'not-in-demo': 'Die Übungsanlage kann das nicht.',
  'cannot-write': 'Die Datei ließ sich nicht schreiben.',
  internal: 'In Offhook ist etwas schiefgegangen. Genaueres steht im Protokoll.',
};

const ended: Calls['ended'] = {
  'you-hung-up': 'Sie haben aufgelegt.',
  'they-hung-up': 'Die andere Seite hat aufgelegt.',
  'you-declined': 'Sie haben abgewiesen.',
  'you-cancelled': 'Sie haben den Anruf abgebrochen.',
  'they-gave-up': 'Der Anrufer hat aufgelegt, bevor jemand abnahm.',
  'answered-elsewhere': 'Anderswo angenommen.',
  busy: 'Besetzt. Dort wird gerade gesprochen.',
  'no-such-number': 'Kein Anschluss unter dieser Nummer. Prüfen Sie sie und wählen Sie noch einmal.',
  unreachable: 'Nicht erreichbar. Das Telefon dort ist aus oder nicht verbunden.',
  rejected: 'Abgewiesen. Dort wurde der Anruf nicht angenommen.',
  'no-answer': 'Niemand hat abgenommen.',
  'not-allowed': 'Nicht erlaubt. Die Telefonanlage lässt diese Nebenstelle dort nicht anrufen.',
  'audio-failed': 'Die Tonverbindung ist gescheitert.',
  'connection-lost': 'Die Verbindung zur Telefonanlage riss ab, und das Gespräch mit ihr.',
  'gone-meanwhile': 'Das Gespräch endete, während Offhook weg war.',
  'pbx-restarted': 'Die Anlage ist ausgefallen und hat das Gespräch beendet.',
  transferred: 'Sie haben das Gespräch weitergeleitet.',
  parked: 'Sie haben das Gespräch geparkt.',
  joined: 'In Ihrer Konferenz.',
  'pbx-error': 'Die Telefonanlage konnte das Gespräch nicht führen.',
};

const endedShort: Calls['endedShort'] = {
  'you-hung-up': '',
  'they-hung-up': '',
  'you-declined': 'abgewiesen',
  'you-cancelled': 'abgebrochen',
  'they-gave-up': 'aufgegeben',
  'answered-elsewhere': 'anderswo angenommen',
  busy: 'besetzt',
  'no-such-number': 'Nummer unbekannt',
  unreachable: 'nicht erreichbar',
  rejected: 'abgelehnt',
  'no-answer': 'keine Antwort',
  'not-allowed': 'nicht erlaubt',
  'audio-failed': 'Ton gescheitert',
  'connection-lost': 'Verbindung gerissen',
  'gone-meanwhile': 'inzwischen beendet',
  'pbx-restarted': 'Anlage ausgefallen',
  transferred: 'weitergeleitet',
  parked: 'geparkt',
  joined: 'Konferenz',
  'pbx-error': 'Anlagenfehler',
};

function origin(from: CallOrigin, waited: string | null): string {
  switch (from.kind) {
    case 'direct':
      return from.label === undefined ? 'Direkt' : `Für ${from.label}`;
    case 'dialled':
      return 'Von Ihnen gewählt';
    case 'click-to-dial':
      return 'Für Sie gewählt';
    case 'transfer':
      return `Weitergeleitet von ${who(from.by)}`;
    case 'park':
      return from.slot === null ? 'Zurück vom Parken' : `Zurück von Parkplatz ${from.slot}`;
    case 'pickup':
      return 'Herangeholt';
    case 'queue':
      return [
        `Warteschlange ${from.queue}${from.label === undefined ? '' : ` für ${from.label}`}`,
        ...(waited === null ? [] : [`${waited} gewartet`]),
        ...(typeof from.position === 'number' && from.position > 1 ? [`eingereiht an Platz ${from.position}`] : []),
      ].join(', ');
  }
}

const who = ({ name, number }: Party): string => name ?? number?.display ?? 'jemandem im Haus';

/** Everything that is said about a call. */
export const deCalls: Calls = {
  wrapUp: 'Nacharbeit',
  actions,
  callBack: 'Zurückrufen',
  running,
  refusedAction,
  refusal,
  wasOffline: 'Es gab gerade keine Verbindung zur Telefonanlage.',
  callerIsBack: 'Der Anrufer ist wieder bei Ihnen.',
  stillOnHold: (keys) =>
    keys === null ? 'Der Anrufer wird noch gehalten.' : `Der Anrufer wird noch gehalten: ${keys} holt ihn zurück.`,
  ended,
  endedShort,
  phases: { ringing: 'Klingelt', dialling: 'Wählt', active: 'Im Gespräch', held: 'Gehalten', ended: 'Beendet' },
  origin,
  progress: {
    calling: 'wartet auf das andere Telefon',
    ringing: 'dort klingelt es',
    'early-media': 'die Telefonanlage spricht',
  },
  unknownParty: 'Unbekannter Anrufer',
  withheld: 'Keine Nummer übermittelt',
  silenced: 'Klingeln aus',
  muted: 'Stumm',
  recording: { on: 'REC', paused: 'REC Pause', lost: 'Keine Aufnahme' },
  recordingOver: 'Die Aufnahme ist beendet',
  recordingMeans: {
    on: 'Dieses Gespräch wird aufgenommen',
    paused: 'Die Aufnahme ist angehalten: Jetzt wird nichts behalten',
    lost: 'Die Aufnahme endete, als das Gespräch neu verbunden wurde',
  },
  heldByThem: 'Dort gehalten',
  audioConnecting: 'Ton wird verbunden …',
  rescuing: 'Wird neu verbunden. Der Anrufer ist noch in der Leitung …',
  rescued: (seconds) => `Nach ${comma(seconds)} s wieder verbunden.`,
  leftBehind:
    'Dieses Gespräch läuft ohne diesen Platz weiter. Holen Sie es hierher, wenn es nicht an einem anderen Platz von Ihnen ist.',
  audioLost:
    'Der Ton ist unterbrochen. Das Gespräch besteht noch; er kommt von selbst wieder, sobald das Netz es erlaubt.',
  alsoRinging: (names) => `Klingelt auch bei: ${names}`,
  wholeCall: (timer) => `Gespräch ${timer}`,
  againTo: (action) => (action === 'decline' ? 'Noch einmal Esc: abweisen' : 'Noch einmal Esc: auflegen'),
  refused: (what, why) => `${what}. ${why}`,
  pbxSaid: (detail) => `Die Anlage sagt: ${detail}`,
  unconfirmed: (what, seconds) =>
    `${what}: die Telefonanlage hat es seit ${seconds} s nicht bestätigt. Es kann noch geschehen; diese Karte zeigt es dann.`,
  stillWaiting: 'Die Telefonanlage hat noch nicht bestätigt. Nichts geht verloren; die Karte folgt, sobald sie es tut.',
  notDelivered: 'Der Auftrag kam nicht an. Versuchen Sie es noch einmal.',
  focusThis: (name) => `Zu ${name} gehen`,
  quality: ['', 'Sehr schlecht', 'Schlecht', 'Mäßig', 'Gut', 'Sehr gut'],
  qualityFigures: (delayMs, loss) => `${delayMs} ms, ${comma(loss)} % Verlust`,
  digitsTitle: 'Tonwahl',
  digitsHint: '0–9 * # A–D werden beim Drücken gesendet',
  digitsEmpty: 'Ziffer drücken',
  digitsSent: (digits) => `Gesendet: ${digits}`,
};

/** A figure as German writes it: `0,4`. */
const comma = (figure: string): string => figure.replace('.', ',');
