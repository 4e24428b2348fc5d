import { beforeEach, describe, expect, it } from 'vitest';
import { Operations } from '../../../main/app/operations.ts';
import { DialogWatch } from '../../../main/app/transfers/dialog-watch.ts';
import { ParkCommands, type ParkCommandsOptions } from '../../../main/app/transfers/park-commands.ts';
import { Emitter } from '../../../main/base/emitter.ts';
import type { SipCallId, Uniqueid } from '../../../main/base/ids.ts';
import type { ParkingFact } from '../../../main/parking/parking.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { after, answered } from '../calls/facts.ts';
import { FakePhone } from './fake-phone.ts';

const mine = 'mine@pbx' as SipCallId;
const parkee = 'ann' as Uniqueid;

let phone: FakePhone;
let waiting: Map<string, Uniqueid>;
let commands: ParkCommands;

const facts = new Emitter<ParkingFact>();
const fetchedBy = (by: string): void => {
  waiting.clear();
  facts.emit({ kind: 'left-parking', at: 0, parkee, by });
};

beforeEach(() => {
  phone = new FakePhone();
  waiting = new Map([['701', parkee]]);
  const clock = new FakeClock(0);
  // What parks is not asked here.
  const parks = {} as Pick<ParkCommandsOptions, 'road' | 'arrangements' | 'underWay' | 'permitted'>;
  commands = new ParkCommands({
    ...parks,
    ...{ phone, clock, ami: null, endpoint: 'PJSIP/1001', extension: '700' },
    operations: new Operations(clock),
    watch: new DialogWatch(phone, clock),
    lots: { known: true, parkeeIn: (slot) => waiting.get(slot) ?? null, onDidChange: facts.event },
    calls: () => after(answered('mine', 0)),
    means: () => ({ online: true, audio: true }),
  });
});

describe('a parked caller who is fetched', () => {
  it('is ours by the word of the PBX', async () => {
    const outcome = commands.retrieve('701');
    await expect.poll(() => phone.asked).toContain('dial 701');
    fetchedBy('PJSIP/1001');
    expect(await outcome).toEqual({ outcome: 'confirmed' });
  });

  it('by a colleague as well is not ours, and the leg that hears of it is hung up', async () => {
    const outcome = commands.retrieve('701');
    await expect.poll(() => phone.asked).toContain('dial 701');
    fetchedBy('PJSIP/1002');
    expect(await outcome).toMatchObject({ outcome: 'refused', reason: 'no-such-call' });
    expect(phone.asked).toContain('hangUp new@pbx');
  });

  it('by a colleague while our own call goes on hold is told at once, and nothing is dialled', async () => {
    const held = Promise.withResolvers<void>();
    phone.late.set(`hold ${mine}`, held.promise);
    const outcome = commands.retrieve('701');
    fetchedBy('PJSIP/1002');
    held.resolve();
    expect(await outcome).toMatchObject({ outcome: 'refused', reason: 'no-such-call' });
    expect(phone.asked).toEqual([`hold ${mine}`]);
  });
});
