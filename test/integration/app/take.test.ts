import { describe, expect, it } from 'vitest';
import type { SealedFile } from '../../../main/journal/sealed-file.ts';
import { useDesk } from './use-desk.ts';

const confirmed = { ok: true, value: { outcome: 'confirmed' } };
const nothing = { value: { outcome: 'refused', reason: 'nothing-rings' } };

/** A journal of which nothing can be read. */
const spoilt: SealedFile = { isSpoilt: true, read: () => null, write: () => undefined, setAside: () => undefined };

describe.each([22, 16] as const)('taking calls on Asterisk %i', (version) => {
  const lab = useDesk(version);

  /** Ann rings at that extension. */
  const rings = async (to: string) =>
    lab.pbx.callIn({ to, name: 'Ann Client', number: '15551230001', via: 'sip', plays: 'silence' });

  it.each([
    ['directly', '1002'],
    ['from my group', null],
  ])('what rings at a colleague is picked up %s, and the colleague’s card goes', async (_, dials) => {
    const alice = await lab.sit();
    const bob = await lab.sit('1002');
    const caller = await rings('1002');
    await bob.call(({ phase }) => phase === 'ringing');
    await alice.until(({ ringingColleagues = [] }) => ringingColleagues.some((each) => each.dials === '1002'));
    expect(alice.view.ringingColleagues).toEqual([{ name: 'Bob Example', dials: '1002' }]);
    expect(await alice.bridge.request.pickUp({ dials })).toEqual(confirmed);
    // The softphone is connected before AMI says with whom, and how that came about.
    const mine = await alice.call(
      ({ phase, party, origin }) => phase === 'active' && party.name === 'Ann Client' && origin.kind === 'pickup',
    );
    await caller.answered;
    // A CANCEL alone does not say why.
    await bob.until(({ calls: [call] }) => call?.phase === 'ended' && call.reason === 'answered-elsewhere');
    await alice.until(({ ringingColleagues = [] }) => ringingColleagues.length === 0);
    await lab.isWithMe({ desk: alice, caller, call: mine });
  });

  it('where nothing rings it is said so, and a caller held for it can be resumed', async () => {
    const { desk, call } = await lab.inCall();
    expect(await desk.bridge.request.pickUp({ dials: '1002' })).toMatchObject(nothing);
    const held = await desk.call(({ id, phase }) => id === call.id && phase === 'held');
    expect(held.can).toContain('resume');
  });

  it('what rings on another phone of mine is answered here', async () => {
    const phone = await lab.sit('1004');
    const desk = await lab.sit('1001', { agent: { name: 'Alice', extension: '1001', otherPhones: ['PJSIP/1004'] } });
    const caller = await rings('1004');
    await phone.call(({ phase }) => phase === 'ringing');
    const there = await desk.call(({ device, can }) => device === 'other-phone' && can.includes('bringHere'));
    expect(await desk.bridge.request.bringHere({ call: there.id })).toEqual(confirmed);
    await caller.answered;
    const here = await desk.call(
      ({ phase, device, party }) => phase === 'active' && device === 'softphone' && party.name === 'Ann Client',
    );
    await phone.until(({ calls }) => calls.every(({ phase }) => phase === 'ended'));
    await lab.isWithMe({ desk, caller, call: here });
    await desk.until(({ calls }) => calls.filter(({ phase }) => phase !== 'ended').length === 1);
  });

  it('which channel a call has, and what links it, is noted as the PBX has it', async () => {
    let noted: unknown = null;
    const journal: SealedFile = { ...spoilt, isSpoilt: false, write: (value) => void (noted = value) };
    await lab.answered(await lab.starting('1001', {}, {}, null, journal).up());
    const channels = await lab.pbx.truth.channels();
    const mine = channels.find(({ Channel = '' }) => Channel.startsWith('PJSIP/1001-'));
    const links = { channels: [mine?.['Uniqueid']], linkedids: [mine?.['Linkedid']] };
    await expect.poll(() => noted, { timeout: 10_000 }).toMatchObject([{ phase: 'talking', ...links }]);
  });

  it('a call that a crash left behind without a note is taken up on a key', async () => {
    const { desk, caller } = await lab.inCall();
    // It goes without a word to the caller.
    await desk.stop();
    const next = await lab.sit();
    const left = await next.call(({ device, can }) => device === 'softphone' && can.includes('bringHere'));
    expect(left).toMatchObject({ phase: 'active' });
    expect(await next.bridge.request.bringHere({ call: left.id })).toEqual(confirmed);
    const here = await next.call(
      ({ phase, can, party }) => phase === 'active' && can.includes('hold') && party.name === 'Ann Client',
    );
    await lab.isWithMe({ desk: next, caller, call: here });
    await next.until(({ calls }) => calls.filter(({ phase }) => phase !== 'ended').length === 1);
  });

  it('a call whose note a crash has spoilt is taken up by itself', async () => {
    const { desk, caller } = await lab.inCall();
    await desk.stop();
    const next = await lab.starting('1001', {}, {}, null, spoilt).up();
    const here = await next.call(
      ({ phase, can, party }) => phase === 'active' && can.includes('hold') && party.name === 'Ann Client',
    );
    await lab.isWithMe({ desk: next, caller, call: here });
    await next.until(({ calls }) => calls.filter(({ phase }) => phase !== 'ended').length === 1);
  });

  it('a call moves from here to my desk phone once that is picked up, and can be brought back', async () => {
    const phone = await lab.pbx.deskPhone('2001');
    const agent = { name: 'Alice', extension: '1001', otherPhones: ['PJSIP/2001'] };
    const scene = await lab.answered(await lab.sit('1001', { agent }));
    const { desk, call, caller } = scene;
    await desk.call(({ id, can }) => id === call.id && can.includes('moveToPhone'));
    const moved = desk.bridge.request.moveToPhone({ call: call.id });
    await phone.rings();
    // Nobody is put on hold for it.
    expect(await desk.call(({ id }) => id === call.id)).toMatchObject({ phase: 'active', pair: { kind: 'transfer' } });
    phone.answer();
    expect(await moved).toEqual(confirmed);
    await expect.poll(() => lab.ours()).toEqual([]);
    expect(await lab.with(scene)).toEqual(await lab.ours('2001'));
    const there = await desk.call(
      ({ device, phase, party, can }) =>
        device === 'other-phone' && phase === 'active' && party.name === 'Ann Client' && can.includes('bringHere'),
    );
    await desk.until(({ calls }) => calls.filter(({ phase }) => phase !== 'ended').length === 1);
    expect(await desk.bridge.request.bringHere({ call: there.id })).toEqual(confirmed);
    await phone.isIdle();
    const here = await desk.call(({ phase, device }) => phase === 'active' && device === 'softphone');
    await lab.isWithMe({ desk, caller, call: here });
    await phone.close();
  });

  it('a desk phone that says no leaves the call where it is', async () => {
    const phone = await lab.pbx.deskPhone('2001');
    const agent = { name: 'Alice', extension: '1001', otherPhones: ['PJSIP/2001'] };
    const scene = await lab.answered(await lab.sit('1001', { agent }));
    const { desk, call } = scene;
    await desk.call(({ id, can }) => id === call.id && can.includes('moveToPhone'));
    const moved = desk.bridge.request.moveToPhone({ call: call.id });
    await phone.rings();
    phone.decline();
    // The PBX then sends us to my own mailbox, which answers, and must not get the caller.
    expect(await moved).toMatchObject({ value: { outcome: 'refused', reason: 'target-no-answer' } });
    await lab.isWithMe(scene);
    await desk.call(({ id, phase, pair }) => id === call.id && phase === 'active' && pair === null);
    await phone.close();
  });

  it('a call on another phone of mine moves here, the caller hears no break, and back is not needed', async () => {
    const phone = await lab.sit('1004');
    const desk = await lab.sit('1001', { agent: { name: 'Alice', extension: '1001', otherPhones: ['PJSIP/1004'] } });
    const caller = await rings('1004');
    const ringing = await phone.call(({ can }) => can.includes('answer'));
    expect(await phone.bridge.request.answer({ call: ringing.id })).toEqual(confirmed);
    const there = await desk.call(
      ({ device, phase, can }) => device === 'other-phone' && phase === 'active' && can.includes('bringHere'),
    );
    await lab.isBridged('1004');
    expect(await desk.bridge.request.bringHere({ call: there.id })).toEqual(confirmed);
    const here = await desk.call(
      ({ phase, device, party }) => phase === 'active' && device === 'softphone' && party.name === 'Ann Client',
    );
    await expect.poll(() => lab.ours('1004')).toEqual([]);
    await lab.isWithMe({ desk, caller, call: here });
    await desk.until(({ calls }) => calls.filter(({ phase }) => phase !== 'ended').length === 1);
    // Call-ID and tags are as good as the call itself.
    const said = desk.logged.join('\n');
    expect(said).not.toMatch(/tag=|local_tag|remote_tag/);
  });
});
