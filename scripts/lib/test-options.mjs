// @ts-check
/** @typedef {'unit' | 'integration' | 'e2e'} Stage */

/** @type {readonly Stage[]} */
export const stages = ['unit', 'integration', 'e2e'];

/**
 * @param {readonly string[]} args
 * @returns {{ stages: readonly Stage[] } | { wrong: string }}
 */
export const readTestOptions = (args) => {
  if (args.length === 0) return { stages };
  const [name, value, ...rest] = args[0]?.includes('=') === true ? [...args[0].split('='), ...args.slice(1)] : args;
  const stage = stages.find((known) => known === value);
  if (name !== '--only' || rest.length > 0) return { wrong: `expected nothing or --only ${stages.join('|')}` };
  return stage === undefined ? { wrong: `--only expects one of ${stages.join(', ')}` } : { stages: [stage] };
};
