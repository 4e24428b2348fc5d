import { array, constantFrom, nat, record } from 'fast-check';
import { readAmiSession } from '../../main/replay/read-ami.ts';
import { readAriFrames } from '../../main/replay/read-ari.ts';
import { byTime, type Heard } from '../../main/replay/step.ts';
import { allRoads as allWays, type Road } from './local-channels.ts';
import { MadeUpPbx } from './made-up-pbx.ts';
import { me, phones, type Stay } from './stay.ts';

const deeds = {
  callMe: (pbx, { a, b }) => pbx.callIn(numberOf(a), 'direct', [me], way(b)),
  callOther: (pbx, { a, b }) => pbx.callIn(numberOf(a), 'direct', [other(b)], 'straight'),
  callGroup: (pbx, { a, b }) => pbx.callIn(numberOf(a), 'group', [me, other(a)], way(b)),
  callQueue: (pbx, { a, b }) => pbx.callIn(numberOf(a), 'queue', [me, other(a)], way(b)),
  queueRingsAgain: (pbx, { a, b }) => on(pbx, a, ['waiting'], (stay) => pbx.ring(stay, [me], way(b))),
  answer: (pbx, { a, b }) => on(pbx, a, ['ringing'], (stay) => pbx.answer(stay, b)),
  ringOut: (pbx, { a }) => on(pbx, a, ['ringing'], (stay) => pbx.ringOut(stay, !stay.served)),
  giveUp: (pbx, { a }) => on(pbx, a, ['ringing', 'waiting', 'parked'], (stay) => pbx.giveUp(stay)),
  hold: (pbx, { a }) => on(pbx, a, ['talking'], (stay) => pbx.hold(stay)),
  hangUp: (pbx, { a, b }) => on(pbx, a, ['talking'], (stay) => pbx.hangUp(stay, b % 2 === 0 ? 'phone' : 'caller')),
  blind: (pbx, { a, b }) => on(pbx, a, ['talking'], (stay) => pbx.blindTransfer(stay, phone(b))),
  ask: (pbx, { a, b }) => on(pbx, a, ['talking'], (stay) => pbx.askColleague(stay, phone(b))),
  complete: (pbx, { a }) => on(pbx, a, ['talking'], (stay) => pbx.complete(stay)),
  drop: (pbx, { a }) => on(pbx, a, ['talking'], (stay) => pbx.dropColleague(stay)),
  park: (pbx, { a }) => on(pbx, a, ['talking'], (stay) => pbx.park(stay)),
  retrieve: (pbx, { a, b }) => on(pbx, a, ['parked'], (stay) => pbx.retrieve(stay, phone(b))),
  comeBack: (pbx, { a }) => on(pbx, a, ['parked'], (stay) => pbx.comeBack(stay)),
  dialOut: (pbx, { a, b }) => pbx.dialOut(phone(b), numberOf(a)),
  mediaFlows: (pbx, { a, b }) =>
    on(pbx, a, ['talking'], (stay) => pbx.locals.optimise(stay, b % 2 === 0 ? 'near' : 'far')),
  meet: (pbx, { b }) => pbx.room.dialIn(phone(b), phone(b)),
  callRoom: (pbx, { a }) => pbx.room.dialIn('trunk', numberOf(a)),
  sendToRoom: (pbx, { a }) => on(pbx, a, ['talking'], (stay) => pbx.sendToRoom(stay)),
  leaveRoom: (pbx, { a, b }) => pbx.room.leave(a, b % 2 === 0 ? 'hangs up' : 'is put out'),
  holdRoom: (pbx, { a }) => pbx.room.hold(a),
  wait: (pbx, { a }) => pbx.wire.pass(a * 500),
} satisfies Record<string, (pbx: MadeUpPbx, by: { readonly a: number; readonly b: number }) => void>;

const numberOf = (at: number): string => `+1555123${String(at).padStart(4, '0')}`;
const phone = (at: number): string => phones[at % phones.length] ?? me;
const way = (at: number): Road => allWays[at % allWays.length] ?? 'straight';
const other = (at: number): string => phones[1 + (at % (phones.length - 1))] ?? me;

/** Where nobody is to do it to, nothing is done: so what is left when one deed is taken away is a history again. */
function on(pbx: MadeUpPbx, at: number, where: readonly Stay['where'][], does: (stay: Stay) => void): void {
  const found = pbx.in(...where);
  const stay = found[at % found.length];
  if (stay !== undefined) does(stay);
}

export interface Deed {
  readonly deed: keyof typeof deeds;
  readonly a: number;
  readonly b: number;
}

/** What people did, one thing after the other; shrinks to fewer things done. */
export const histories = array(
  record({ deed: constantFrom(...(Object.keys(deeds) as (keyof typeof deeds)[])), a: nat(7), b: nat(7) }),
  { minLength: 1, maxLength: 16 },
);

/** Through which of its interfaces a PBX is heard. */
export type Roads = 'AMI' | 'ARI' | 'both';
export const allRoads = ['AMI', 'ARI', 'both'] as const satisfies readonly Roads[];

export interface Told {
  readonly pbx: MadeUpPbx;
  /** As the real decoders and translations read what the PBX wrote. */
  readonly events: readonly Heard[];
}

export function play(history: readonly Deed[], roads: Roads): Told {
  const pbx = new MadeUpPbx();
  for (const { deed, a, b } of history) {
    deeds[deed](pbx, { a, b });
    pbx.wire.pass(300);
  }
  const ami = roads === 'ARI' ? [] : heardOfManager(pbx);
  const ari = roads === 'AMI' ? [] : readAriFrames(pbx.wire.frames);
  return { pbx, events: byTime([...ami, ...ari]) };
}

function heardOfManager({ wire: { blocks, began } }: MadeUpPbx): readonly Heard[] {
  const greeting = 'Asterisk Call Manager/11.0.0\r\n';
  let off = greeting.length;
  const pieces = blocks.map(({ at, text }) => {
    const piece = { t: at - began, off, len: Buffer.byteLength(text) };
    off += piece.len;
    return piece;
  });
  const bytes = Buffer.from(greeting + blocks.map(({ text }) => text).join(''));
  return readAmiSession(bytes, [{ t: 0, off: 0, len: greeting.length }, ...pieces], blocks[0]?.at).heard;
}
