import { setTimeout as delay } from 'node:timers/promises';
import type { Bridge } from '../../../preload/contract/bridge.ts';
import type { CallAction, CallView } from '../../../preload/contract/views.ts';
import type { Pbx } from '../../pbx/pbx.ts';
import type { DeskBench } from './desk-bench.ts';

export interface MovesGround {
  readonly pbx: Pbx;
  readonly desk: DeskBench;
  /** The customer's channel. */
  readonly customer: string;
  readonly random: () => number;
  readonly keys: number;
}

const answering = ['3009', '3001'] as const;
const failing = ['3003', '609', '608', '3007'] as const;

interface Turn {
  readonly request: Bridge['request'];
  readonly call: CallView;
  readonly random: () => number;
}

const pick = <Value>(from: readonly Value[], random: () => number): Value | undefined =>
  from[Math.floor(random() * from.length)];

const consult = ({ request, call: { id }, random }: Turn): Promise<unknown> =>
  request.consult({ call: id, dials: pick(answering, random) ?? '3009' });

/** Consultations with those who answer, transfers to those who don't: the customer stays for the next key. */
const transfer = (turn: Turn): Promise<unknown> => {
  if (turn.random() < 0.6) return consult(turn);
  return turn.request.transfer({ call: turn.call.id, dials: pick(failing, turn.random) ?? '3003' });
};

/** Somebody in the conference is muted, heard again or put out; never the customer, who has to be there at the end. */
const onMember = ({ request, call, random }: Turn): Promise<unknown> => {
  const others = (call.members ?? []).filter(({ me, party }) => !me && party.name !== 'Ann Client');
  const chosen = pick(others, random);
  if (chosen === undefined) return Promise.resolve(null);
  const { member, muted } = chosen;
  const call_ = { call: call.id, member };
  return random() < 0.3 && others.length > 1
    ? request.removeMember(call_)
    : request.muteMember({ ...call_, muted: !muted });
};

const acts: ReadonlyMap<CallAction, (turn: Turn) => Promise<unknown>> = new Map<
  CallAction,
  (turn: Turn) => Promise<unknown>
>([
  ['answer', ({ request, call }) => request.answer({ call: call.id })],
  ['hold', ({ request, call }) => request.hold({ call: call.id })],
  ['resume', ({ request, call }) => request.resume({ call: call.id })],
  ['mute', ({ request, call }) => request.mute({ call: call.id, muted: true })],
  ['unmute', ({ request, call }) => request.mute({ call: call.id, muted: false })],
  ['transfer', transfer],
  ['invite', (turn) => (turn.random() < 0.5 ? consult(turn) : onMember(turn))],
  ['swap', ({ request, call }) => request.swap({ call: call.id })],
  ['conference', ({ request, call }) => request.conference({ call: call.id })],
  ['cancelConsult', ({ request, call }) => request.cancelConsult({ call: call.id })],
  ['takeBack', ({ request, call }) => request.takeBack({ call: call.id })],
  ['park', ({ request, call }) => request.park({ call: call.id })],
  ['note', ({ request, call, random }) => request.setNote({ call: call.id, text: `note ${random()}` })],
]);

/** Presses that many keys, whichever the desk offers, some of them twice at once. Gives what was pressed. */
export async function pressInARow({ desk, random, keys }: MovesGround): Promise<readonly string[]> {
  const pressed: string[] = [];
  for (let key = 0; key < keys; key++) {
    const offering = desk.view.calls.filter(({ can }) => can.some((action) => acts.has(action)));
    // Whoever rings is answered: a caller back from park would be given up by the PBX.
    const call = offering.find(({ can }) => can.includes('answer')) ?? pick(offering, random);
    const action = call?.can.includes('answer')
      ? 'answer'
      : pick(call?.can.filter((each) => acts.has(each)) ?? [], random);
    pressed.push(`${action ?? 'nothing'} ${call?.phase ?? ''}`.trim());
    const act = action === undefined ? undefined : acts.get(action);
    if (call !== undefined && act !== undefined) {
      const turn = { request: desk.bridge.request, call, random };
      void act(turn);
      if (random() < 0.15) void act(turn);
    }
    // oxlint-disable-next-line no-await-in-loop -- keys come one after the other
    await delay(30 + random() * 600);
  }
  return pressed;
}

/** Where the model and the PBX disagree, or the customer is with nobody; null: the law holds. */
export async function breachOf({ pbx, desk, customer }: MovesGround): Promise<string | null> {
  const channels = await pbx.truth.channels();
  const { calls, parked } = desk.view;
  const alive = calls.filter(({ phase }) => phase !== 'ended');
  const ours = channels.filter(({ Channel = '' }) => Channel.startsWith('PJSIP/1001-'));
  if (ours.length !== alive.length) {
    const names = ours.map((channel) => `${channel['Channel']} in ${channel['Application']} ${channel['Duration']}`);
    return `${alive.length} calls are shown, the PBX has ${names.join(' and ') || 'none'}`;
  }
  const paired = alive.filter(({ pair }) => pair !== null);
  if (paired.length % 2 !== 0) return 'a call is paired with nothing';
  const underWay = alive.find(({ operation }) => operation?.state === 'running');
  if (underWay !== undefined) return `${underWay.operation?.action} does not end`;
  const theirs = channels.find(({ Uniqueid }) => Uniqueid === customer);
  if (theirs === undefined) return 'the customer is gone';
  const bridge = theirs['BridgeId'] ?? '';
  const together = channels.filter((channel) => bridge !== '' && channel['BridgeId'] === bridge);
  const room = alive.find(({ conference }) => (conference ?? null) !== null);
  if (room !== undefined && (room.members ?? []).length !== together.length) {
    return `${room.members?.length} are shown in the conference, the PBX has ${together.length}`;
  }
  const isKept = together.length > 1 || parked?.length === 1 || alive.some(({ phase }) => phase === 'ringing');
  return isKept ? null : 'the customer is with nobody';
}

/** Resolves when the law has come to hold; rejects with what breaks it. */
export async function expectLaw(ground: MovesGround, pressed: readonly string[], within = 12_000): Promise<void> {
  const until = performance.now() + within;
  let breach = await breachOf(ground);
  while (breach !== null) {
    if (performance.now() > until) {
      const shown = JSON.stringify(
        ground.desk.view.calls.map(({ id, phase, pair, can }) => ({ id, phase, pair, can })),
      );
      throw new Error(`${breach}, after ${pressed.join(', ')}: ${shown}`);
    }
    // oxlint-disable-next-line no-await-in-loop -- asks again until it holds
    await delay(150);
    // oxlint-disable-next-line no-await-in-loop -- as above
    breach = await breachOf(ground);
  }
}
