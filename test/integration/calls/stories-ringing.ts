import { expect, it } from 'vitest';
import { PhoneBench } from '../sip/phone-bench.ts';
import { card } from './card.ts';
import type { Customer, Floor, Who } from './floor.ts';
import { together } from './use-floor.ts';

const agents: readonly Who[] = ['alice', 'bob', 'carol'];
const extensions: Readonly<Record<Who, string>> = { alice: '1001', bob: '1002', carol: '1003' };

const isLocal = ({ Channel = '' }: { readonly Channel?: string }): boolean => Channel.startsWith('Local/');

const inQueue = (floor: Floor, action: 'QueueAdd' | 'QueueRemove', queue: string, who: readonly Who[]) =>
  Promise.all(
    who.map((each) => floor.pbx.truth.action({ Action: action, Queue: queue, Interface: `PJSIP/${extensions[each]}` })),
  );

/** Whoever of the three rings for that customer, once somebody does. */
const whoRings = (floor: Floor, { number }: Customer): Promise<Who> =>
  Promise.any(
    agents.map((who) =>
      floor.seats[who].desk
        .call((call) => call.phase === 'ringing' && call.party.number?.raw === number)
        .then(() => who),
    ),
  );

/** Callers who ring one of us, or several. */
export function ringingStories(get: () => Floor): void {
  it('a caller to me alone rings, talks and hangs up', async () => {
    const floor = get();
    const ann = await floor.customer('1001');
    await floor.now({ alice: [`ringing ${ann.number}`] });
    await floor.answer('alice');
    await floor.now({ alice: [`active ${ann.number}`] });
    await together(floor, ann, 'PJSIP/1001');
    await ann.hangUp();
    await floor.hasTold({
      alice: [card(ann, ['ringing', 'active', 'they-hung-up'], ['direct 1001'])],
    });
  });

  it('a caller who gives up is told as such', async () => {
    const floor = get();
    const ann = await floor.customer('1001');
    await floor.now({ alice: [`ringing ${ann.number}`] });
    await ann.hangUp();
    await floor.hasTold({ alice: [card(ann, ['ringing', 'they-gave-up'], ['direct 1001'])] });
  });

  it('a queue that rings all three: one answers, the others are told', async () => {
    const floor = get();
    await inQueue(floor, 'QueueAdd', 'support', ['carol']);
    const ann = await floor.customer('500');
    const rings = [`ringing ${ann.number}`];
    await floor.now({ alice: rings, bob: rings, carol: rings });
    await floor.allKnowWhoRings();
    await floor.answer('bob');
    await floor.now({ bob: [`active ${ann.number}`] });
    await together(floor, ann, 'PJSIP/1002');
    await ann.hangUp();
    const elsewhere = (...rangToo: string[]) =>
      card(ann, ['ringing', 'answered-elsewhere'], ['queue support'], { rangToo });
    await floor.hasTold({
      alice: [elsewhere('1002', '1003')],
      bob: [card(ann, ['ringing', 'active', 'they-hung-up'], ['queue support'], { rangToo: ['1001', '1003'] })],
      carol: [elsewhere('1001', '1002')],
    });
    await inQueue(floor, 'QueueRemove', 'support', ['carol']);
  });

  it('a queue that goes round rings one after the other, and nobody else', async () => {
    const floor = get();
    await inQueue(floor, 'QueueAdd', 'sales', agents);
    const taken = new Map<Who, Customer>();
    for (let turn = 0; turn < agents.length; turn++) {
      // oxlint-disable-next-line no-await-in-loop -- one caller after the other
      const ann = await floor.customer('501');
      // oxlint-disable-next-line no-await-in-loop -- as above
      const who = await whoRings(floor, ann);
      taken.set(who, ann);
      const scene = (phase: string) =>
        Object.fromEntries(
          [...taken].map(([each, { number }]) => [each, [each === who ? `${phase} ${number}` : `active ${number}`]]),
        );
      // oxlint-disable-next-line no-await-in-loop -- as above
      await floor.now(scene('ringing'));
      // oxlint-disable-next-line no-await-in-loop -- as above
      await floor.answer(who);
      // oxlint-disable-next-line no-await-in-loop -- as above
      await floor.now(scene('active'));
    }
    await Promise.all([...taken.values()].map((ann) => ann.hangUp()));
    const shown = [...taken].map(([who, ann]) => [
      who,
      [card(ann, ['ringing', 'active', 'they-hung-up'], ['queue sales'])],
    ]);
    expect(shown).toHaveLength(3);
    await floor.hasTold(Object.fromEntries(shown) as Parameters<Floor['hasTold']>[0]);
    await inQueue(floor, 'QueueRemove', 'sales', agents);
  });

  it.each([
    ['takes itself out of the way', ''],
    ['stays', '/n'],
  ])('a queue that rings me through a Local channel that %s brings the caller as one call', async (_, ending) => {
    const floor = get();
    const member = { Queue: 'sales', Interface: `Local/1001@from-internal${ending}` };
    await floor.pbx.truth.action({ Action: 'QueueAdd', ...member });
    const ann = await floor.customer('501');
    await floor.now({ alice: [`ringing ${ann.number}`] });
    await floor.answer('alice');
    await floor.now({ alice: [`active ${ann.number}`] });
    const between = async () => (await floor.pbx.truth.channels()).filter(isLocal).length;
    await expect.poll(between, { timeout: 10_000 }).toBe(ending === '' ? 0 : 2);
    await floor.now({ alice: [`active ${ann.number}`] });
    await ann.hangUp();
    await floor.hasTold({ alice: [card(ann, ['ringing', 'active', 'they-hung-up'], ['queue sales'])] });
    await floor.pbx.truth.action({ Action: 'QueueRemove', ...member });
  });

  it('whoever a queue rings in vain is told so, and the next one gets the caller', async () => {
    const floor = get();
    await inQueue(floor, 'QueueAdd', 'hasty', ['alice', 'bob']);
    const ann = await floor.customer('502');
    const first = await whoRings(floor, ann);
    const second = first === 'alice' ? 'bob' : 'alice';
    await floor.now({ [first]: [`ringing ${ann.number}`] });
    await floor.now({ [second]: [`ringing ${ann.number}`] });
    await floor.answer(second);
    await floor.now({ [second]: [`active ${ann.number}`] });
    await ann.hangUp();
    await floor.hasTold({
      [first]: [card(ann, ['ringing', 'no-answer'], ['queue hasty'])],
      [second]: [card(ann, ['ringing', 'active', 'they-hung-up'], ['queue hasty'])],
    });
    await inQueue(floor, 'QueueRemove', 'hasty', ['alice', 'bob']);
  });

  it('a ring group that somebody else answers is answered elsewhere', async () => {
    const floor = get();
    const ann = await floor.customer('621');
    const rings = [`ringing ${ann.number}`];
    await floor.now({ alice: rings, bob: rings, carol: rings });
    await floor.allKnowWhoRings();
    await floor.answer('carol');
    await floor.now({ carol: [`active ${ann.number}`] });
    await ann.hangUp();
    const elsewhere = (...rangToo: string[]) =>
      card(ann, ['ringing', 'answered-elsewhere'], ['direct 621'], { rangToo });
    await floor.hasTold({
      alice: [elsewhere('1002', '1003')],
      bob: [elsewhere('1001', '1003')],
      carol: [card(ann, ['ringing', 'active', 'they-hung-up'], ['direct 621'], { rangToo: ['1001', '1002'] })],
    });
  });

  it('my softphone and my desk phone ring as one call, answered at the softphone', async () => {
    const floor = get();
    const phone = await floor.pbx.deskPhone('2001');
    const ann = await floor.customer('620');
    await phone.rings();
    await floor.now({ alice: [`ringing ${ann.number}`] });
    await floor.answer('alice');
    await phone.isIdle();
    await floor.now({ alice: [`active ${ann.number}`] });
    await ann.hangUp();
    await floor.hasTold({ alice: [card(ann, ['ringing', 'active', 'they-hung-up'], ['direct 620'])] });
    await phone.close();
  });

  it('my softphone and my desk phone ring as one call, answered at the desk phone', async () => {
    const floor = get();
    const phone = await floor.pbx.deskPhone('2001');
    const ann = await floor.customer('620');
    await phone.rings();
    await floor.now({ alice: [`ringing ${ann.number}`] });
    await floor.knowsThatRing('alice', 'PJSIP/1001', 'PJSIP/2001');
    phone.answer();
    await floor.now({ alice: [`active ${ann.number}`] });
    await together(floor, ann, 'PJSIP/2001');
    phone.hangUp();
    await floor.hasTold({
      alice: [card(ann, ['ringing', 'active', 'you-hung-up'], ['direct 620'], { elsewhere: true })],
    });
    await phone.close();
  });

  it('two callers who ring at the same moment are two, each by their own name', async () => {
    const floor = get();
    const [ann, ben] = await Promise.all([floor.customer('1001'), floor.customer('1001', 'Ben Client')]);
    await floor.now({ alice: [`ringing ${ann.number}`, `ringing ${ben.number}`] });
    await floor.answer('alice', ben.number);
    await floor.now({ alice: [`ringing ${ann.number}`, `active ${ben.number}`] });
    await ann.hangUp();
    await floor.now({ alice: [`active ${ben.number}`] });
    await ben.hangUp();
    const bens = card(ben, ['ringing', 'active', 'they-hung-up'], ['direct 1001']);
    const anns = card(ann, ['ringing', 'they-gave-up'], ['direct 1001']);
    // Either may be first.
    await floor.hasTold({ alice: [anns, bens] }, (told) =>
      told.toSorted((one, two) => (one.names.join() < two.names.join() ? -1 : 1)),
    );
  });

  it('a second caller rings while I talk: the first is held when I answer', async () => {
    const floor = get();
    const ann = await floor.customer('1001');
    await floor.answer('alice', ann.number);
    await floor.now({ alice: [`active ${ann.number}`] });
    const ben = await floor.customer('1001');
    await floor.now({ alice: [`active ${ann.number}`, `ringing ${ben.number}`] });
    await floor.answer('alice', ben.number);
    await floor.now({ alice: [`held ${ann.number}`, `active ${ben.number}`] });
    await ben.hangUp();
    await floor.now({ alice: [`held ${ann.number}`] });
    await ann.hangUp();
    await floor.hasTold({
      alice: [
        card(ann, ['ringing', 'active', 'held', 'they-hung-up'], ['direct 1001']),
        card(ben, ['ringing', 'active', 'they-hung-up'], ['direct 1001']),
      ],
    });
  });
}

/**
 * The last one of a file: when a softphone's socket closes, Asterisk 16 forgets every contact that came over wss
 * (res_pjsip_registrar's transport monitor; 22 forgets that one's).
 */
export function sharedAccountStory(get: () => Floor): void {
  it('two softphones under my name ring as one call, answered at the other one', async () => {
    const floor = get();
    const other = await new PhoneBench(floor.pbx, '1001').up();
    const ann = await floor.customer('1001');
    const rung = await other.dialog(({ phase }) => phase === 'incoming');
    await floor.now({ alice: [`ringing ${ann.number}`] });
    await floor.knowsThatRing('alice', 'PJSIP/1001', 'PJSIP/1001');
    expect(await other.phone.answer(rung.callId)).toMatchObject({ ok: true });
    await floor.now({ alice: [`active ${ann.number}`] });
    await ann.hangUp();
    await floor.hasTold({
      alice: [card(ann, ['ringing', 'active', 'they-hung-up'], ['direct 1001'])],
    });
    await other.phone.stop(1_000);
  });
}
