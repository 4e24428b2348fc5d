import { property } from 'fast-check';
import type { Rules } from '../../main/calls/legs/rules.ts';
import { groundOf } from '../../main/replay/ground.ts';
import { checks, type Law } from '../../main/replay/laws.ts';
import { Player } from '../../main/replay/player.ts';
import { histories, play, type Roads } from './history.ts';
import { byText, me } from './stay.ts';

const mine = [`PJSIP/${me}`];

/** Both laws of the model on made-up histories; a failure is told by throwing, and shrinks to fewer deeds. */
export const lawHolds = (law: Law, roads: Roads, rules?: Rules) =>
  property(histories, (history) => {
    const ground = groundOf('made up', mine, play(history, roads).events);
    for (const seed of [1, 2]) {
      const [divergence] = checks[law](ground, seed, rules);
      if (divergence !== undefined) throw new Error(`seed ${seed}: ${divergence.wrong.join('; ')}`);
    }
  });

/** What the desk shows is what the PBX's own books say; it pops once a ring and for nothing else. */
export const booksAgree = (roads: Roads) =>
  property(histories, (history) => {
    const { pbx, events } = play(history, roads);
    const player = new Player(mine);
    for (const event of events) player.play(event);
    const shown = player.calls.flatMap(({ phase, party }) =>
      phase === 'ended' ? [] : [{ phase, number: party.number }],
    );
    const [is, must] = [JSON.stringify(shown.toSorted(byText)), JSON.stringify(pbx.shown())];
    if (is !== must) throw new Error(`shows ${is}, not ${must}`);
    if (player.popCount !== pbx.rings) throw new Error(`${player.popCount} pops for ${pbx.rings} rings`);
  });
