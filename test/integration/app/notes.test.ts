import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeNote } from '../../../main/app/transfers/note-codec.ts';
import type { CallNote, CallView } from '../../../preload/contract/views.ts';
import { useDesk } from './use-desk.ts';

const confirmed = { ok: true, value: { outcome: 'confirmed' } };
const hasNote = ({ note }: { readonly note?: CallNote | null | undefined }): boolean => (note ?? null) !== null;
const isAsked = ({ about }: Pick<CallView, 'about'>): boolean => (about ?? null) !== null;
const hostile = '<img src=x onerror=alert(1)> "Zoë", ${SYSTEM(x)} 1000 €';

describe.each([22, 16] as const)('a note on Asterisk %i', (version) => {
  const lab = useDesk(version);

  it.each(['transfer', 'consult'] as const)('reaches the colleague before they answer: %s', async (how) => {
    const { desk, call } = await lab.inCall();
    const bob = await lab.sit('1002');
    expect(await desk.bridge.request.setNote({ call: call.id, text: hostile })).toEqual(confirmed);
    expect(await desk.call(({ note }) => hasNote({ note }))).toMatchObject({ note: { text: hostile, by: null } });
    void desk.bridge.request[how]({ call: call.id, dials: '1002' });
    const ringing = await bob.call(({ phase, note }) => phase === 'ringing' && hasNote({ note }));
    expect(ringing.note).toEqual({ text: hostile, by: 'Alice Example' });
    // What is typed while it rings comes as well.
    expect(ringing.can).toContain('answer');
  });

  it('tells a colleague who is asked whom it is about, and both of us when that caller has hung up', async () => {
    const { desk, call, caller } = await lab.inCall();
    const bob = await lab.sit('1002');
    expect(await desk.bridge.request.consult({ call: call.id, dials: '1002' })).toEqual(confirmed);
    const ringing = await bob.call(({ phase, about }) => phase === 'ringing' && isAsked({ about }));
    const ann = { name: 'Ann Client', number: { raw: '15551230001' } };
    expect(ringing).toMatchObject({ party: { name: 'Alice Example' }, note: null, about: { party: ann, left: false } });
    // What is typed while it rings, in two goes.
    for (const text of ['Pallet', 'Pallet 14']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, as it is typed
      await desk.bridge.request.setNote({ call: call.id, text });
      // oxlint-disable-next-line no-await-in-loop -- as above
      await bob.call(({ id, note }) => id === ringing.id && note?.text === text);
    }
    expect(await bob.bridge.request.answer({ call: ringing.id })).toEqual(confirmed);
    const colleague = await desk.call(({ phase, pair }) => phase === 'active' && pair?.role === 'colleague');
    expect(colleague.about ?? null).toBeNull();
    await caller.hangUp();
    const told = { phase: 'active', about: { party: ann, left: true } };
    expect(await bob.call(({ id, about }) => id === ringing.id && about?.left === true)).toMatchObject(told);
    expect(await desk.call(({ id, about }) => id === colleague.id && about?.left === true)).toMatchObject(told);
    await desk.call(({ id, phase }) => id === call.id && phase === 'ended');
    expect(await lab.ours()).toHaveLength(1);
  });

  it('no longer says whom it is about once that caller is in the call, for whom what the settings name is opened then', async () => {
    const { desk, call } = await lab.inCall();
    const callLinks = [{ label: 'Customer', url: 'https://crm.example/{e164}', on: 'transfer' }];
    const bob = await lab.sit('1002', { callLinks });
    await desk.bridge.request.consult({ call: call.id, dials: '1002' });
    const ringing = await bob.call(({ can, about }) => can.includes('answer') && isAsked({ about }));
    await bob.bridge.request.answer({ call: ringing.id });
    await desk.call(({ phase, pair }) => phase === 'active' && pair?.role === 'colleague');
    await lab.isBridged('1002');
    expect(await desk.bridge.request.complete({ call: call.id })).toEqual(confirmed);
    const handed = await bob.call(
      ({ id, party, about }) => id === ringing.id && party.name === 'Ann Client' && !isAsked({ about }),
    );
    expect(handed.phase).toBe('active');
    await expect.poll(() => bob.opened).toEqual(['https://crm.example/%2B15551230001']);
    // Put on hold and taken up again it is the same caller.
    expect(await bob.bridge.request.hold({ call: handed.id })).toEqual(confirmed);
    expect(await bob.bridge.request.resume({ call: handed.id })).toEqual(confirmed);
    expect(bob.opened).toHaveLength(1);
  });

  it('of a call that is over is read at another desk, which shares a folder, when that caller comes again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'offhook-shared-'));
    try {
      const history = { sharedFolder: folder };
      const [alice, bob] = [
        await lab.sit('1001', { history }, await mkdtemp(join(folder, 'alice-'))),
        await lab.sit('1002', { history }, await mkdtemp(join(folder, 'bob-'))),
      ];
      const { call, caller } = await lab.answered(alice, { number: '15551230077' });
      expect(await alice.bridge.request.setNote({ call: call.id, text: hostile })).toEqual(confirmed);
      await caller.hangUp();
      await alice.call(({ id, phase }) => id === call.id && phase === 'ended');
      const again = await lab.pbx.callIn({ to: '1002', name: 'Ann Client', number: '15551230077' });
      const ringing = await bob.call(
        ({ context }) => context?.earlier.some(({ note }) => note !== '' && note !== null) === true,
      );
      expect(ringing.context?.earlier).toMatchObject([{ by: 'Alice Example', note: hostile, direction: 'in' }]);
      await again.hangUp();
      await bob.call(({ phase }) => phase === 'ended');
      await Promise.all([alice.stop(), bob.stop()]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('stays with the caller who was handed over', async () => {
    const { desk, call } = await lab.inCall();
    const bob = await lab.sit('1002');
    await desk.bridge.request.setNote({ call: call.id, text: 'wants a refund' });
    const transfer = desk.bridge.request.transfer({ call: call.id, dials: '1002' });
    const ringing = await bob.call(({ can }) => can.includes('answer'));
    await bob.bridge.request.answer({ call: ringing.id });
    expect(await transfer).toEqual(confirmed);
    await bob.call(({ phase, note, party }) => phase === 'active' && hasNote({ note }) && party.name === 'Ann Client');
  });

  it('of whoever is parked is read at every desk, and whom they wait for is told', async () => {
    const { desk, call } = await lab.inCall();
    const [bob, carol] = [await lab.sit('1002'), await lab.sit('1003')];
    await desk.bridge.request.setNote({ call: call.id, text: 'about pallet 14' });
    expect(await desk.bridge.request.park({ call: call.id, tell: '1002' })).toMatchObject({
      value: { outcome: 'parked' },
    });
    const note = { text: 'about pallet 14', by: 'Alice Example' };
    const at = (who: typeof bob) => who.until(({ parked }) => hasNote(parked?.[0] ?? {}));
    expect((await at(bob)).parked).toMatchObject([{ note, forMe: true, mine: false }]);
    expect((await at(carol)).parked).toMatchObject([{ note, forMe: false }]);
    expect((await at(desk)).parked).toMatchObject([{ mine: true }]);
  });

  it('that nobody of ours wrote is not shown', async () => {
    const bob = await lab.sit('1002');
    const caller = await lab.pbx.callIn({ to: '1002', name: 'Ann', number: '15551230001', via: 'sip' });
    const { truth } = lab.pbx;
    const set = (Value: string) =>
      truth.action({ Action: 'Setvar', Channel: caller.uniqueid, Variable: 'OFFHOOK_NOTE', Value });
    await set('<b>not base64</b>');
    const ringing = await bob.call(({ phase }) => phase === 'ringing');
    await set(encodeNote({ text: 'read me', by: 'Alice', forWhom: null, about: null }));
    const noted = await bob.call(({ id, note }) => id === ringing.id && hasNote({ note }));
    expect(noted.note).toEqual({ text: 'read me', by: 'Alice' });
  });
});

describe('who waits in a slot', () => {
  const lab = useDesk();

  it('for a phone that is gone is shown as about to be lost, and can be fetched', async () => {
    const scene = await lab.inCall();
    const bob = await lab.sit('1002');
    await scene.desk.bridge.request.park({ call: scene.call.id });
    await bob.until(({ parked }) => parked?.[0]?.orphaned === false);
    await scene.desk.stop();
    const { parked } = await bob.until((view) => view.parked?.[0]?.orphaned === true);
    expect(await bob.bridge.request.retrieve({ slot: parked?.[0]?.slot ?? '' })).toEqual(confirmed);
  });
});
