import type { Catalogue } from './catalogue.ts';

/** The address book: taken in, written, saved. */
export const deContacts: Catalogue['contacts'] = {
  title: 'Kontakte',
  palette: 'Kontakte: importieren, exportieren, jemanden anlegen',
  editPalette: 'Kontakt des Anrufers bearbeiten',
  count: (people) => (people === 1 ? '1 Person' : `${people} Personen`),
  importTitle: 'Ein Adressbuch importieren',
  importHint: 'CSV oder vCard. Sie sehen, was übernommen würde, bevor etwas geschieht.',
  choose: 'Datei wählen …',
  reading: 'Wird gelesen …',
  unreadable: 'Diese Datei lässt sich weder als CSV noch als vCard lesen.',
  understood: (delimiter, encoding) => `Gelesen als ${encoding}, getrennt durch ${delimiter}`,
  delimiters: { ',': 'Kommas', ';': 'Semikolons', '\t': 'Tabulatoren', '|': 'senkrechte Striche' },
  delimiter: 'Getrennt durch',
  encoding: 'Zeichensatz',
  columns: 'Spalten',
  holds: {
    name: 'Name der Person',
    given: 'Vorname',
    middle: 'Zweiter Vorname',
    family: 'Nachname',
    company: 'Firma',
    role: 'Funktion',
    email: 'E-Mail',
    note: 'Notiz',
    uid: 'Kennung',
    ignore: 'ausgelassen',
    number: 'Nummer',
    'number-type': 'Art der Nummer',
    'number-value': 'Nummer',
  },
  first: 'Die ersten davon',
  wouldTake: (people, rejectedRows) =>
    rejectedRows === 0
      ? `${people} Personen können übernommen werden.`
      : `${people} Personen können übernommen werden, ${rejectedRows} Zeilen nicht.`,
  take: (people) => `${people} importieren`,
  cancel: 'Abbrechen',
  taken: (people, kept, rejectedRows) =>
    `${people} Personen wurden übernommen${kept === 0 ? '' : `, ${kept} blieben, wie sie hier geschrieben sind`}${rejectedRows === 0 ? '' : `, ${rejectedRows} Zeilen nicht`}.`,
  rejectedTitle: 'Zeilen, die nicht übernommen werden',
  row: (line) => `Zeile ${line}`,
  rejected: {
    'no-number': 'hat keine Nummer',
    'not-a-number': 'die Nummer lässt sich nicht wählen',
    'nobody-named': 'nennt weder Person noch Firma',
    duplicate: 'steht zweimal da',
    'quote-not-closed': 'ein Anführungszeichen wird nicht geschlossen',
    'too-long': 'ist zu lang',
    'not-a-card': 'ist keine Karte',
    'old-card': 'ist eine Karte der Version 2.1; bitte als 3.0 oder 4.0 speichern',
  },
  moreRejected: (more) => `und ${more} weitere`,
  exportTitle: 'Exportieren',
  exportHint: 'Gespeichert im Profilordner, nur für Sie lesbar.',
  exports: { csv: 'CSV für eine Tabelle', vcard4: 'vCard-4.0-Datei', vcard3: 'vCard-3.0-Datei' },
  saved: (file) => `Gespeichert: ${file}`,
  add: 'Jemanden anlegen',
  newTitle: 'Neuer Kontakt',
  editTitle: 'Kontakt bearbeiten',
  fields: { name: 'Name der Person', company: 'Firma', role: 'Funktion', email: 'E-Mail', note: 'Notiz' },
  number: (place) => `Nummer ${place}`,
  label: (place) => `Art der Nummer ${place}`,
  save: 'Speichern',
  remove: 'Entfernen',
  savedContact: (name) => `${name} ist gespeichert`,
  removedContact: (name) => `${name} ist entfernt`,
  needsName: 'Ein Name oder eine Firma wird gebraucht.',
  refused: (why) => `Nicht ausgeführt. ${why}`,
  servers: {
    titles: { carddav: 'Adressbücher auf einem Server (CardDAV)', ldap: 'Firmenverzeichnis (LDAP)' },
    now: 'Jetzt lesen',
    reading: 'Wird gelesen …',
    never: 'Noch nicht gelesen.',
    before: (people) => (people === 1 ? '1 Person von früher.' : `${people} Personen von früher.`),
    read: (people, rejectedRows, at) =>
      `${people === 1 ? '1 Person' : `${people} Personen`}, gelesen ${at}.${rejectedRows === 0 ? '' : ` ${rejectedRows} haben keine wählbare Nummer.`}`,
    stays: (people) =>
      people === 1 ? 'Die 1 Person von früher bleibt.' : `Die ${people} Personen von früher bleiben.`,
    failures: {
      unreachable: 'Der Server ist nicht zu erreichen. Prüfen Sie Adresse, Port und Netz.',
      slow: 'Der Server hat nicht rechtzeitig geantwortet. Er wird wieder gefragt.',
      untrusted:
        'Dem Zertifikat des Servers ist nicht zu trauen. Nennen Sie die Datei der Stelle, die es unterschrieben hat, oder prüfen Sie die Adresse.',
      'no-encryption':
        'Der Server spricht kein TLS, und ohne wird das Passwort nicht gesendet. Schalten Sie dort StartTLS ein, oder nehmen Sie ldaps://.',
      'ca-file': 'Die CA-Datei lässt sich nicht lesen. Es muss eine PEM-Datei auf diesem Computer sein.',
      login:
        'Benutzer oder Passwort ist falsch. Es wird nicht von selbst wieder versucht, damit kein Konto gesperrt wird: Passwort setzen, dann jetzt lesen.',
      'no-password': 'Das Passwort ist nicht bekannt. Setzen Sie es oben.',
      forbidden: 'Dieser Benutzer darf dort nicht lesen. Bitten Sie, wer den Server betreibt, um das Leserecht.',
      'not-there': 'Dort ist nichts zu lesen. Prüfen Sie die Adresse, bei LDAP die Basis.',
      elsewhere:
        'Der Server verweist auf einen anderen, der das Passwort bekäme. Wenn Sie ihm trauen, tragen Sie dessen Adresse ein.',
      'bad-filter':
        'Der Filter ist nicht zu verstehen. Lassen Sie ihn leer, oder schreiben Sie ihn wie (telephoneNumber=*).',
      'too-large':
        'Der Server nennt mehr, als übernommen werden kann, oder gibt nur einen Teil heraus. Wählen Sie eine kleinere Basis oder einen Filter, oder lassen Sie seine Grenze für diesen Benutzer anheben.',
      'bad-answer': 'Die Antwort des Servers ist nicht zu lesen. Prüfen Sie die Adresse.',
      nobody: 'Der Server nennt niemanden mit Nummer. Prüfen Sie, ob dieser Benutzer sie lesen darf.',
      store: 'Sie wurden gelesen und ließen sich nicht behalten. Ist die Platte voll?',
    },
  },
};
