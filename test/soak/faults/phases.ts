import type { Heard } from '../../support/ear.ts';
import { bridgeOf, mine } from './channels.ts';
import { ann, type Stage } from './stage.ts';

export interface Phase {
  /** From a desk in rest to this phase. */
  readonly begin: (stage: Stage) => Promise<void>;
  /** What the agent does right after the fault has struck. */
  readonly meanwhile?: (stage: Stage) => Promise<void>;
  /** What the customer is to hear all the time; null: nothing yet. */
  readonly hears: readonly Heard[] | null;
  /** Why it does not stand as it did: by the cards, and by the PBX's own word. Null: it does. */
  readonly differs: (stage: Stage) => Promise<string | null>;
  /** Ends it as if nothing had been: the customer and the agent hear each other, or the customer somebody else. */
  readonly proceed: (stage: Stage) => Promise<void>;
}

const card = (stage: Stage, phase: string) => stage.desk.page.locator(`article[data-phase="${phase}"]`);
const patience = 30_000;

async function talk(stage: Stage): Promise<void> {
  await stage.callIn();
  await stage.desk.press('Enter');
  await stage.caller.answered;
  await bothHear(stage);
}

/** By tone energy, each in the other's ear. */
export async function bothHear(stage: Stage): Promise<void> {
  await becomes(() => stage.ear.hears === 'voice', 'the customer does not hear the agent');
  await becomes(() => stage.agentHears(), 'the agent does not hear the customer');
}

/** Whether there is one by then, ms. */
async function within(patience: number, count: () => Promise<number>): Promise<boolean> {
  const until = performance.now() + patience;
  // oxlint-disable-next-line no-await-in-loop -- looks again until there is one
  while ((await count()) === 0) {
    if (performance.now() > until) return false;
    // oxlint-disable-next-line no-await-in-loop -- as above
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

async function becomes(test: () => boolean | Promise<boolean>, complaint: string, within = patience): Promise<void> {
  const until = performance.now() + within;
  // oxlint-disable-next-line no-await-in-loop -- looks again until it is so
  while (!(await test())) {
    if (performance.now() > until) throw new Error(complaint);
    // oxlint-disable-next-line no-await-in-loop -- as above
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function pick(stage: Stage, target: string): Promise<void> {
  await stage.desk.press('t');
  await stage.desk.type(target);
  await stage.desk.page.getByRole('option').first().waitFor({ timeout: patience });
  await stage.desk.page.waitForTimeout(350);
}

interface Wanted {
  /** Phases of the cards, in any order; what is over, or waits in a slot, is not counted. */
  readonly cards: readonly string[];
  /** How many channels of mine the PBX has. */
  readonly channels: number;
  /** Whether one of them is in a bridge with the customer. */
  readonly together: boolean;
}

const isLiving = (phase: string): boolean => phase !== 'ended' && phase !== 'parked';

/** The cards against the PBX's own word. */
async function comparison(stage: Stage, wanted: Wanted): Promise<string | null> {
  const sight = await stage.eye.look();
  if (sight === null) return 'there is no page';
  if (sight.isLast) return 'the page has no main';
  const living = sight.cards.map(({ phase }) => phase).filter(isLiving);
  const expected = wanted.cards.toSorted().join(', ');
  if (living.toSorted().join(', ') !== expected) return `cards: ${living.join(', ')}; expected: ${expected}`;
  const channels = await stage.pbx.truth.channels();
  const own = mine(channels);
  if (own.length !== wanted.channels) return `${own.length} channels of mine; expected: ${wanted.channels}`;
  const bridge = bridgeOf(channels, stage.caller.uniqueid);
  const together = bridge !== '' && own.some(({ BridgeId }) => BridgeId === bridge);
  if (together !== wanted.together) return together ? 'the customer is with me' : 'the customer is not with me';
  return sight.rings ? null : `the strip says: ${sight.strip}`;
}

const heardBy =
  (wanted: readonly Heard[], differs: Phase['differs']): Phase['differs'] =>
  async (stage) => {
    const difference = await differs(stage);
    if (difference !== null) return difference;
    return wanted.includes(stage.ear.hears) ? null : `the customer hears ${stage.ear.hears}`;
  };

const talking = heardBy(['voice'], (stage) => comparison(stage, { cards: ['active'], channels: 1, together: true }));
const ringing: Phase['differs'] = (stage) => comparison(stage, { cards: ['ringing'], channels: 1, together: false });
/** A queue may just have ended one turn of ringing and begin another: whoever sits there answers that. */
const answers = async (stage: Stage): Promise<void> => {
  const ringing = stage.desk.page.locator('article[data-phase="ringing"][data-takes-keys="true"]');
  const isAnswered = async (): Promise<boolean> => {
    if ((await ringing.count()) > 0) await stage.desk.press('Enter');
    const active = card(stage, 'active').waitFor({ timeout: 3_000 });
    return active.then(() => true).catch(() => false);
  };
  await becomes(isAnswered, 'the call is not answered');
  await bothHear(stage);
};

/** Where a call can be when something happens. */
export const phases = {
  ring: {
    begin: (stage) => stage.callIn(),
    hears: null,
    differs: ringing,
    proceed: answers,
  },
  answer: {
    begin: (stage) => stage.callIn(),
    meanwhile: ({ desk }) => desk.page.keyboard.press('Enter').catch(() => undefined),
    hears: null,
    // Where the wish was lost with whoever heard it, the card rings on and says so.
    differs: async (stage) => ((await talking(stage)) === null ? null : ringing(stage)),
    proceed: async (stage) => ((await card(stage, 'ringing').count()) > 0 ? answers(stage) : bothHear(stage)),
  },
  talk: { begin: talk, hears: ['voice'], differs: talking, proceed: bothHear },
  hold: {
    begin: async (stage) => {
      await talk(stage);
      await stage.desk.press('h');
      await card(stage, 'held').waitFor({ timeout: patience });
      await becomes(() => stage.ear.hears === 'sound', 'the customer hears no music');
    },
    hears: ['sound'],
    differs: heardBy(['sound'], (stage) => comparison(stage, { cards: ['held'], channels: 1, together: true })),
    proceed: async (stage) => {
      await stage.desk.press('h');
      await card(stage, 'active').waitFor({ timeout: patience });
      await bothHear(stage);
    },
  },
  consult: {
    begin: async (stage) => {
      await talk(stage);
      await pick(stage, '3009');
      await stage.desk.press('Shift+Enter');
      await stage.desk.page.locator('article[data-consult="true"]').waitFor({ timeout: patience });
      await becomes(() => stage.agentHears(), 'the colleague is not heard');
    },
    hears: ['sound'],
    differs: heardBy(['sound'], (stage) =>
      comparison(stage, { cards: ['active', 'held'], channels: 2, together: true }),
    ),
    // The colleague's tone is heard by the customer then, and no music.
    proceed: async (stage) => {
      await stage.desk.press('Enter');
      await stage.desk.card(ann.name).filter({ hasText: 'You transferred the call' }).waitFor({ timeout: patience });
      await becomes(async () => mine(await stage.pbx.truth.channels()).length === 0, 'a channel of mine is left');
      await becomes(() => stage.ear.hears !== 'nothing', 'the customer hears nothing of the colleague');
    },
  },
  transfer: {
    begin: async (stage) => {
      await talk(stage);
      await pick(stage, '3002');
      await stage.desk.press('Enter');
      await stage.desk.card(ann.name).filter({ hasText: 'Transferring' }).waitFor({ timeout: patience });
      await becomes(() => stage.ear.hears === 'sound', 'the customer hears no music');
    },
    // Where it came to nothing, the customer is with the agent again.
    hears: ['sound', 'voice'],
    // Nobody is left alone: it goes on, or the customer is back. My silent leg to the target has no card of its own.
    differs: async (stage) => {
      const goesOn = await comparison(stage, { cards: ['held'], channels: 2, together: true });
      return goesOn === null ? null : ((await backWithMe(stage)) ?? null) === null ? null : goesOn;
    },
    proceed: async (stage) => {
      if ((await card(stage, 'held').filter({ hasText: 'Transferring' }).count()) > 0) {
        await stage.desk.press('Control+z');
        // The desk takes them back by itself where the connection broke, a moment after it is there again.
      } else if (!(await within(1_500, () => card(stage, 'active').count()))) await stage.desk.press('h');
      await card(stage, 'active').waitFor({ timeout: patience });
      await bothHear(stage);
    },
  },
  park: {
    begin: async (stage) => {
      await talk(stage);
      await stage.desk.press('p');
      await card(stage, 'parked').waitFor({ timeout: patience });
      await becomes(() => stage.ear.hears === 'sound', 'the customer hears no music');
    },
    hears: ['sound'],
    differs: heardBy(['sound'], (stage) => comparison(stage, { cards: [], channels: 0, together: false })),
    proceed: async (stage) => {
      await stage.desk.press('Shift+P');
      await stage.desk.page.getByRole('option').first().waitFor({ timeout: patience });
      await stage.desk.press('Enter');
      await card(stage, 'active').waitFor({ timeout: patience });
      await bothHear(stage);
    },
  },
} as const satisfies Readonly<Record<string, Phase>>;

export type PhaseName = keyof typeof phases;

/** A transfer that came to nothing: the customer is on hold here, or talks to us. */
const backWithMe = async (stage: Stage): Promise<string | null> => {
  const held = await comparison(stage, { cards: ['held'], channels: 1, together: true });
  return held === null ? null : comparison(stage, { cards: ['active'], channels: 1, together: true });
};
