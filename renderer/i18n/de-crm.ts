import type { Catalogue } from './catalogue.ts';

export const deCrm: Catalogue['crm'] = {
  lookup: 'Ein Webdienst, der nach jedem Anrufer gefragt wird',
  methods: { GET: 'GET', POST: 'POST' },
  variables: 'Variablen: {e164} {national} {name} {queue} {did} {uniqueid} {linkedid} {agent} {var:NAME}.',
  needsColon: 'erwartet: in jeder Zeile ein Name, ein Doppelpunkt und ein Wert',
  noVariable: (name) => `diese Variable gibt es nicht ({${name}})`,
  tryTitle: 'Mit einer Nummer ausprobieren',
  tryNumber: 'Nummer',
  tryOut: 'Jetzt fragen',
  asking: 'Wird gefragt …',
  answered: (ms, count) =>
    count === 0
      ? `Er hat nach ${ms} ms geantwortet, und nichts von dem, was gezeigt werden soll, steht in der Antwort.`
      : `Er hat nach ${ms} ms geantwortet:`,
  failures: {
    slow: 'Keine Antwort in der Zeit: ein Anrufer würde ohne sie gezeigt. Länger warten lassen, oder den Dienst schneller machen.',
    unreachable: 'Er ist nicht zu erreichen. Prüfen Sie die Adresse, und dass dieser Rechner seinem Zertifikat traut.',
    refused: 'Er hat abgelehnt. Prüfen Sie Adresse, Kopfzeilen und Geheimnis.',
    'too-large': 'Die Antwort ist zu groß, um gelesen zu werden.',
    'not-json': 'Die Antwort ist kein JSON. Prüfen Sie die Adresse.',
    'bad-template': 'Die Adresse oder was gesendet wird lässt sich nicht ausfüllen.',
  },
  outcomes: {
    'no-number': 'Das ist keine Nummer, die sich lesen lässt.',
    'no-service': 'Noch ist kein Dienst eingerichtet.',
  },
  api: 'Andere Programme auf diesem Rechner (lokale API)',
  apiHint:
    'Eine CRM-Erweiterung, eine Anzeigetafel, ein Skript: sie erfahren von Ihren Gesprächen und dürfen wählen, annehmen, halten, parken und weiterleiten.',
  states: {
    off: 'Kein Programm kann sich verbinden.',
    'no-token': 'Noch kann sich kein Programm verbinden: erzeugen Sie zuerst ein Token.',
    served: (port) => `Programme können sich mit ws://127.0.0.1:${port}/ verbinden.`,
    inUse: (port) => `Port ${port} gehört einem anderen Programm. Wählen Sie einen anderen.`,
    failed: (why) => `Kein Programm kann sich verbinden: ${why}.`,
  },
  token: 'Token',
  make: 'Token erzeugen',
  makeNew: 'Neues Token erzeugen',
  tokenIs: 'Kopieren Sie es jetzt in das andere Programm: es wird nur dieses eine Mal gezeigt.',
  oldGone: 'Programme mit dem vorigen werden abgewiesen.',
  copy: 'Kopieren',
  copied: 'Kopiert',
  how: 'Wie Programme mit ihr sprechen',
};
