import { describe, expect, it } from 'vitest';
import type { CallView } from '../../../preload/contract/views.ts';
import { toneLevel } from '../../support/tone.ts';
import { type Scene, useDesk } from './use-desk.ts';

const rate = 8_000;
const confirmed = { ok: true, value: { outcome: 'confirmed' } };

describe.each([22, 16] as const)('a conference on Asterisk %i', (version) => {
  const lab = useDesk(version);
  const hears = ({ caller }: Scene, tone: number): boolean =>
    toneLevel(caller.heard().slice(-rate / 2), rate, tone) > -30;

  /** A customer on hold and a colleague who hums 440 Hz. */
  async function consulting(dials = '3009'): Promise<Scene & { colleague: CallView }> {
    const scene = await lab.inCall();
    const { desk, call } = scene;
    expect(await desk.bridge.request.consult({ call: call.id, dials })).toEqual(confirmed);
    const colleague = await desk.call((each) => each.pair?.role === 'colleague' && each.can.includes('conference'));
    return { ...scene, colleague };
  }

  async function joined(): Promise<Scene & { colleague: CallView; room: CallView }> {
    const scene = await consulting();
    const { desk, colleague } = scene;
    expect(await desk.bridge.request.conference({ call: colleague.id })).toEqual(confirmed);
    const room = await desk.call(({ phase, members = [] }) => phase === 'active' && members.length === 3);
    return { ...scene, room };
  }

  it('is made of a consultation: one leg of mine in it, the customer hears the colleague, one card is left', async () => {
    const scene = await joined();
    const { desk, room, colleague } = scene;
    expect(room).toMatchObject({ id: colleague.id, conference: '8610010', pair: null });
    expect(room.can).toEqual(expect.arrayContaining(['invite', 'hold', 'hangUp']));
    expect(room.can).not.toContain('transfer');
    expect(room.members?.map(({ me }) => me).toSorted()).toEqual([false, false, true]);
    expect(room.members?.map(({ party }) => party.name)).toContain('Ann Client');
    await expect.poll(() => hears(scene, 440), { timeout: 3_000 }).toBe(true);
    await expect.poll(() => lab.ours()).toHaveLength(1);
    expect(await lab.with(scene)).toHaveLength(2);
    await desk.until(({ calls }) => calls.length === 1, 8_000);
  });

  it('goes on without me when I leave it, and ends for the customer with the last of the others', async () => {
    const scene = await joined();
    const { desk, room, caller } = scene;
    expect(await desk.bridge.request.hangUp({ call: room.id })).toEqual(confirmed);
    await expect.poll(() => lab.ours()).toEqual([]);
    expect(await lab.with(scene)).toHaveLength(1);
    await expect.poll(() => hears(scene, 440), { timeout: 3_000 }).toBe(true);
    const { truth } = lab.pbx;
    const robot = (await truth.channels()).find(({ Channel = '' }) => /^Local\/3009.*;2$/.test(Channel));
    await truth.action({ Action: 'Hangup', Channel: robot?.['Channel'] ?? '' });
    await caller.ended;
  });

  it('shows who talks, mutes one for everybody and removes one', async () => {
    const scene = await joined();
    const { desk, room } = scene;
    const { request } = desk.bridge;
    const robot = (call: CallView) => call.members?.find(({ me, party }) => !me && party.name !== 'Ann Client');
    const member = robot(room)?.member ?? '';
    const becomes = (test: (call: CallView) => boolean) => desk.call((call) => call.id === room.id && test(call));
    expect(await request.muteMember({ call: room.id, member, muted: true })).toEqual(confirmed);
    await becomes((call) => robot(call)?.muted === true);
    await expect.poll(() => hears(scene, 440), { timeout: 3_000 }).toBe(false);
    expect(await request.muteMember({ call: room.id, member, muted: false })).toEqual(confirmed);
    await becomes((call) => robot(call)?.muted === false);
    await becomes((call) => robot(call)?.talking === true);
    expect(await request.removeMember({ call: room.id, member })).toEqual(confirmed);
    await becomes(({ members = [] }) => members.length === 2);
    await lab.isWithMe(scene);
  });

  it('takes a fourth', async () => {
    const scene = await joined();
    const { desk, room } = scene;
    const { request } = desk.bridge;
    expect(await request.consult({ call: room.id, dials: '3001' })).toEqual(confirmed);
    const fourth = await desk.call((each) => each.pair?.role === 'colleague' && each.can.includes('conference'));
    expect(fourth.can).not.toContain('complete');
    expect(await request.conference({ call: fourth.id })).toEqual(confirmed);
    await desk.call(({ id, phase, members = [] }) => id === room.id && phase === 'active' && members.length === 4);
    await expect.poll(() => lab.ours()).toHaveLength(1);
    expect(await lab.with(scene)).toHaveLength(3);
  });

  it('that the PBX does not have leaves the customer waiting with us', async () => {
    const desk = await lab.sit('1001', { dialplan: { conference: '87' } });
    const scene = await lab.answered(desk);
    const { call } = scene;
    await desk.bridge.request.consult({ call: call.id, dials: '3009' });
    const colleague = await desk.call((each) => each.pair?.role === 'colleague' && each.can.includes('conference'));
    expect(await desk.bridge.request.conference({ call: colleague.id })).toMatchObject({
      value: { outcome: 'refused', reason: 'no-conference' },
    });
    const back = await desk.call(({ id, pair }) => id === call.id && pair === null);
    expect(back.operation).toMatchObject({ state: 'refused', action: 'conference' });
    expect(back.can).toContain('resume');
    expect(await lab.with(scene)).toHaveLength(1);
  });

  it('is not offered without a setting or without the right, and the desk says why', async () => {
    const desk = await lab.sit('1001', { dialplan: {} });
    expect(desk.view.unavailable).toEqual([{ action: 'conference', why: 'not-set-up' }]);
    const viewer = { host: '127.0.0.1', port: lab.pbx.ports.ami, username: 'viewer' };
    const powerless = lab.starting('1002', { ami: viewer }, { amiSecret: 'ami-viewer' });
    await powerless.until(({ unavailable }) => unavailable?.[0]?.why === 'no-right');
  });
});
