import type { Customer } from './floor.ts';
import type { Told } from './timeline.ts';

type More = Partial<Omit<Told, 'steps' | 'origins'>>;

/**
 * What was shown of one customer's call: phases, each with their number unless the step names one, and at the end the
 * reason. It popped once, with their name, unless said otherwise.
 */
export function card(
  { number, name }: Pick<Customer, 'number' | 'name'>,
  steps: readonly string[],
  origins: readonly string[],
  more: More = {},
): Told {
  const isPhase = (step: string) => /^(ringing|dialling|active|held)$/.test(step);
  const words = (step: string) => (isPhase(step) ? `${step} ${number}` : step.includes(' ') ? step : `ended ${step}`);
  return { steps: steps.map(words), origins, names: [name], pops: 1, ...more };
}
