import type { CallContext } from '../../preload/contract/context.ts';
import type { CallId, CallView } from '../../preload/contract/views.ts';

const id = 'nobody' as CallId;
const number = { raw: '+15550100', display: '+1 555 0100', e164: '+15550100' };
/** Of what a call can show as much as most of them do. */
const context: CallContext = {
  looking: false,
  people: [
    {
      ...{ id: 1, name: 'Nobody', company: 'None', role: '', email: '', note: '' },
      numbers: [{ label: 'work', number, current: true }],
    },
  ],
  earlier: [],
  lookup: null,
  links: [],
};

/** A caller there is not, ringing by way of a queue since `at` (ms since 1970): for what has to be tried before anybody calls. */
export const madeUpCaller = (at: number): CallView => ({
  id,
  phase: 'ringing',
  direction: 'in',
  party: { name: 'Nobody', number },
  origin: { kind: 'queue', queue: 'none', waitedSeconds: 1 },
  pair: null,
  operation: null,
  startedAt: at,
  answeredAt: null,
  since: at,
  can: ['answer', 'silence', 'decline'],
  silenced: false,
  alsoRinging: [],
  context,
});
