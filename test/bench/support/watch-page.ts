import type { Page } from 'playwright';

/**
 * Resolves once the page is armed, to the moment (ms since 1970) at which `words` are painted in what `selector` finds. Before
 * it is armed nobody may ring: whoever is there when the page begins to look counts as painted only then.
 */
export async function watchPaint(
  page: Page,
  selector: string,
  words: string,
): Promise<{ readonly at: Promise<number> }> {
  const armed = await page.evaluateHandle(
    ([where, text]) => ({
      at: new Promise<number>((resolve) => {
        const look = (): boolean => {
          const found = [...document.querySelectorAll(where)].some((element) => element.textContent.includes(text));
          // Two frames: the first runs before the paint, the second after it.
          if (found)
            requestAnimationFrame(() =>
              requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())),
            );
          return found;
        };
        if (look()) return;
        const observer = new MutationObserver(() => {
          if (look()) observer.disconnect();
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    }),
    [selector, words] as const,
  );
  return { at: armed.evaluate(({ at }) => at) };
}

/** Arms the page: the moment at which the loudspeaker first plays anything louder than -50 dBFS. */
export function audibleAt(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const context = new AudioContext();
        const analyser = context.createAnalyser();
        analyser.fftSize = 256;
        const samples = new Float32Array(analyser.fftSize);
        const tapped = new Set<MediaStream>();
        const timer = setInterval(() => {
          for (const { srcObject } of document.querySelectorAll('audio')) {
            if (!(srcObject instanceof MediaStream) || tapped.has(srcObject) || srcObject.getAudioTracks().length === 0)
              continue;
            tapped.add(srcObject);
            context.createMediaStreamSource(srcObject).connect(analyser);
          }
          analyser.getFloatTimeDomainData(samples);
          if (samples.every((sample) => Math.abs(sample) < 0.003)) return;
          clearInterval(timer);
          resolve(performance.timeOrigin + performance.now());
          void context.close();
        }, 4);
      }),
  );
}
