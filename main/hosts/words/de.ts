import type { HostWords } from './words.ts';

export const de: HostWords = {
  cannotStart: 'Offhook kann nicht starten',
  settingsUnusable: (folder) => `Die Einstellungen in ${folder} sind nicht brauchbar:`,
  tray: {
    state: {
      ready: 'Bereit',
      ringing: 'Klingelt',
      'on-call': 'Im Gespräch',
      'wrap-up': 'Nachbearbeitung',
      paused: 'Pause',
      offline: 'Offline: Anrufe kommen nicht an',
    },
    who: (state, name) => `${state}: ${name}`,
    messages: (count) => (count === 1 ? '1 neue Nachricht' : `${count} neue Nachrichten`),
    answer: 'Annehmen',
    silence: 'Stumm klingeln',
    hangUp: 'Auflegen',
    mute: 'Mikrofon aus',
    unmute: 'Mikrofon an',
    show: 'Fenster öffnen',
    compact: 'Schmales Fenster',
    wide: 'Breites Fenster',
    startAtLogin: 'Bei der Anmeldung starten',
    phoneLinks: 'Telefon-Links mit Offhook öffnen',
    update: (version) => `Neu starten und auf ${version} aktualisieren`,
    quit: 'Offhook beenden',
  },
  notification: {
    ringing: (name) => `${name} ruft an`,
    waits: (name, slot) => `${name} wartet für Sie in ${slot}`,
    answer: 'Annehmen',
    silence: 'Stumm',
  },
  leave: {
    title: 'Ein Gespräch läuft noch',
    question: (name) => `Sie sprechen gerade mit ${name}. Offhook beenden?`,
    means: 'Die Telefonanlage beendet das Gespräch, sobald Offhook weg ist.',
    stay: 'Im Gespräch bleiben',
    leave: 'Beenden und auflegen',
  },
  stillSignedIn: (queues) =>
    `Sie sind noch angemeldet: ${queues}. Bis Offhook wieder da ist, klingelt dort niemand bei Ihnen.`,
  leaveQueues: {
    title: 'Sie sind in Warteschlangen angemeldet',
    question: (queues) => `Vor dem Beenden abmelden: ${queues}?`,
    means: 'Angemeldet zählen Sie dort als jemand, dessen Telefon nicht erreichbar ist.',
    signOut: 'Abmelden und beenden',
    stayIn: 'Beenden und angemeldet bleiben',
    cancel: 'Nicht beenden',
  },
  updateLater: (calls) =>
    calls === 0
      ? 'Die Aktualisierung ist noch nicht bereit.'
      : 'Die Aktualisierung wartet, bis das Gespräch zu Ende ist.',
  unknownCaller: 'Unbekannter Anrufer',
  refusedLink: {
    'no-link': 'Diesen Link kann Offhook nicht öffnen.',
    'too-long': 'Der Link ist zu lang.',
    'not-text': 'Der Link enthält, was keine Nummer enthält.',
    'no-number': 'Im Link steht keine Nummer.',
    'other-domain': 'Der Link gehört zu einer anderen Telefonanlage.',
    'unknown-command': 'Was der Link verlangt, kennt Offhook nicht.',
    'set-up-already':
      'Offhook ist hier schon eingerichtet. Einstellungen → Konto ändert das; der Link wurde nicht benutzt.',
  },
  cli: {
    notRunning: (profile) => `Offhook läuft nicht mit dem Profil ${profile}. Erst starten, dann noch einmal versuchen.`,
    noAnswer: 'Offhook hat nicht geantwortet. Was daraus wurde, ist nicht bekannt: bitte auf dem Bildschirm nachsehen.',
    noTarget: (command) => `${command} erwartet eine Nummer, etwa: offhook ${command} 1002`,
    notExpected: (what, commands) => `„${what}“ wurde nicht erwartet. Es gibt: ${commands}.`,
    refused: (reason) => `Nicht ausgeführt: ${reason}`,
    outcome: {
      confirmed: 'Erledigt.',
      unconfirmed: 'Die Telefonanlage hat es noch nicht bestätigt. Bitte auf dem Bildschirm nachsehen.',
      parked: 'Geparkt.',
      'nothing-to-do': 'Es gibt keinen Anruf, der gemeint sein könnte.',
      shown: 'Das Fenster ist offen.',
      asked: 'Die Nummer steht in der Wählzeile.',
      status: '',
    },
    rings: 'Anrufe klingeln hier.',
    doesNotRing: 'Anrufe klingeln hier nicht.',
    newMessages: (count) => (count === 1 ? '1 neue Nachricht' : `${count} neue Nachrichten`),
  },
};
