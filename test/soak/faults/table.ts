import type { CellOutcome } from './cell-run.ts';
import { expected } from './expected.ts';

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
  const byFault = Map.groupBy(outcomes, ({ fault }) => fault);
  const sections = [...byFault].map(([fault, cells]) =>
    [
      `## ${fault}`,
      '',
      '| during | the caller hears | the agent sees | all is right after |',
      '|---|---|---|---|',
      ...cells.map((cell) => `| ${cell.phase} | ${hears(cell)} | ${sees(cell)} | ${seconds(cell.took)} |`),
      ...reasonsFor(cells),
    ].join('\n'),
  );
  return [intro(outcomes, about), ...sections, ''].join('\n\n');
}

/** Each once, with the phases it holds for. */
function reasonsFor(cells: readonly CellOutcome[]): readonly string[] {
  const because = ({ fault, phase }: CellOutcome): string | undefined => expected[fault][phase].because;
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
  const again = outcomes.filter(({ isSecond = false }) => isSecond).map(({ fault, phase }) => `${fault}, ${phase}`);
  return again.length === 0
    ? 'Each cell was as expected at the first try.'
    : `As expected at the second try only: ${again.join('; ')}.`;
}
