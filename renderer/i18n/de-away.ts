import type { AwayView } from '../../preload/contract/away.ts';
import type { Catalogue } from './catalogue.ts';

const why: Readonly<Record<AwayView['why'], string>> = {
  locked: 'Der Bildschirm wurde gesperrt',
  idle: 'Eine Weile hatte niemand diesen Rechner berührt',
  closed: 'Alle Seiten von Offhook wurden geschlossen',
  closing: 'Offhook soll verlassen werden',
};

/** Jemand geht, und die Warteschlangen klingeln weiter. */
export const deAway: Catalogue['away'] = {
  title: 'Gehen Sie weg?',
  titleDone: 'Während Sie weg waren',
  why: (of, time) => `${why[of]} (${time}).`,
  asks: (queues) => `Anrufe aus ${queues} klingeln weiter hier.`,
  did: {
    pause: (queues) => `Sie haben jetzt Pause in ${queues}.`,
    'sign-out': (queues) => `Sie wurden abgemeldet: ${queues}.`,
  },
  failed: 'Sie sollten herausgenommen werden; die Anlage hat es nicht bestätigt.',
  verbs: {
    stay: 'angemeldet bleiben',
    pause: 'überall Pause',
    signOut: 'abmelden',
    back: 'wieder arbeiten',
    leaveIt: 'so lassen',
  },
  done: {
    stay: 'Sie bleiben angemeldet',
    pause: 'Überall Pause',
    'sign-out': 'Abgemeldet',
    back: 'Wieder in Ihren Warteschlangen',
  },
};
