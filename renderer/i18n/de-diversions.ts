import type { Catalogue } from './catalogue.ts';

/** Do not disturb and forwarding. */
export const deDiversions: Catalogue['diversions'] = {
  doNotDisturb: 'Bitte nicht stören',
  forwarded: {
    always: (to) => `Alle Anrufe gehen an ${to}`,
    busy: (to) => `Wenn besetzt, an ${to}`,
    noAnswer: (to) => `Nicht angenommene an ${to}`,
  },
  turnOn: 'Bitte nicht stören: an',
  turnOff: 'Bitte nicht stören: aus',
  forward: {
    always: (to) => `Alle Anrufe an ${to} umleiten`,
    busy: (to) => `Anrufe an ${to} umleiten, wenn ich spreche`,
    noAnswer: (to) => `Anrufe an ${to} umleiten, wenn ich nicht abhebe`,
  },
  end: {
    always: (to) => `Nicht mehr alle Anrufe an ${to} umleiten`,
    busy: (to) => `Nicht mehr an ${to} umleiten, wenn ich spreche`,
    noAnswer: (to) => `Nicht mehr an ${to} umleiten, wenn ich nicht abhebe`,
  },
  notSetUp:
    '„Bitte nicht stören“ ist nicht eingerichtet. In den Einstellungen nennen, wie die Anlage es ablegt (diversions.recipe).',
  missing: 'nicht erlaubt',
  lack: (why) =>
    `„Bitte nicht stören“ und Umleitungen lassen sich von hier nicht setzen. ${why} Oder die Funktionscodes der Anlage in den Einstellungen nennen (diversions.codes).`,
  afterwards:
    'Dafür wird ein Funktionscode der Anlage gewählt, und das Telefon ist besetzt. Nach dem Gespräch noch einmal versuchen.',
  done: 'Die Anlage hat es jetzt so',
  unconfirmed: 'Die Anlage hat es nicht bestätigt. Was sie sagt, steht in der Leiste.',
  refused: (why) => `Nicht geändert. ${why}`,
};
