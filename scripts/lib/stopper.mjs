// @ts-check
/**
 * @typedef {() => Promise<void> | void} Step
 * @typedef {ReturnType<typeof createStopper>} Stopper
 */

/** The order of an end: the desk unregisters while its PBX is there, the PBX goes next, files when nobody uses them. */
const order = /** @type {const} */ (['desk', 'lab', 'files']);

/**
 * Ends what was started, in order, once, whoever asks first: Ctrl+C, SIGTERM, a closed terminal, or a part that ended.
 * @param {{ on: (signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP', listener: () => void) => unknown }} [signals]
 * @param {(line: string) => void} [say]
 */
export const createStopper = (signals = process, say = console.log) => {
  /** @type {{ part: typeof order[number], step: Step }[]} */
  const steps = [];
  let stopping = false;
  /** @type {PromiseWithResolvers<null>} */
  const asked = Promise.withResolvers();
  /** @type {PromiseWithResolvers<number>} */
  const done = Promise.withResolvers();

  /** @param {Step} step */
  const take = async (step) => {
    try {
      await step();
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    }
  };
  /**
   * @param {number} code
   * @param {string} why
   */
  const stop = async (code, why) => {
    if (stopping) return;
    stopping = true;
    asked.resolve(null);
    say(why);
    for (const part of order) {
      await Promise.all(steps.filter((entry) => entry.part === part).map(({ step }) => take(step)));
    }
    done.resolve(code);
  };

  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    signals.on(name, () => void stop(0, 'stopping'));
  }
  return {
    get stopping() {
      return stopping;
    },
    /** Resolves as soon as an end is asked for. */
    asked: asked.promise,
    /** The exit code, once everything has ended. */
    done: done.promise,
    stop,
    /** @param {string} message */
    fail: async (message) => {
      await stop(1, message);
      return done.promise;
    },
    /**
     * @param {typeof order[number]} part
     * @param {Step} step
     */
    add: (part, step) => void steps.push({ part, step }),
  };
};
