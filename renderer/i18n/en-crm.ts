/** The settings about other programs: the web service that knows callers, and those that use the local API. */
export const enCrm = {
  lookup: 'A web service that is asked about each caller',
  methods: { GET: 'GET', POST: 'POST' },
  variables: 'Variables: {e164} {national} {name} {queue} {did} {uniqueid} {linkedid} {agent} {var:NAME}.',
  needsColon: 'expected a name, a colon and a value in each line',
  noVariable: (name: string) => `there is no such variable ({${name}})`,
  tryTitle: 'Try it with a number',
  tryNumber: 'Number',
  tryOut: 'Ask now',
  asking: 'Asking…',
  answered: (ms: string, count: number) =>
    count === 0
      ? `It answered in ${ms} ms, and nothing of what is to be shown is in the answer.`
      : `It answered in ${ms} ms:`,
  failures: {
    slow: 'No answer in time: a caller would be shown without it. Let it be waited for longer, or make the service faster.',
    unreachable: 'It cannot be reached. Check the address, and that this computer trusts its certificate.',
    refused: 'It refused. Check the address, the headers and the secret.',
    'too-large': 'The answer is too large to be read.',
    'not-json': 'The answer is not JSON. Check the address.',
    'bad-template': 'The address or what is sent cannot be filled in.',
  },
  outcomes: {
    'no-number': 'That is no number that can be read.',
    'no-service': 'No service is set up yet.',
  },
  api: 'Other programs on this computer (local API)',
  apiHint:
    'A CRM plug-in, a wallboard, a script: they are told of your calls and may dial, answer, hold, park and transfer.',
  states: {
    off: 'No program can connect.',
    'no-token': 'No program can connect yet: make a token first.',
    served: (port: string) => `Programs can connect to ws://127.0.0.1:${port}/`,
    inUse: (port: string) => `Port ${port} is taken by another program. Choose another one.`,
    failed: (why: string) => `No program can connect: ${why}.`,
  },
  token: 'Token',
  make: 'Make a token',
  makeNew: 'Make a new token',
  tokenIs: 'Copy it into the other program now: it is shown this once.',
  oldGone: 'Programs with the one before are turned away.',
  copy: 'Copy',
  copied: 'Copied',
  how: 'How programs speak with it',
} as const;
