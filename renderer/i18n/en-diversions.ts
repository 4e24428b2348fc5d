/** Do not disturb and forwarding. */
export const enDiversions = {
  doNotDisturb: 'Do not disturb',
  forwarded: {
    always: (to: string) => `All calls go to ${to}`,
    busy: (to: string) => `When busy, to ${to}`,
    noAnswer: (to: string) => `Unanswered, to ${to}`,
  },
  turnOn: 'Do not disturb: on',
  turnOff: 'Do not disturb: off',
  forward: {
    always: (to: string) => `Forward all calls to ${to}`,
    busy: (to: string) => `Forward calls to ${to} when I am busy`,
    noAnswer: (to: string) => `Forward calls to ${to} when I do not answer`,
  },
  end: {
    always: (to: string) => `No longer forward all calls to ${to}`,
    busy: (to: string) => `No longer forward calls to ${to} when I am busy`,
    noAnswer: (to: string) => `No longer forward unanswered calls to ${to}`,
  },
  notSetUp: 'Do not disturb is not set up. Name how the PBX keeps it in the settings (diversions.recipe).',
  /** In the list of commands; why, is said when it is chosen. */
  missing: 'not allowed',
  lack: (why: string) =>
    `Do not disturb and forwarding cannot be set from here. ${why} Or name the PBX’s feature codes in the settings (diversions.codes).`,
  afterwards: 'The PBX’s feature code is dialled for it, and your phone is in use. Try again after the call.',
  done: 'The PBX has it so now',
  unconfirmed: 'The PBX has not confirmed it. What it says is shown in the strip.',
  refused: (why: string) => `Not changed. ${why}`,
};
