import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadReplay } from '../../../main/replay/load.ts';
import { Player } from '../../../main/replay/player.ts';
import type { Pbx } from '../../pbx/pbx.ts';
import { type DeskLab, type Road, roads } from './use-desk.ts';

/** What a desk saw can be saved and tells the same again, whatever roads it has. */
export function recorderContract(lab: DeskLab): void {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'offhook-recorder-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  describe('the flight recorder', () => {
    it.each<Road>(['AMI', 'ARI', 'AMI and ARI'])(
      'saves what a desk with %s saw, so that a replay tells the same; no secret, tag or digit is in it',
      async (road) => {
        const desk = await lab.sit('1001', roads[road](lab.pbx), folder);
        const scene = await lab.answered(desk);
        const { call } = scene;
        await desk.bridge.request.sendDigits({ call: call.id, digits: '8675309' });
        const since = lab.pbx.truth.mark();
        scene.caller.sendDigits('8675309');
        await lab.pbx.truth.waitFor(({ Event, Digit }) => Event === 'DTMFEnd' && Digit === '9', { since });
        await desk.bridge.request.hold({ call: call.id });
        await desk.call(({ id, phase }) => id === call.id && phase === 'held');
        await desk.bridge.request.resume({ call: call.id });
        const [channel = ''] = await lab.ours();
        const tags = await Promise.all(
          ['local_tag', 'remote_tag', 'call-id'].map((name) => sipOf(lab.pbx, channel, name)),
        );
        expect(tags.every((tag) => tag.length > 4)).toBe(true);
        await scene.caller.hangUp();
        await desk.call(({ id, phase }) => id === call.id && phase === 'ended');

        const reply = await desk.bridge.request.saveRecording({ maskNumbers: false });
        if (!reply.ok || reply.value.outcome !== 'saved') throw new Error(JSON.stringify(reply));
        const { file } = reply.value;
        expect(statSync(file).mode & 0o077).toBe(0);
        const text = gunzipSync(readFileSync(file)).toString('utf8');
        const { secrets } = lab.pbx.profileFor('1001');
        for (const secret of [...Object.values(secrets), ...tags, '8675309', 'Digest ']) {
          expect(text).not.toContain(secret);
        }
        expect(text).toMatch(/"road":"sip","dir":"in","text":"INVITE sip:/);
        expect([text.includes('"road":"ami"'), text.includes('"road":"ari"')]).toEqual([
          ...[road.includes('AMI'), road.includes('ARI')],
        ]);

        const loaded = loadReplay([file], []);
        if (!loaded.ok) throw new Error(loaded.failure);
        const { me, steps } = loaded.value;
        const player = new Player(me);
        for (const step of steps) player.play(step);
        const phases = ['ringing', 'active', 'held', 'active', 'ended'].map((phase) => `${phase} 15551230001`);
        expect(player.story).toMatchObject([{ steps: phases, reason: 'they-hung-up', pops: 1 }]);
        // ARI is asked for my own phone's channels: what the caller dialled, the caller's own channel knows.
        expect(player.story[0]?.origins.at(-1)).toBe(road === 'ARI' ? 'direct' : 'direct 1001');
      },
    );

    it('says why it could not be saved', async () => {
      const desk = await lab.sit('1001', {}, join(folder, 'no\0such'));
      const reply = await desk.bridge.request.saveRecording({ maskNumbers: true });
      expect(reply).toMatchObject({ ok: true, value: { outcome: 'refused', reason: 'cannot-write' } });
    });
  });
}

/** What the PBX knows of a channel's SIP dialog. */
async function sipOf({ truth }: Pbx, channel: string, name: string): Promise<string> {
  const answer = await truth.action({ Action: 'Getvar', Channel: channel, Variable: `CHANNEL(pjsip,${name})` });
  return answer['Value'] ?? '';
}
