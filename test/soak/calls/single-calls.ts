import { card } from '../../integration/calls/card.ts';
import type { Customer, Floor, Who } from '../../integration/calls/floor.ts';
import type { Told } from '../../integration/calls/timeline.ts';

export const extensions: Readonly<Record<Who, string>> = { alice: '1001', bob: '1002', carol: '1003' };

/** One call of one agent that concerns nobody else; gives what the agent must have been shown of it. */
export type SingleCall = (floor: Floor, who: Who, name: string) => Promise<readonly Told[]>;

async function rings(floor: Floor, who: Who, name: string): Promise<Customer> {
  const caller = await floor.customer(extensions[who], name);
  await floor.at(who, [`ringing ${caller.number}`]);
  return caller;
}

async function talks(floor: Floor, who: Who, name: string) {
  const caller = await rings(floor, who, name);
  const call = await floor.answer(who, caller.number);
  await floor.at(who, [`active ${caller.number}`]);
  return { caller, call, request: floor.seats[who].desk.bridge.request };
}

const toldOf = (who: Who, caller: Customer, steps: readonly string[]): readonly Told[] => [
  card(caller, steps, [`direct ${extensions[who]}`]),
];

export const singleCalls: Readonly<Record<string, SingleCall>> = {
  'they hang up': async (floor, who, name) => {
    const { caller } = await talks(floor, who, name);
    await caller.hangUp();
    return toldOf(who, caller, ['ringing', 'active', 'they-hung-up']);
  },
  'we hang up': async (floor, who, name) => {
    const { caller, call, request } = await talks(floor, who, name);
    await request.hangUp({ call: call.id });
    await caller.ended;
    return toldOf(who, caller, ['ringing', 'active', 'you-hung-up']);
  },
  'they give up': async (floor, who, name) => {
    const caller = await rings(floor, who, name);
    await caller.hangUp();
    return toldOf(who, caller, ['ringing', 'they-gave-up']);
  },
  declined: async (floor, who, name) => {
    const caller = await rings(floor, who, name);
    const { desk } = floor.seats[who];
    const call = await desk.call(({ can }) => can.includes('decline'));
    await desk.bridge.request.decline({ call: call.id });
    await floor.at(who, []);
    await caller.hangUp();
    return toldOf(who, caller, ['ringing', 'you-declined']);
  },
  held: async (floor, who, name) => {
    const { caller, call, request } = await talks(floor, who, name);
    await request.hold({ call: call.id });
    await floor.at(who, [`held ${caller.number}`]);
    await request.resume({ call: call.id });
    await floor.at(who, [`active ${caller.number}`]);
    await caller.hangUp();
    return toldOf(who, caller, ['ringing', 'active', 'held', 'active', 'they-hung-up']);
  },
  'two at once': async (floor, who, name) => {
    const first = await talks(floor, who, name);
    const second = await floor.customer(extensions[who], `${name} too`);
    await floor.at(who, [`active ${first.caller.number}`, `ringing ${second.number}`]);
    await floor.answer(who, second.number);
    await floor.at(who, [`held ${first.caller.number}`, `active ${second.number}`]);
    await Promise.all([first.caller.hangUp(), second.hangUp()]);
    return [
      ...toldOf(who, first.caller, ['ringing', 'active', 'held', 'they-hung-up']),
      ...toldOf(who, second, ['ringing', 'active', 'they-hung-up']),
    ];
  },
};
