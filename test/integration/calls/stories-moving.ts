import { expect, it } from 'vitest';
import { card } from './card.ts';
import type { Floor, Who } from './floor.ts';
import type { Told } from './timeline.ts';
import { together } from './use-floor.ts';

const mine = { alice: 'Alice Example', bob: 'Bob Example', carol: 'Carol Example' } as const;

/** The PBX itself sends the far end of that agent's call on (a phone's own transfer key does the same by REFER). */
async function sendsBlind(floor: Floor, who: Who, exten: string): Promise<void> {
  const [channel = ''] = await floor.channelsOf(who);
  const action = { Action: 'BlindTransfer', Channel: channel, Context: 'from-internal', Exten: exten };
  await floor.pbx.truth.action(action);
}

function withoutVisits({ steps, origins, names, pops, rangToo }: Told): Told {
  return { steps, origins, names, pops, ...(rangToo !== undefined && { rangToo }) };
}

/** Callers who are picked up, sent on, parked, or met in a conference. */
export function movingStories(get: () => Floor): void {
  it.each([
    ['the group’s pickup code', '*8'],
    ['the pickup code of a colleague', '**1002'],
  ])('a caller who rings at a colleague is picked up by %s', async (_, dials) => {
    const floor = get();
    const ann = await floor.customer('1002');
    await floor.now({ bob: [`ringing ${ann.number}`] });
    await floor.seats.alice.desk.bridge.request.dial({ target: dials });
    await floor.now({ alice: [`active ${ann.number}`] });
    await together(floor, ann, 'PJSIP/1001');
    await ann.hangUp();
    const bobs = async () => (await floor.told()).bob;
    await expect
      .poll(bobs, { timeout: 10_000 })
      .toEqual([card(ann, ['ringing', 'answered-elsewhere'], ['direct 1002'])]);
    const cameBy = async () => (await floor.told()).alice[0]?.origins.at(-1);
    await expect.poll(cameBy, { timeout: 10_000 }).toBe('pickup 1002');
    const { alice, carol } = await floor.told();
    expect(carol).toEqual([]);
    expect(alice).toMatchObject([{ pops: 0, names: ['Ann Client'] }]);
    expect(alice[0]?.steps.slice(-2)).toEqual([`active ${ann.number}`, 'ended they-hung-up']);
  });

  it('a caller a colleague’s phone forwards to me rings here, as a call to that colleague', async () => {
    const floor = get();
    const forwarding = await floor.pbx.deskPhone('2002', { forwardTo: '1001' });
    const ann = await floor.customer('2002');
    await floor.now({ alice: [`ringing ${ann.number}`] });
    await floor.answer('alice');
    await floor.now({ alice: [`active ${ann.number}`] });
    await ann.hangUp();
    await floor.hasTold({ alice: [card(ann, ['ringing', 'active', 'they-hung-up'], ['direct 2002'])] });
    await forwarding.close();
  });

  it('a blind transfer shows whom it brings and who sent them, and leaves nothing with the sender', async () => {
    const floor = get();
    const ann = await floor.customer('1002');
    await floor.answer('bob');
    await floor.now({ bob: [`active ${ann.number}`] });
    await together(floor, ann, 'PJSIP/1002');
    await sendsBlind(floor, 'bob', '1001');
    await floor.now({ alice: [`ringing ${ann.number}`] });
    await floor.answer('alice');
    await floor.now({ alice: [`active ${ann.number}`] });
    await together(floor, ann, 'PJSIP/1001');
    // And on, past the first one.
    await sendsBlind(floor, 'alice', '1003');
    await floor.now({ carol: [`ringing ${ann.number}`] });
    await floor.answer('carol');
    await floor.now({ carol: [`active ${ann.number}`] });
    await ann.hangUp();
    await floor.hasTold({
      alice: [card(ann, ['ringing', 'active', 'transferred'], ['transfer blind 1002'])],
      bob: [card(ann, ['ringing', 'active', 'transferred'], ['direct 1002'])],
      carol: [card(ann, ['ringing', 'active', 'they-hung-up'], ['transfer blind 1001'])],
    });
  });

  it('an attended transfer shows me the colleague, then the caller; the one it passes sees nothing', async () => {
    const floor = get();
    const ann = await floor.customer('1002');
    const call = await floor.answer('bob');
    await floor.now({ bob: [`active ${ann.number}`] });
    const { request } = floor.seats.bob.desk.bridge;
    await request.consult({ call: call.id, dials: '1001' });
    await floor.now({ bob: [`held ${ann.number}`, 'dialling 1001'], alice: ['ringing 1002'] });
    await floor.answer('alice');
    await floor.now({ bob: [`held ${ann.number}`, 'active 1001'], alice: ['active 1002'] });
    expect(await request.complete({ call: call.id })).toMatchObject({ value: { outcome: 'confirmed' } });
    await floor.now({ alice: [`active ${ann.number}`] });
    await together(floor, ann, 'PJSIP/1001');
    await ann.hangUp();
    const names = [mine.bob, 'Ann Client'];
    await floor.hasTold({
      alice: [
        card(
          ann,
          ['ringing 1002', 'active 1002', 'active', 'they-hung-up'],
          ['direct 1001', 'transfer attended 1002'],
          { names },
        ),
      ],
      bob: [
        card(ann, ['ringing', 'active', 'held', 'transferred'], ['direct 1002']),
        card({ number: '1001', name: mine.alice }, ['dialling', 'active', 'transferred'], ['dialled'], { pops: 0 }),
      ],
    });
  });

  it('a caller who rang here too and is handed on among the others changes nothing at my desk', async () => {
    const floor = get();
    const ann = await floor.customer('621');
    await floor.allKnowWhoRings();
    const call = await floor.answer('carol');
    await floor.now({ carol: [`active ${ann.number}`] });
    const { request } = floor.seats.carol.desk.bridge;
    await request.consult({ call: call.id, dials: '1002' });
    await floor.answer('bob', '1003');
    await floor.now({ carol: [`held ${ann.number}`, 'active 1002'], bob: ['active 1003'] });
    expect(await request.complete({ call: call.id })).toMatchObject({ value: { outcome: 'confirmed' } });
    await floor.now({ bob: [`active ${ann.number}`] });
    await ann.hangUp();
    const rang = (rangToo: readonly string[], ...steps: string[]) => card(ann, steps, ['direct 621'], { rangToo });
    const wanted = {
      alice: [rang(['1002', '1003'], 'ringing', 'answered-elsewhere')],
      bob: [
        rang(['1001', '1003'], 'ringing', 'answered-elsewhere'),
        card(
          ann,
          ['ringing 1003', 'active 1003', 'active', 'they-hung-up'],
          ['direct 1002', 'transfer attended 1003'],
          { names: [mine.carol, 'Ann Client'] },
        ),
      ],
      carol: [
        rang(['1001', '1002'], 'ringing', 'active', 'held', 'transferred'),
        card({ number: '1002', name: mine.bob }, ['dialling', 'active', 'transferred'], ['dialled'], { pops: 0 }),
      ],
    };
    // That Bob has had this caller before is found out by who stays in a bridge with him: perhaps not before they hang up.
    await floor.hasTold(wanted, (told) => told.map(withoutVisits));
  });

  it('a caller I parked comes back to me as the same caller, at no moment as two', async () => {
    const floor = get();
    const ann = await floor.customer('1001');
    const call = await floor.answer('alice');
    await floor.now({ alice: [`active ${ann.number}`] });
    const parked = await floor.seats.alice.desk.bridge.request.park({ call: call.id });
    expect(parked).toMatchObject({ value: { outcome: 'parked', slot: expect.stringMatching(/^73\d$/) as string } });
    await floor.now({ alice: [`ringing ${ann.number}`] });
    await floor.answer('alice');
    await floor.now({ alice: [`active ${ann.number}`] });
    await ann.hangUp();
    const { alice, ...others } = await floor.told();
    expect(others).toEqual({ bob: [], carol: [] });
    const living = alice.filter(({ steps }) => steps.at(-1) === 'ended they-hung-up');
    expect(living).toMatchObject([{ names: ['Ann Client'], visits: 1 }]);
    expect(living[0]?.origins.at(-1)).toMatch(/^park timed-out 73\d$/);
    // Once when she called, once when she came back.
    expect(alice.reduce((sum, { pops }) => sum + pops, 0)).toBe(2);
  });

  it('a conference is one call with a room, and whoever leaves it leaves the others there', async () => {
    const floor = get();
    const ann = await floor.customer('800');
    await floor.seats.alice.desk.bridge.request.dial({ target: '800' });
    await floor.seats.bob.desk.bridge.request.dial({ target: '800' });
    await floor.now({ alice: ['active 800'], bob: ['active 800'] });
    const room = async () => (await floor.talksWith(ann)).toSorted();
    await expect.poll(room, { timeout: 10_000 }).toEqual(['PJSIP/1001', 'PJSIP/1002']);
    const call = await floor.seats.alice.desk.call(({ conference }) => conference === '800');
    await floor.seats.alice.desk.bridge.request.hangUp({ call: call.id });
    await floor.now({ bob: ['active 800'] });
    await ann.hangUp();
    const bobs = await floor.seats.bob.desk.call(({ conference }) => conference === '800');
    await floor.seats.bob.desk.bridge.request.hangUp({ call: bobs.id });
    const inRoom = card({ number: '800', name: '' }, ['dialling', 'active', 'you-hung-up'], ['dialled'], {
      ...{ names: [], pops: 0, conference: '800' },
    });
    await floor.hasTold({ alice: [inRoom], bob: [inRoom] });
  });
}
