import { deepStrictEqual } from 'node:assert/strict';
import { card } from '../../integration/calls/card.ts';
import { everybody, type Floor, type Who } from '../../integration/calls/floor.ts';
import type { Told } from '../../integration/calls/timeline.ts';
import { extensions } from './single-calls.ts';

/** Three agents in some order. */
export type Roles = readonly [first: Who, second: Who, third: Who];

/** A call that concerns several agents; gives what each must have been shown. */
export type SharedCall = (floor: Floor, roles: Roles, name: string) => Promise<Partial<Record<Who, readonly Told[]>>>;

const rangBeside = (who: Who) => everybody.filter((each) => each !== who).map((each) => extensions[each]);

/** Rings all three; the first one answers. */
const ringsAll =
  (exten: string, origin: string): SharedCall =>
  async (floor, [taker], name) => {
    const caller = await floor.customer(exten, name);
    await floor.now(Object.fromEntries(everybody.map((who) => [who, [`ringing ${caller.number}`]])));
    await floor.allKnowWhoRings();
    await floor.answer(taker, caller.number);
    await floor.now({ [taker]: [`active ${caller.number}`] });
    await caller.hangUp();
    const steps = (who: Who) =>
      who === taker ? ['ringing', 'active', 'they-hung-up'] : ['ringing', 'answered-elsewhere'];
    return Object.fromEntries(
      everybody.map((who) => [who, [card(caller, steps(who), [origin], { rangToo: rangBeside(who) })]]),
    );
  };

async function talks(floor: Floor, who: Who, name: string) {
  const caller = await floor.customer(extensions[who], name);
  await floor.now({ [who]: [`ringing ${caller.number}`] });
  const call = await floor.answer(who, caller.number);
  await floor.now({ [who]: [`active ${caller.number}`] });
  return { caller, call, request: floor.seats[who].desk.bridge.request };
}

export const sharedCalls: Readonly<Record<string, SharedCall>> = {
  'a queue of all': ringsAll('503', 'queue everybody'),
  'a ring group': ringsAll('621', 'direct 621'),
  'sent on': async (floor, [sender, taker], name) => {
    const { caller } = await talks(floor, sender, name);
    const [channel = ''] = await floor.channelsOf(sender);
    await floor.untilTogether(caller, sender);
    const action = { Action: 'BlindTransfer', Channel: channel, Context: 'from-internal', Exten: extensions[taker] };
    await floor.pbx.truth.action(action);
    await floor.now({ [taker]: [`ringing ${caller.number}`] });
    await floor.answer(taker, caller.number);
    await floor.now({ [taker]: [`active ${caller.number}`] });
    await caller.hangUp();
    return {
      [sender]: [card(caller, ['ringing', 'active', 'transferred'], [`direct ${extensions[sender]}`])],
      [taker]: [card(caller, ['ringing', 'active', 'they-hung-up'], [`transfer blind ${extensions[sender]}`])],
    };
  },
  'handed over after a word': async (floor, [sender, taker], name) => {
    const { caller, call, request } = await talks(floor, sender, name);
    const [from, to] = [extensions[sender], extensions[taker]];
    await request.consult({ call: call.id, dials: to });
    await floor.now({ [sender]: [`held ${caller.number}`, `dialling ${to}`], [taker]: [`ringing ${from}`] });
    await floor.answer(taker, from);
    await floor.now({ [sender]: [`held ${caller.number}`, `active ${to}`], [taker]: [`active ${from}`] });
    const done = await request.complete({ call: call.id });
    deepStrictEqual(done, { ok: true, value: { outcome: 'confirmed' } });
    await floor.now({ [taker]: [`active ${caller.number}`] });
    await caller.hangUp();
    const steps = [`ringing ${from}`, `active ${from}`, 'active', 'they-hung-up'];
    return {
      [sender]: [
        card(caller, ['ringing', 'active', 'held', 'transferred'], [`direct ${from}`]),
        card({ number: to, name: floor.nameOf(taker) }, ['dialling', 'active', 'transferred'], ['dialled'], {
          pops: 0,
        }),
      ],
      [taker]: [
        card(caller, steps, [`direct ${to}`, `transfer attended ${from}`], { names: [floor.nameOf(sender), name] }),
      ],
    };
  },
  'parked, and back': async (floor, [parker], name) => {
    const { caller, call, request } = await talks(floor, parker, name);
    await floor.untilTogether(caller, parker);
    const parked = await request.park({ call: call.id });
    if (!parked.ok || parked.value.outcome !== 'parked') throw new Error(JSON.stringify(parked));
    await floor.now({ [parker]: [`ringing ${caller.number}`] });
    await floor.answer(parker, caller.number);
    await floor.now({ [parker]: [`active ${caller.number}`] });
    await caller.hangUp();
    const steps = ['ringing', 'active', 'parked', 'ringing', 'active', 'they-hung-up'];
    const origins = [`direct ${extensions[parker]}`, `park timed-out ${parked.value.slot}`];
    return { [parker]: [card(caller, steps, origins, { pops: 2, visits: 1 })] };
  },
};
