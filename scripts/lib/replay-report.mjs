// @ts-check
import { ledgerText } from '../../renderer/desk/ledger-text.ts';
import { t } from '../../renderer/i18n/texts.ts';

/** @param {number} at */
const clock = (at) => {
  const date = new Date(at);
  const two = (/** @type {number} */ value) => String(value).padStart(2, '0');
  const [h, m, s] = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two);
  return `${h}:${m}:${s}.${String(date.getMilliseconds()).padStart(3, '0')}`;
};

/**
 * Callers' text on a terminal: nothing that moves the cursor or turns the line around.
 * @param {string} text
 */
const plain = (text) => text.replaceAll(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, ' ');

/** @param {{ name: string, number: string }} person */
const who = ({ name, number }) => plain(`${number === '' ? '(no number)' : number} ${name}`.trim());

/** @param {import('./replay.mjs').Report['timeline'][number]} sight */
const sightLine = ({ at, call, phase, party, origin, reason, pop }) => {
  const popped = pop === null ? '' : pop === 'opened' ? '  pop' : '  pop gone';
  const over = reason === null ? '' : `  (${t.call.ended[/** @type {keyof typeof t.call.ended} */ (reason)]})`;
  return `${clock(at)}  ${call.padEnd(8)}${phase.padEnd(10)}${who(party)}  [${plain(origin)}]${over}${popped}`;
};

/** @param {import('./replay.mjs').Report['calls'][number]} call */
const ledgerLines = (call) => [
  `${call.key}  ${who(call.party)}`,
  ...call.ledger.map(
    ({ at, source, entry }) => `  ${clock(at)}  ${t.ledger.sources[source].padEnd(11)}${plain(ledgerText(entry))}`,
  ),
];

/** @param {import('./replay.mjs').Report['calls'][number]} call */
const endLine = ({ key, phase, direction, party, reason, visits }) =>
  `${key.padEnd(8)}${direction.padEnd(5)}${phase.padEnd(10)}${who(party)}${reason === null ? '' : `  ${reason}`}${visits > 1 ? `  ${visits} visits` : ''}`;

const odd = /** @type {const} */ ({ late: 'after a later one', again: 'a second time', never: 'never came' });

/** @param {NonNullable<import('./replay.mjs').Report['laws']>['examples'][number]} example */
const exampleLines = ({ law, through, seed, wrong, told }) => {
  const strange = told.filter((event) => event.odd !== null);
  const from = Math.max(0, Math.min(...strange.map((event) => told.indexOf(event))) - 3);
  return [
    `${law} through ${through}, seed ${seed}: ${wrong.join('; ')}`,
    `  ${told.length} events are enough, ${strange.length} of them out of place:`,
    ...(from > 0 ? [`     … ${from} in their order`] : []),
    ...told.slice(from).map((event) => {
      const why = event.odd === null ? '' : `   ← ${odd[event.odd]}`;
      return `  ${String(event.number).padStart(5)}  ${event.name} (${event.stream})${why}`;
    }),
  ];
};

/** @param {import('./replay.mjs').Report} report */
const lawLines = ({ laws }) => {
  if (laws === null) return [];
  const { interleaving, chaos } = laws.runs;
  const runs = `${interleaving} interleavings and ${chaos} disorderly deliveries`;
  if (laws.diverged === 0) return ['', `All agree: ${runs}.`];
  return ['', `${laws.diverged} of ${runs} end otherwise:`, ...laws.examples.flatMap(exampleLines)];
};

/** @param {import('./replay.mjs').Report} report */
export const reportText = (report) => {
  const { name, me, steps, warnings, timeline, calls, pops, diagnostics } = report;
  return [
    `${name}: ${steps} steps, as ${me.join(', ')} would have seen them`,
    ...warnings.map((warning) => `! ${warning}`),
    '',
    'What was seen',
    ...(timeline.length === 0 ? ['nothing: none of these calls came here'] : timeline.map(sightLine)),
    '',
    `In the end: ${calls.length} calls, ${pops} pops`,
    ...calls.map(endLine),
    ...(calls.length === 0 ? [] : ['', 'Why (the ledger)', ...calls.flatMap(ledgerLines)]),
    ...(diagnostics.length === 0 ? [] : ['', 'What the PBX said that could not be so']),
    ...diagnostics.map(({ at, kind, source, channel }) => `${clock(at)}  ${source ?? ''}  ${kind}  ${channel ?? ''}`),
    ...lawLines(report),
  ].join('\n');
};
