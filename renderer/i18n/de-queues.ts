import type { Catalogue } from './catalogue.ts';

type Queues = Catalogue['queues'];

const lack: Queues['lack'] = (of) => {
  switch (of.kind) {
    case 'no-ami':
      return 'Es besteht keine Verbindung zur Verwaltungsschnittstelle der Anlage (AMI).';
    case 'needs-class':
      return `Braucht die Klasse ${of.classes.join(' oder ')} in der Zeile write des AMI-Benutzers dieses Platzes (manager.conf).`;
    case 'not-loaded':
      return of.module === null
        ? 'Dieses Asterisk ist zu alt dafür.'
        : `Braucht das Modul ${of.module}, geladen auf der Anlage.`;
  }
};

/** The queues, and this agent in them. */
export const deQueues: Queues = {
  title: 'Warteschlangen',
  key: 'Schlangen',
  palette: 'Warteschlangen zeigen',
  strip: (mine, all) => `${mine} von ${all}`,
  stripWord: 'Schlangen',
  stripOpens: 'Warteschlangen öffnen',
  stripUnknown: 'Warteschlangen: zurzeit unbekannt',
  none: 'Es gibt keine Warteschlangen',
  noneHint: 'Die Anlage nennt keine, oder die Einstellungen nennen andere (queues.names).',
  unknown: 'Die Warteschlangen sind zurzeit unbekannt',
  unknownHint: 'Sie erscheinen wieder, sobald die Verwaltungsschnittstelle der Anlage (AMI) erreichbar ist.',
  lack,
  waiting: (count) => (count === 1 ? '1 wartet' : `${count} warten`),
  nobodyWaits: 'niemand wartet',
  longest: (timer) => `längste Wartezeit ${timer}`,
  agents: { free: 'frei', ringing: 'klingelt', busy: 'im Gespräch', paused: 'in Pause', away: 'nicht da' },
  served: (percent, seconds) => `${percent} % in ${seconds} s`,
  counted: (completed, abandoned) => `${completed} bedient, ${abandoned} aufgegeben`,
  today: 'heute',
  todaySince: (time) => `seit ${time}`,
  signedIn: 'Angemeldet',
  fixed: 'Fest dabei',
  notSignedIn: 'Nicht angemeldet',
  paused: (reason) => (reason === null ? 'Pause' : `Pause: ${reason}`),
  by: {
    'this-desk': 'von Ihnen',
    'missed-call': 'ein Anruf wurde verpasst',
    elsewhere: 'von jemand anderem',
  },
  autoPause: 'verpasster Anruf',
  penalty: (penalty) => `Rang ${penalty}`,
  backAt: (time) => `zurück um ${time}`,
  backSince: (time) => `zurück war geplant für ${time}`,
  wrapUp: 'Nachbearbeitung',
  callers: 'Es warten',
  members: 'Mitarbeiter',
  noCallers: 'Niemand wartet.',
  noMembers: 'Niemand ist angemeldet.',
  you: 'Sie',
  doing: {
    free: 'frei',
    ringing: 'klingelt',
    busy: 'im Gespräch',
    paused: 'in Pause',
    away: 'Telefon nicht da',
  },
  verbs: {
    signIn: 'anmelden',
    signOut: 'abmelden',
    pause: 'Pause',
    endPause: 'Pause beenden',
    pauseAll: 'überall Pause',
    endPauseAll: 'alle Pausen beenden',
    penalty: 'Rang',
    signInAll: 'überall anmelden',
    signOutAll: 'überall abmelden',
  },
  reasonLabel: (where) => (where === null ? 'Überall Pause, weil:' : `Pause in ${where}, weil:`),
  otherReason: 'ein anderer Grund',
  otherLabel: 'Grund',
  backLabel: (reason) => `${reason === '' ? 'Pause' : reason}: wann zurück?`,
  backPlaceholder: '20 min, 13:30 oder nur Enter',
  penaltyLabel: 'Rang (0 klingelt zuerst)',
  noTime: (text) => `„${text}“ nennt keine Zeit. Versuchen Sie 20 min oder 13:30.`,
  noNumber: (text) => `„${text}“ ist keine ganze Zahl.`,
  staysIn: 'Sie gehören durch die Einrichtung der Anlage zu dieser Schlange: Pause geht, abmelden nicht.',
  done: {
    signIn: (where) => (where === null ? 'Überall angemeldet' : `Angemeldet in ${where}`),
    signOut: (where) => (where === null ? 'Überall abgemeldet' : `Abgemeldet aus ${where}`),
    pause: (where) => (where === null ? 'Überall in Pause' : `Pause in ${where}`),
    endPause: (where) => (where === null ? 'Alle Pausen sind beendet' : `Die Pause in ${where} ist beendet`),
    setPenalty: (where) => `Der Rang in ${where ?? ''} ist geändert`,
  },
  asking: 'Die Anlage wird gefragt …',
  refused: (why) => `Nicht ausgeführt. ${why}`,
  unconfirmed: 'Die Anlage hat es nicht bestätigt. Was sie jetzt sagt, steht hier.',
  changedMeanwhile: 'Auf der Anlage war es anders; was sie sagt, steht jetzt hier.',
  needsRight: 'Die Anlage lehnt ab: Der AMI-Benutzer dieses Platzes braucht die Klasse agent (manager.conf).',
  paletteSignIn: (queue) => `In ${queue} anmelden`,
  paletteSignOut: (queue) => `Aus ${queue} abmelden`,
  palettePause: (reason) => `Überall Pause: ${reason}`,
  announce: {
    paused: (queues, reason) => `Pause in ${queues}: ${reason}`,
    back: (queues) => `Keine Pause mehr in ${queues}`,
    due: 'Sie wollten jetzt zurück sein',
  },
};
