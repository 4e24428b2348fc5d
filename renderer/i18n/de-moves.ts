import type { Catalogue } from './catalogue.ts';

/** The target picker and a transfer under way. */
export const deTransfer: Catalogue['transfer'] = {
  label: (name) => `${name} weiterleiten an`,
  inviteLabel: 'Jemanden in die Konferenz holen',
  inviteVerb: 'erst anrufen',
  inviteMeans: (name) => `Die anderen sprechen weiter, während Sie ${name} fragen`,
  results: 'Ziele',
  placeholder: 'Name oder Nummer',
  matches: (count) => `${count} Treffer`,
  searching: 'Wird gesucht …',
  none: 'Niemand heißt so. Tippen Sie weniger Buchstaben oder eine Nummer.',
  unknown: 'Das Verzeichnis ließ sich nicht fragen. Eine Nummer lässt sich trotzdem eingeben.',
  choose: 'Name oder Nummer tippen, oder mit ↑ ↓ auswählen',
  ways: {
    transfer: 'sofort weiterleiten',
    consult: 'erst Rückfrage',
    toVoicemail: 'zur Mailbox',
    parkAndTell: 'parken und Bescheid sagen',
  },
  waysLong: {
    transfer: 'Sofort weiterleiten',
    consult: 'Erst Rückfrage halten',
    toVoicemail: 'Auf die Mailbox',
    parkAndTell: 'Parken und Bescheid sagen',
  },
  presence: {
    free: 'Frei',
    ringing: 'Klingelt',
    busy: 'Im Gespräch',
    away: 'Abwesend',
    offline: 'Nicht angemeldet',
    unknown: 'Nicht bekannt',
  },
  onCallFor: (time) => `Im Gespräch ${time}`,
  paused: (why) => (why === null ? 'Pause' : `Pause: ${why}`),
  kinds: {
    colleague: '',
    queue: 'Warteschlange',
    conference: 'Raum',
    parking: 'Parken',
    contact: '',
    recent: '',
    number: '',
  },
  status: { queue: '', conference: '', parking: '', contact: 'Kontakt', recent: '', number: 'Amtsleitung' },
  inQueue: (free, waiting) => `${free} frei, ${waiting} ${waiting === 1 ? 'wartet' : 'warten'}`,
  freeNumber: 'Diese Nummer',
  called: { in: (time) => `Rief an: ${time}`, out: (time) => `Sie riefen an: ${time}` },
  warning: {
    busy: (name) => `${name} spricht gerade und nimmt vielleicht nicht ab`,
    ringing: (name) => `Bei ${name} klingelt es schon`,
    paused: (name) => `${name} hat Pause und nimmt vielleicht nicht ab`,
    offline: (name) => `Das Telefon von ${name} ist nicht angemeldet: es kann nicht klingeln`,
  },
  noUndo: (name) => `Geht sofort an ${name} und lässt sich nicht zurückholen`,
  undoUntil: (name) => `Rückgängig, bis ${name} abnimmt`,
  undoUntilQueue: (name) => `Rückgängig, bis jemand in ${name} abnimmt`,
  undoUntilNumber: 'Rückgängig, bis dort abgenommen wird',
  noUndoRoom: (name) => `${name} nimmt das Gespräch sofort an`,
  under: (target, progress) => `Geht an ${target}: ${progress}`,
  progress: {
    calling: 'wird angerufen',
    ringing: 'klingelt',
    'early-media': 'die Telefonanlage spricht',
    answered: 'angenommen',
  },
  failed: (target, why) => `Nicht weitergeleitet. ${target}: ${why}`,
  toast: (customer, target) => `${customer} wird an ${target} weitergeleitet`,
};

/** Two calls at once: the caller on hold, and the colleague who is asked. */
export const deConsult: Catalogue['consult'] = {
  word: 'Rückfrage',
  pair: (customer, colleague) => `Rückfrage bei ${colleague} wegen ${customer}`,
  between: (colleague, customer) => `Sie und ${colleague}, ${customer} hört nicht mit`,
  swapped: (colleague) => `${colleague} wartet und hört nicht mit`,
  link: (customer, colleague) => `${customer} soll zu ${colleague}`,
  completes: (customer, colleague) => `Verbinden gibt ${customer} an ${colleague} weiter.`,
  completesRinging: (customer, colleague) =>
    `Verbinden gibt ${customer} an ${colleague} weiter, sobald dort abgenommen wird.`,
  joins: 'In der Konferenz hören sich alle drei.',
  mixes:
    'In der Konferenz hören sich alle drei, gemischt an diesem Rechner: die Telefonanlage hat keine Konferenz dafür.',
  mixed: 'alle drei hören sich',
  mixEnds: 'An diesem Rechner gemischt: endet, wenn Sie gehen. Verbinden lässt die anderen beiden weitersprechen.',
  cancels: (customer) => `Abbrechen holt ${customer} zurück.`,
  about: (customer) => `Es geht um ${customer}`,
  left: (customer) => `${customer} hat inzwischen aufgelegt.`,
  stillThere: (colleague) => `Sie sind noch mit ${colleague} verbunden.`,
};

/** Three and more who hear one another. */
export const deConference: Catalogue['conference'] = {
  word: 'Konferenz',
  members: 'In der Konferenz',
  you: 'Sie',
  muted: 'stumm',
  talking: 'spricht',
  leave: 'Verlassen',
  short: { mute: 'Stumm', unmute: 'Ton an', remove: 'Entfernen' },
  acts: {
    mute: (name) => `${name} für alle stumm schalten`,
    unmute: (name) => `${name} wieder hörbar machen`,
    remove: (name) => `${name} aus der Konferenz entfernen`,
  },
  refused: { mute: 'Nicht stumm', unmute: 'Noch stumm', remove: 'Nicht entfernt' },
};

/** What is typed about a caller, and goes with them. */
export const deNote: Catalogue['note'] = {
  label: 'Notiz',
  placeholder: 'geht mit dem Anrufer zu dem, der ihn bekommt',
  from: (name) => `von ${name}`,
  saved: 'wird beim Tippen gespeichert',
  ofCall: 'Notiz zu diesem Gespräch',
  isSaved: 'Gespeichert',
  saving: 'Wird gespeichert …',
};

/** Calls that ring at a colleague's. */
export const dePickUp: Catalogue['pickUp'] = {
  verb: 'heranholen',
  rings: 'Heranholen, was dort klingelt',
  from: (name) => `Den Anruf heranholen, der bei ${name} klingelt`,
  group: 'Einen Anruf meiner Gruppe heranholen',
  refused: (why) => `Nicht herangeholt. ${why}`,
};

/** Why a key is not there. */
export const deUnavailable: Catalogue['unavailable'] = {
  why: {
    'not-set-up': 'es ist in den Einstellungen nicht eingerichtet',
    'no-ami': 'es gibt keine AMI-Verbindung',
    'no-right': 'der AMI-Benutzer dieses Platzes darf es nicht',
    'not-loaded': 'diesem Asterisk fehlt das Modul dafür',
  },
};

/** Callers waiting in a slot of the PBX. */
export const deParked: Catalogue['parked'] = {
  word: 'Geparkt',
  inSlot: (slot) => `Geparkt ${slot}`,
  title: 'Geparkte Gespräche',
  count: (count) => (count === 1 ? '1 Gespräch' : `${count} Gespräche`),
  stripWord: 'geparkt',
  stripOpens: ', Liste öffnen',
  stripUnknown: ', zurzeit nicht bekannt',
  stripNone: '–',
  backToYou: (time) => `zurück zu Ihnen in ${time}`,
  back: (time) => `zurück in ${time}`,
  backNow: 'kommt gerade zurück',
  backUnknown: 'kommt von selbst zurück',
  byYou: 'von Ihnen',
  parkedByYou: 'Von Ihnen geparkt',
  forYou: (by) => (by === '' ? 'Für Sie geparkt' : `Für Sie geparkt von ${by}`),
  forYouWord: 'für Sie',
  orphaned: 'Niemand ist da, der sie zurückbekommt: holen Sie sie',
  comesBack: (name) => `${name} kommt gleich vom Parken zurück`,
  orphanedNow: (slot, name) => `Niemand ist da, der ${name} von ${slot} zurückbekommt`,
  waitsForYou: (slot, name) => `${name} wartet auf ${slot} auf Sie`,
  parkedByOther: 'Von jemand anderem geparkt',
  timeLeft: 'Zeit, bis es zurückkommt',
  list: 'Parkliste',
  takeBack: 'Zurückholen',
  retrieve: 'holen',
  retrieving: 'Wird geholt …',
  typeSlot: 'oder Parkplatz tippen',
  choose: 'Mit ↑ ↓ auswählen oder den Parkplatz tippen',
  none: 'Niemand ist geparkt.',
  noneHint: 'P parkt ein Gespräch; jeder kann es von hier oder durch Wählen des Parkplatzes holen.',
  unknown: 'Wer geparkt ist, lässt sich zurzeit nicht sagen.',
  unknownHint: 'Ein Parkplatz lässt sich trotzdem wählen: / und seine Nummer.',
  refused: (why) => `Nicht geholt. ${why}`,
  unconfirmed: 'Die Telefonanlage hat noch nicht bestätigt. Das Gespräch kann noch kommen.',
};
