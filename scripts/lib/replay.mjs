// @ts-check
import { ledgerOf } from '../../main/app/ledger-view.ts';
import { groundOf } from '../../main/replay/ground.ts';
import { judge } from '../../main/replay/judge.ts';
import { Player } from '../../main/replay/player.ts';

/** @typedef {ReturnType<typeof replay>} Report */

/**
 * Plays a recording as it came, and then in `permute` other ways.
 * @param {import('../../main/replay/load.ts').Loaded} loaded
 * @param {{ permute: number, seed: number, country: string }} options
 */
export const replay = ({ name, me, steps, warnings }, { permute, seed, country }) => {
  const player = new Player(me);
  for (const step of steps) player.play(step);
  const calls = player.records.map((call) => ({
    key: call.key,
    phase: call.phase,
    direction: call.direction,
    party: call.party,
    original: call.original,
    origin: call.origin,
    reason: call.phase === 'ended' ? call.reason : null,
    startedAt: call.startedAt,
    answeredAt: call.answeredAt,
    pbxTimes: call.pbxTimes,
    visits: call.visits.length + 1,
    ledger: ledgerOf(player.state, player.pops, call.key, country),
  }));
  return {
    name,
    me,
    steps: steps.length,
    warnings,
    timeline: player.timeline,
    calls,
    pops: player.popCount,
    diagnostics: player.state.pbx.diagnostics,
    laws: permute === 0 ? null : judge(groundOf(name, me, steps), permute, seed),
  };
};
