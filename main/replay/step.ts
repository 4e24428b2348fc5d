import type { CallFact, PbxFact } from '../facts/fact.ts';

/** One event of a recording, as the model is told it. Events of one stream keep their order; streams do not keep theirs. */
export interface Heard {
  readonly stream: string;
  /** The event's name, for people: `BridgeEnter`. */
  readonly name: string;
  readonly at: number;
  readonly facts: readonly PbxFact[];
}

/** Something else the model was told: a snapshot, an answer, what the softphone said, a link that came or went. */
export interface Told {
  readonly stream: string;
  readonly name: string;
  readonly at: number;
  readonly told: CallFact;
}

export type Step = Heard | Told;

export const isHeard = (step: Step): step is Heard => 'facts' in step;

/** As they came; what came at the same time keeps its order. */
export const byTime = <Each extends Step>(steps: readonly Each[]): readonly Each[] =>
  steps.toSorted((a, b) => a.at - b.at);
