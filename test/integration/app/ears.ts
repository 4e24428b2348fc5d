import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Pbx, SipInboundCall } from '../../pbx/pbx.ts';
import type { DeskPhone } from '../../pbx/sip/desk-phone.ts';
import { loudness, toneLevel } from '../../support/tone.ts';
import type { PageMedia } from '../sip/page-media.ts';

/** What each of them says all the time, Hz: the agent’s microphone, the customer, a robot that is called. */
export const tones = { agent: 1_000, customer: 700, robot: 440 } as const;
export type Speaker = keyof typeof tones;
const speakers = Object.keys(tones) as Speaker[];

const rate = 8_000;
/** Everybody hears something else within a moment of what was done; a busy Chromium takes seconds to be asked. */
const patience = { timeout: 20_000, interval: 60 };

type Heard = readonly Speaker[] | 'unclear' | 'no packets';

/** Between the two levels nobody knows; a tone that comes or goes passes there. */
function heardOf(levels: readonly number[]): Heard {
  if (levels.some((level) => level > -50 && level < -40)) return 'unclear';
  return speakers.filter((_, index) => (levels[index] ?? 0) >= -40);
}

const levelsIn = (samples: Float32Array): number[] =>
  speakers.map((speaker) => toneLevel(samples, rate, tones[speaker]));

/** Packets come every 20 ms; a leg without any is dead, whatever was heard last. */
const isDead = ({ heardAt }: SipInboundCall): boolean => performance.now() - heardAt > 500;

/** On the customer’s own leg, as it comes out of the PBX. */
export const customerHears = (caller: SipInboundCall, whom: readonly Speaker[]): Promise<void> =>
  expect
    .poll((): Heard => (isDead(caller) ? 'no packets' : heardOf(levelsIn(caller.heard().slice(-rate / 4)))), {
      ...patience,
      message: 'what the customer hears',
    })
    .toEqual(whom);

/** On a desk phone’s own leg. */
export const phoneHears = (phone: DeskPhone, whom: readonly Speaker[]): Promise<void> =>
  expect
    .poll(() => heardOf(levelsIn(phone.heard().slice(-rate / 4))), {
      ...patience,
      message: 'what the desk phone hears',
    })
    .toEqual(whom);

/** Music or words, and nobody of the three. */
export const customerWaits = (caller: SipInboundCall): Promise<void> =>
  expect
    .poll(
      () => {
        const samples = caller.heard().slice(-rate / 2);
        const something = !isDead(caller) && loudness(samples) > -50;
        return { agent: toneLevel(samples, rate, tones.agent) > -50, something };
      },
      { ...patience, message: 'what the customer hears who waits' },
    )
    .toEqual({ agent: false, something: true });

/** What plays in the agent’s page, over a third of a second. */
export const agentHears = (media: PageMedia, whom: readonly Speaker[]): Promise<void> =>
  expect
    .poll(async () => heardOf(await levelsInPage(media)), { ...patience, message: 'what the agent hears' })
    .toEqual(whom);

const levelsInPage = (media: PageMedia): Promise<number[]> =>
  media.page.evaluate(
    async (wanted) => {
      const streams = [...document.querySelectorAll('audio')].flatMap(({ srcObject, paused, muted }) =>
        srcObject instanceof MediaStream && !paused && !muted ? [srcObject] : [],
      );
      const context = new AudioContext();
      const analyser = new AnalyserNode(context, { fftSize: 16_384 });
      for (const stream of streams) context.createMediaStreamSource(stream).connect(analyser);
      await new Promise((done) => setTimeout(done, 420));
      const samples = new Float32Array(analyser.fftSize);
      analyser.getFloatTimeDomainData(samples);
      await context.close();
      return wanted.map((tone) => {
        // Goertzel, with a Hann window: one bin of a Fourier transform, in dBFS.
        const turn = 2 * Math.cos((2 * Math.PI * tone) / context.sampleRate);
        let [before, last] = [0, 0];
        for (const [index, sample] of samples.entries()) {
          const windowed = sample * (0.5 - 0.5 * Math.cos((2 * Math.PI * index) / samples.length));
          [before, last] = [last, windowed + turn * last - before];
        }
        const power = before ** 2 + last ** 2 - turn * before * last;
        return 20 * Math.log10((Math.sqrt(Math.max(power, 1e-12)) * 4) / samples.length);
      });
    },
    speakers.map((speaker) => tones[speaker]),
  );

/** What comes to a robot that was called: read at its own end of the Local channel. */
export const robotHears = (pbx: Pbx, dials: string, whom: readonly Speaker[]): Promise<void> =>
  expect
    .poll(
      async () => {
        const channels = await pbx.truth.channels();
        const its = channels.find(
          ({ Channel = '' }) => Channel.startsWith(`Local/${dials}@`) && Channel.endsWith(';2'),
        );
        if (its === undefined) return 'no robot';
        const recording = await pbx.record(its['Channel'] ?? '', 'from-phone');
        await delay(400);
        return heardOf(levelsIn((await recording.stop()).slice(-rate / 4)));
      },
      { ...patience, message: `what ${dials} hears` },
    )
    .toEqual(whom);
