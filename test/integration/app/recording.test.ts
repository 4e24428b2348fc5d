import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useDesk } from './use-desk.ts';

const confirmed = { ok: true, value: { outcome: 'confirmed' } };

describe.each([22, 16] as const)('a recording on Asterisk %i', { timeout: 60_000 }, (version) => {
  const lab = useDesk(version);

  it('begins, pauses for both sides while card numbers are spoken, and stops, each told by the PBX', async () => {
    const ami = { ...lab.pbx.profileFor('1001').settings.ami, username: 'recorder' };
    const alice = await lab.starting('1001', { ami }, { amiSecret: 'ami-recorder' }).up();
    const { truth } = lab.pbx;
    const { request } = alice.bridge;
    const { call } = await lab.answered(alice);
    const told = (event: string, since: number, headers: Readonly<Record<string, string>> = {}) =>
      truth.waitFor(
        (each) => each['Event'] === event && Object.entries(headers).every(([name, value]) => each[name] === value),
        { since, within: 5_000 },
      );
    const now = () => alice.view.calls.find(({ id }) => id === call.id);
    await alice.call(({ can }) => can.includes('record'));

    const begun = truth.mark();
    expect(await request.record({ call: call.id })).toEqual(confirmed);
    await told('MixMonitorStart', begun);
    expect(now()).toMatchObject({ recording: 'on' });
    expect(now()?.can).toEqual(expect.arrayContaining(['pauseRecording', 'stopRecording']));

    const paused = truth.mark();
    expect(await request.pauseRecording({ call: call.id })).toEqual(confirmed);
    await told('MixMonitorMute', paused, { Direction: 'both', State: '1' });
    expect(now()).toMatchObject({ recording: 'paused' });
    expect(await request.pauseRecording({ call: call.id })).toMatchObject({ value: { reason: 'not-now' } });

    const resumed = truth.mark();
    expect(await request.resumeRecording({ call: call.id })).toEqual(confirmed);
    await told('MixMonitorMute', resumed, { Direction: 'both', State: '0' });
    expect(now()).toMatchObject({ recording: 'on' });

    const stopped = truth.mark();
    expect(await request.stopRecording({ call: call.id })).toEqual(confirmed);
    await told('MixMonitorStop', stopped);
    expect(now()).toMatchObject({ recording: 'off' });
    const folder = join(lab.pbx.folder, 'spool/monitor');
    await expect.poll(() => readdirSync(folder).filter((name) => name.startsWith('offhook-1001-'))).toHaveLength(1);
  });

  it('that the dialplan began on the caller’s channel is shown and paused; beginning one is not offered without the right', async () => {
    const alice = await lab.sit();
    const { truth } = lab.pbx;
    const { call, caller } = await lab.answered(alice);
    expect((await alice.call(({ can }) => can.includes('hold'))).can).not.toContain('record');
    await truth.action({ Action: 'MixMonitor', Channel: caller.channel, File: 'by-the-dialplan.wav' });
    const recorded = await alice.call(({ id, recording }) => id === call.id && recording === 'on');
    expect(recorded.can).toContain('pauseRecording');
    // One side alone is still recorded, and said to be.
    const half = truth.mark();
    await truth.action({ Action: 'MixMonitorMute', Channel: caller.channel, Direction: 'read', State: '1' });
    await truth.waitFor(({ Event }) => Event === 'MixMonitorMute', { since: half });
    expect(await alice.bridge.request.pauseRecording({ call: call.id })).toEqual(confirmed);
    expect(alice.view.calls[0]).toMatchObject({ recording: 'paused' });
  });

  it('is told by a desk that starts in the middle of it, as it is: on, paused, or over', async () => {
    const first = await lab.sit();
    const { truth } = lab.pbx;
    const { call, caller } = await lab.answered(first);
    const since = truth.mark();
    await truth.action({ Action: 'MixMonitor', Channel: caller.channel, File: 'before.wav' });
    await first.call(({ id, recording }) => id === call.id && recording === 'on');
    // Desks that only look: a second phone line would take the first one's place.
    const looking = () => lab.starting('1001', {}, { sipPassword: 'not-this-one' });
    const again = looking();
    await again.call(({ recording }) => recording === 'on');
    expect(await first.bridge.request.pauseRecording({ call: call.id })).toEqual(confirmed);
    await truth.waitFor(({ Event, Variable }) => Event === 'VarSet' && Variable === 'OFFHOOK_RECORDING', { since });
    const third = looking();
    await third.call(({ recording }) => recording === 'paused');
    const stopped = truth.mark();
    expect(await first.bridge.request.stopRecording({ call: call.id })).toEqual(confirmed);
    await truth.waitFor(({ Event, Value }) => Event === 'VarSet' && Value === 'off', { since: stopped });
    const last = looking();
    await last.call(({ phase, recording }) => phase === 'active' && recording === 'off');
  });

  it('is shown stopped in a call that came back in another leg, where it was mine; the caller’s goes on', async () => {
    const ami = { ...lab.pbx.profileFor('1001').settings.ami, username: 'recorder' };
    const alice = await lab.starting('1001', { ami }, { amiSecret: 'ami-recorder' }).up();
    const { call, caller } = await lab.answered(alice);
    await alice.call(({ can }) => can.includes('record'));
    expect(await alice.bridge.request.record({ call: call.id })).toEqual(confirmed);
    const isBack = alice.call(({ id, recording }) => id === call.id && recording === 'lost');
    alice.reload();
    // It can be begun again.
    expect((await isBack).can).toContain('record');
    await lab.pbx.truth.action({ Action: 'MixMonitor', Channel: caller.channel, File: 'the-caller.wav' });
    await alice.call(({ id, recording }) => id === call.id && recording === 'on');
    const legs = await lab.ours();
    alice.reload();
    await expect.poll(() => lab.ours(), { timeout: 15_000 }).not.toEqual(legs);
    await expect.poll(async () => (await lab.ours()).length, { timeout: 15_000 }).toBe(1);
    await alice.call(({ id, recording, can }) => id === call.id && recording === 'on' && can.includes('hold'));
  });
});
