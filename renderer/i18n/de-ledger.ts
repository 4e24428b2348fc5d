import type { Catalogue } from './catalogue.ts';
import type { LedgerWords } from './en-ledger.ts';

const { signs, rules, notPopped, popClosed }: LedgerWords = {
  signs: {
    invite: 'ein INVITE ließ das Softphone klingeln',
    dialled: 'das Softphone hat gewählt',
    channel: 'die Telefonanlage hat einen Kanal dafür',
  },
  rules: {
    'call-id': 'gleiche SIP Call-ID',
    'same-caller': 'derselbe Anrufer lässt beide klingeln',
    linkedid: 'gleiche Linkedid',
    bridge: 'in einer Bridge mit demselben Anrufer',
    'only-one-it-can-be': 'es kann nur dieses sein',
    'first-it-can-be': 'das erste, das es sein kann',
  },
  notPopped: {
    'own-call': 'Sie haben selbst gewählt',
    'already-talking': 'es war schon angenommen, als es zuerst zu sehen war',
    'already-over': 'es war schon vorbei, als es zuerst zu sehen war',
  },
  popClosed: { answered: 'angenommen', over: 'es klingelt nicht mehr' },
};

/** The ledger of a call, for an administrator: what was seen, from where, and which rule made what of it. */
export const deLedger: Catalogue['ledger'] = {
  title: 'Warum es so aussieht',
  count: (lines) => (lines === 1 ? '1 Entscheidung' : `${lines} Entscheidungen`),
  columns: { time: 'Zeit', source: 'Von', what: 'Was entschieden wurde' },
  loading: 'Wird gefragt …',
  none: 'Von diesem Gespräch ist nichts mehr bekannt.',
  noneHint: 'Offhook weiß noch zwei Stunden nach dem Ende, warum sich ein Anruf meldete, für die letzten hundert.',
  refused: (why) => `Das lässt sich nicht zeigen. ${why}`,
  newer: 'Gespräch darüber',
  older: 'Gespräch darunter',
  foot: 'Zeiten nach der Uhr dieses Rechners',
  sources: { sip: 'Softphone', ami: 'AMI', ari: 'ARI', desk: 'Offhook' },
  seen: (sign, phone) => `Zuerst gesehen an ${phone}: ${signs[sign]}`,
  joined: (what, rule, phone) =>
    what === 'dialog'
      ? `Der Dialog des Softphones ist dieses Gespräch: ${rules[rule]}`
      : `Ein Kanal von ${phone} ist dieses Gespräch: ${rules[rule]}`,
  merged: (rule) => `Eine andere Karte war dieses Gespräch (${rules[rule]}): jetzt eine Karte`,
  parted: 'Ein Dialog, der für dieses Gespräch galt, ist ein anderes: jetzt zwei Karten',
  visit: (number) => `Es kam noch einmal zu Ihnen: Besuch ${number}`,
  phase: (phase) => `Gezeigt als: ${phase}`,
  party: (from, to) => `Die andere Seite ist ${to}; es war ${from}`,
  partyLearnt: (to) => `Die andere Seite ist ${to}`,
  origin: (how) => `Wie es kam: ${how}`,
  ended: (reason) => `Vorbei: ${reason}`,
  doubted:
    'Die Telefonanlage meldete das Ende, während das Telefon das Gespräch noch hat: nicht geglaubt und nachgefragt',
  popped: 'Gemeldet: das erste Zeichen dieses Klingelns',
  notPopped: (why) => `Nicht gemeldet: ${notPopped[why]}`,
  rekeyed: (from, to) => `Das Meldefenster zeigt jetzt ${to} statt ${from}`,
  popClosed: (why) => `Das Meldefenster ging zu: ${popClosed[why]}`,
};
