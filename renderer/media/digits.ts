const toneMs = 100;
const gapMs = 70;
/** How much later than due the last tone may be before we stop waiting for it. */
const patience = 2_000;

/** The digits of one session, one after the other however fast they are typed: `insertDTMF` replaces what is queued. */
export class DigitQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Resolves true when the tones are out, false when the far end takes none (no telephone-event negotiated). */
  send(sender: () => RTCDTMFSender | null, digits: string): Promise<boolean> {
    const turn = this.#last.then(() => play(sender(), digits));
    this.#last = turn.catch(() => false);
    return turn;
  }
}

function play(sender: RTCDTMFSender | null, digits: string): Promise<boolean> {
  if (sender?.canInsertDTMF !== true) return Promise.resolve(false);
  return new Promise((resolve, reject) => {
    const finish = (sent: boolean) => {
      globalThis.clearTimeout(timer);
      sender.removeEventListener('tonechange', listen);
      resolve(sent);
    };
    // An empty tone says that all were played (WebRTC, RTCDTMFToneChangeEvent).
    const listen = (event: RTCDTMFToneChangeEvent) => {
      if (event.tone === '') finish(true);
    };
    const timer = globalThis.setTimeout(() => finish(false), digits.length * (toneMs + gapMs) + patience);
    sender.addEventListener('tonechange', listen);
    try {
      sender.insertDTMF(digits, toneMs, gapMs);
    } catch (error) {
      globalThis.clearTimeout(timer);
      sender.removeEventListener('tonechange', listen);
      reject(error instanceof Error ? error : new Error(String(error)));
    }
  });
}
