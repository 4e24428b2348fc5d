import { type CellOutcome, nameOf } from './cell-run.ts';
import { expectedOf } from './expected.ts';
import { queueWords } from './queue-says.ts';

const words = {
  kept: 'with the agent',
  voicemail: 'gone on to voicemail',
  lost: 'lost with the PBX’s calls',
} as const satisfies Readonly<Record<CellOutcome['customer'], string>>;

/** A gap shorter than this is no gap: packets come every 20 ms, and the ear is a test’s. */
const audible = 150;
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

function hears({ customer, gap, phase }: CellOutcome): string {
  if (customer !== 'kept') return words[customer];
  if (gap === null) return phase === 'ring' ? 'ringing, then the agent' : 'the agent';
  return gap < audible ? 'no gap' : `nothing of it for ${seconds(gap)}`;
}

/** The document of the whole matrix, as Markdown. */
export function faultTable(outcomes: readonly CellOutcome[], about: string): string {
  const direct = outcomes.filter(({ origin = 'direct' }) => origin === 'direct');
  const byQueue = outcomes.filter(({ origin }) => origin === 'queue');
  return [intro(outcomes, about), ...sectionsOf(direct), queueIntro, ...sectionsOf(byQueue), ''].join('\n\n');
}

/** One table a fault; of calls by a queue with what that says in two columns more. */
function sectionsOf(outcomes: readonly CellOutcome[]): readonly string[] {
  const isByQueue = outcomes.some(({ origin }) => origin === 'queue');
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const titles = [
    'during',
    'the caller hears',
    'the agent sees',
    'all is right after',
    ...(isByQueue ? queueTitles : []),
  ];
  const byFault = Map.groupBy(outcomes, ({ fault }) => fault);
  return [...byFault].map(([fault, cells]) =>
    [
      `${isByQueue ? '###' : '##'} ${fault}${isByQueue ? ', in a queue call' : ''}`,
      '',
      row(titles),
      row(titles.map(() => '---')),
      ...cells.map((cell) => row([cell.phase, hears(cell), sees(cell), seconds(cell.took), ...queueOf(cell)])),
      ...reasonsFor(cells),
    ].join('\n'),
  );
}

const queueTitles = ['the queue says then', 'and when the call is over'];

const queueOf = ({ queue }: CellOutcome): readonly string[] =>
  queue === undefined ? [] : [queueWords(queue.meanwhile), queueWords(queue.afterwards)];

const queueIntro = `## In a queue call

The same where the customer came by a queue (\`support\`, both agents at once, 15 s a turn, one agent registered), with what
QueueStatus says of it: what it has counted since before the call, and whether the agent’s phone is in use and by the queue’s own
account in its call. These are the PBX’s words, stated as they are. Through a rescue, which gives the agent’s end of the call
another channel, the agent stays in the call to the queue too, and the call counts once, when it is over. A customer who is parked
has left the queue. A PBX that begins anew has counted nothing.`;

/** Each once, with the phases it holds for. */
function reasonsFor(cells: readonly CellOutcome[]): readonly string[] {
  const because = (cell: CellOutcome): string | undefined => expectedOf(cell).because;
  const byReason = Map.groupBy(
    cells.filter((cell) => because(cell) !== undefined),
    (cell) => because(cell) ?? '',
  );
  return [...byReason].flatMap(([why, those]) => ['', `${those.map(({ phase }) => phase).join(', ')}: ${why}`]);
}

const sees = ({ told }: CellOutcome): string => (told.length === 0 ? 'the card as it was' : told.join(' '));

const intro = (outcomes: readonly CellOutcome[], about: string): string =>
  `# What a fault does to a call

Written by \`npm run soak -- faults\`: ${about}. A desk in Chromium behind relays of its own for SIP over
wss, AMI and media (ICE candidates rewritten); the customer is a SIP phone whose ear is listened to. What is expected of each
cell is written down in \`test/soak/faults/expected.ts\`; a run that finds a cell otherwise fails. “All is right” means: cards,
strip and the PBX’s own list of channels say the same, and the customer hears what they should; counted from the end of the
fault. After that the agent goes on (answers, resumes, completes the transfer, fetches the parked caller), and both are heard.

${triesOf(outcomes)}`;

function triesOf(outcomes: readonly CellOutcome[]): string {
  const again = outcomes.filter(({ isSecond = false }) => isSecond).map(nameOf);
  return again.length === 0
    ? 'Each cell was as expected at the first try.'
    : `As expected at the second try only: ${again.join('; ')}.`;
}
