import type { Catalogue } from './catalogue.ts';

/** The mailboxes, and hearing what lies in them. */
export const deMessages: Catalogue['messages'] = {
  title: 'Nachrichten',
  key: 'Nachrichten',
  palette: 'Nachrichten in meiner Mailbox',
  open: 'Nachrichten öffnen',
  own: 'Meine Mailbox',
  counts: (fresh, old) => `${fresh} neu / ${old}`,
  inBox: (fresh, box) => `${fresh} in ${box}`,
  shelves: { new: 'Neu', heard: 'Gehört' },
  urgent: 'Dringend',
  none: 'Keine Nachrichten',
  noneHint: 'Was Anrufer Ihnen hinterlassen, steht nach ein, zwei Sekunden hier.',
  asking: 'Die Anlage wird gefragt …',
  notListed: {
    'no-ami': 'Nachrichten können nicht gezeigt werden: Die Manager-Verbindung (AMI) fehlt.',
    'too-old': 'Diese Anlage kann Nachrichten nicht auflisten: Asterisk ab 18.20 oder 20.5 kann es.',
    'no-right': 'Nachrichten können nicht gezeigt werden: Dem Manager-Benutzer fehlt die Klasse call oder reporting.',
    failed: 'Die Anlage hat diese Mailbox nicht aufgelistet. Gibt es eine mit diesem Namen?',
  },
  callInstead: 'Enter ruft die Mailbox an und spielt sie dort ab.',
  cannotCall: 'Es ist keine Nummer eingerichtet, unter der diese Mailbox zu erreichen ist.',
  notChanged: {
    'no-ami': 'Verschieben und Löschen geht von hier nicht: Die Manager-Verbindung (AMI) fehlt.',
    'no-right': 'Verschieben und Löschen geht von hier nicht: Dem Manager-Benutzer fehlt die Klasse user.',
    'too-old': 'Verschieben und Löschen geht von hier nicht: Asterisk ab 18.20 oder 20.5 kann es.',
  },
  doubt: {
    'several-boxes': (phone, manager) =>
      `Die Leitung meldet ${phone}, diese Mailbox ${manager}: Die Leitung zählt Ihre Mailboxen zusammen.`,
    'another-box': (phone, manager) =>
      `Die Leitung meldet ${phone}, die Mailbox ${manager}. Entweder nennt der Endpunkt des Telefons andere Mailboxen, oder Nachrichten wurden außerhalb von Asterisk geändert (pollmailboxes findet sie).`,
  },
  failed: {
    delete: (who, why) => `Die Nachricht von ${who} wurde nicht gelöscht: ${why}`,
    move: (who, why) => `Die Nachricht von ${who} wurde nicht verschoben: ${why}`,
  },
  verbs: {
    play: 'Abspielen',
    pause: 'Anhalten',
    resume: 'Weiter',
    callMailbox: 'Mailbox anrufen',
    callBack: 'Zurückrufen',
    keep: 'Als gehört behalten',
    renew: 'Als neu behalten',
    delete: 'Löschen',
    box: 'nächste Mailbox',
    skip: '3 s',
    stop: 'beenden',
  },
  playing: 'wird an Ihrem Telefon abgespielt',
  paused: 'angehalten an Ihrem Telefon',
  calling: 'Ihre Mailbox wird angerufen',
  of: (length) => `von ${length}`,
  cannotPlay: 'Es ist nichts eingerichtet, was eine Nachricht abspielt. Siehe dialplan in den Einstellungen.',
  noNumber: 'Es wurde keine Nummer hinterlassen.',
  refused: (why) => `Nicht ausgeführt. ${why}`,
  deleted: (who) => `Nachricht von ${who} gelöscht`,
  undo: 'Rückgängig',
  origin: { message: 'die Nachricht wird Ihnen vorgespielt', mailbox: 'Ihre Mailbox' },
  announceDeleted: (who) => `Nachricht von ${who} gelöscht. Steuerung Z holt sie zurück`,
};
