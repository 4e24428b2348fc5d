import type { Page } from 'playwright/test';

/**
 * Level in dBFS of one frequency in what the agent's loudspeaker plays now, over about a second. Measured on the
 * streams of the page's own <audio> elements: what they play is what the agent hears.
 */
export function heardInPage(page: Page, frequency: number): Promise<number> {
  return page.evaluate(async (tone) => {
    const streams = [...document.querySelectorAll('audio')].flatMap(({ srcObject, paused, muted }) =>
      srcObject instanceof MediaStream && !paused && !muted ? [srcObject] : [],
    );
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 32_768;
    for (const stream of streams) context.createMediaStreamSource(stream).connect(analyser);
    await new Promise((done) => setTimeout(done, 1000));
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    await context.close();
    // Goertzel: one bin of a Fourier transform.
    const turn = 2 * Math.cos((2 * Math.PI * tone) / context.sampleRate);
    let [before, last] = [0, 0];
    for (const sample of samples) [before, last] = [last, sample + turn * last - before];
    const power = before ** 2 + last ** 2 - turn * before * last;
    return 10 * Math.log10(Math.max(power, 1e-12) / (samples.length / 2) ** 2);
  }, frequency);
}
