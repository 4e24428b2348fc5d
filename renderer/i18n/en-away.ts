import type { AwayView } from '../../preload/contract/away.ts';

const why: Readonly<Record<AwayView['why'], string>> = {
  locked: 'The screen was locked',
  idle: 'Nobody had touched this computer for a while',
  closed: 'Every page of Offhook was closed',
  closing: 'Offhook is about to be left',
};

/** The agent leaves the desk while queues ring it. */
export const enAway = {
  title: 'Are you leaving?',
  titleDone: 'While you were away',
  why: (of: AwayView['why'], time: string) => `${why[of]} (${time}).`,
  asks: (queues: string) => `Calls from ${queues} still ring here.`,
  did: {
    pause: (queues: string) => `You were paused in ${queues}.`,
    'sign-out': (queues: string) => `You were signed out of ${queues}.`,
  },
  failed: 'You were to be taken out, and the PBX did not confirm it.',
  verbs: {
    stay: 'stay signed in',
    pause: 'pause everywhere',
    signOut: 'sign out',
    back: 'back to work',
    leaveIt: 'leave it so',
  },
  done: {
    stay: 'You stay signed in',
    pause: 'Paused everywhere',
    'sign-out': 'Signed out',
    back: 'Back in your queues',
  },
};
