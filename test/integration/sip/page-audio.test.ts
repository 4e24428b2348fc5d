import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SipDialog } from '../../../main/sip/phone.ts';
import type { SipInboundCall } from '../../pbx/pbx.ts';
import { toneLevel } from '../../support/tone.ts';
import { openPageMedia, type PageMedia } from './page-media.ts';
import type { PhoneBench } from './phone-bench.ts';
import { usePbx } from './use-pbx.ts';

const lab = usePbx();
const ok = { ok: true, value: undefined };
/** What the microphone of the page hears, all the time. */
const microphoneHz = 1_000;
let media: PageMedia | null = null;
beforeAll(async () => {
  media = await openPageMedia(microphoneHz);
});
afterAll(async () => media?.stop());

interface Talk {
  readonly alice: PhoneBench;
  readonly caller: SipInboundCall;
  readonly call: SipDialog;
}

async function talk(page: PageMedia): Promise<Talk> {
  const alice = await lab.phone('1001', { media: page });
  const caller = await lab.pbx.callIn({ to: '1001', name: 'Ann Client', number: '15551230001', via: 'sip' });
  const { callId } = await alice.dialog(({ phase }) => phase === 'incoming');
  expect(await alice.phone.answer(callId)).toEqual(ok);
  return { alice, caller, call: await alice.dialog((dialog) => dialog.media === 'connected') };
}

/** How loud the caller hears the agent's microphone, over the last fifth of a second. */
const heardLevel = (caller: SipInboundCall): number => toneLevel(caller.heard().subarray(-1_600), 8_000, microphoneHz);

async function until(test: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 5_000;
  // oxlint-disable-next-line no-await-in-loop -- looks again until it is so
  while (!(await test())) {
    if (performance.now() > deadline) throw new Error('did not come true within 5 s');
    // oxlint-disable-next-line no-await-in-loop -- as above
    await delay(50);
  }
}

const isHeard = (caller: SipInboundCall) => () => heardLevel(caller) > -35;
const isNotHeard = (caller: SipInboundCall) => () => heardLevel(caller) < -60;

/** The strongest frequency that plays in the page. */
const playsInPage = (page: PageMedia): Promise<number> =>
  page.page.evaluate(async () => {
    const stream = document.querySelector('audio')?.srcObject;
    if (!(stream instanceof MediaStream)) return 0;
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: 8_192 });
    context.createMediaStreamSource(stream).connect(analyser);
    await new Promise((resolve) => setTimeout(resolve, 400));
    const bins = new Uint8Array(analyser.frequencyBinCount);
    analyser.getByteFrequencyData(bins);
    await context.close();
    return (bins.indexOf(Math.max(...bins)) * context.sampleRate) / analyser.fftSize;
  });

describe('the page that holds the audio, in Chromium', () => {
  it('talks and listens; the far end hears nothing of a muted or held microphone', async (context) => {
    if (media === null) return context.skip('no Chromium on this machine');
    const { alice, caller, call } = await talk(media);
    const page = media;
    await until(isHeard(caller));
    await until(async () => Math.abs((await playsInPage(page)) - 440) < 12);

    expect(await alice.phone.mute(call.callId, true)).toEqual(ok);
    await until(isNotHeard(caller));
    expect(await alice.phone.mute(call.callId, false)).toEqual(ok);
    await until(isHeard(caller));

    expect(await alice.phone.hold(call.callId)).toEqual(ok);
    await until(isNotHeard(caller));
    expect(await alice.phone.resume(call.callId)).toEqual(ok);
    await until(isHeard(caller));

    await alice.phone.hangUp(call.callId);
    expect(await page.page.locator('audio').count()).toBe(0);
  });

  it('stays muted through hold and resume', async (context) => {
    if (media === null) return context.skip('no Chromium on this machine');
    const { alice, caller, call } = await talk(media);
    await until(isHeard(caller));
    await alice.phone.mute(call.callId, true);
    await alice.phone.hold(call.callId);
    expect(await alice.phone.resume(call.callId)).toEqual(ok);
    await until(isNotHeard(caller));
    await delay(500);
    expect(heardLevel(caller)).toBeLessThan(-60);
  });

  it('is heard on while the signalling is away, and after it is back', async (context) => {
    if (media === null) return context.skip('no Chromium on this machine');
    const { alice, caller } = await talk(media);
    await until(isHeard(caller));
    alice.cut();
    await alice.until(() => alice.phone.link.state === 'down');
    expect(heardLevel(caller)).toBeGreaterThan(-35);
    await alice.until(() => alice.phone.link.state === 'up');
    await delay(500);
    expect(heardLevel(caller)).toBeGreaterThan(-35);
    await caller.hangUp();
    expect(await alice.dialog(({ phase }) => phase === 'ended')).toMatchObject({ end: { by: 'them', how: 'bye' } });
  });

  it('cures a connection that failed by an ICE restart in the same call', async (context) => {
    if (media === null) return context.skip('no Chromium on this machine');
    const { alice, caller, call } = await talk(media);
    const session = String(media.reports.findLast(({ name }) => name === 'mediaState')?.input['session']);
    const before = media.reports.length;
    media.hear({ name: 'mediaState', input: { session, state: 'failed' } });
    const page = media;
    await until(() => page.reports.slice(before).some(({ input }) => input['state'] === 'connected'));
    await until(isHeard(caller));
    expect(alice.dialogs.at(-1)).toMatchObject({ callId: call.callId, phase: 'established', media: 'connected' });
  });

  it('sends digits that arrive in order, however fast they are typed', async (context) => {
    if (media === null) return context.skip('no Chromium on this machine');
    const alice = await lab.phone('1001', { media });
    const since = lab.pbx.truth.mark();
    const dialled = await alice.phone.dial('604');
    if (!dialled.ok) throw new Error(dialled.failure.kind);
    await alice.dialog((dialog) => dialog.media === 'connected');
    // After the beep that asks for them.
    await delay(800);
    const sent = ['4', '7', '1', '1'].map((digit) => alice.phone.sendDigits(dialled.value, digit));
    expect(await Promise.all(sent)).toEqual([ok, ok, ok, ok]);
    const told = await lab.pbx.truth.waitFor((event) => event['UserEvent'] === 'Digits', { since });
    expect(told['Digits']).toBe('4711');
  });

  it('tells how the audio does while it is connected', async (context) => {
    if (media === null) return context.skip('no Chromium on this machine');
    await talk(media);
    const page = media;
    const before = media.reports.length;
    await until(() => page.reports.slice(before).some(({ name }) => name === 'mediaStats'));
    const stats = page.reports.findLast(({ name }) => name === 'mediaStats');
    expect(stats?.input).toMatchObject({ lossPercent: 0 });
    expect(page.reports).toContainEqual({ name: 'microphone', input: { state: 'ready' } });
  });
});
