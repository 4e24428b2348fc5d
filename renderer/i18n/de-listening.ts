import type { Catalogue } from './catalogue.ts';

/** Jemand mit Aufsicht im Gespräch einer Kollegin. */
export const deListening: Catalogue['listening'] = {
  title: 'Für eine Kollegin im Gespräch, in der Wählzeile',
  verbs: { listen: 'mithören', whisper: 'flüstern', barge: 'mitsprechen' },
  long: { listen: 'Beide hören', whisper: 'Der Kollegin allein zuflüstern', barge: 'Mitsprechen, für beide hörbar' },
  to: {
    listen: (name) => `Bei ${name} mithören`,
    whisper: (name) => `${name} zuflüstern`,
    barge: (name) => `Bei ${name} mitsprechen`,
  },
  card: {
    listen: 'Sie hören mit, ungehört',
    whisper: 'nur die Kollegin hört Sie, der Anrufer nicht',
    barge: 'beide hören Sie',
  },
  refused: (why) => `Sie hören nicht mit. ${why}`,
  afterwards: 'Das Telefon ist besetzt. Nach dem Gespräch noch einmal versuchen.',
};
