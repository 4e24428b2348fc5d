import { createRoot } from 'react-dom/client';
import { createBridge } from '../../preload/bridge/create-bridge.ts';
import type { DeskView } from '../../preload/contract/views.ts';
import { CallStack } from './call-stack.tsx';
import { DeskProvider, useStillState } from './desk-context.ts';
import { DeskControl } from './desk-control.ts';
import { madeUpCaller } from './made-up-caller.ts';
import { KeymapProvider } from './use-keymap.ts';
import type { WallClock } from './wall-clock.ts';

/** V8 compiles what has run often; what ran once or twice takes some ten times as long. */
const callers = 60;
/** The desk has come to rest by then, and nobody waits for anything, ms. */
const restsFor = 10_000;

type Desk = Pick<DeskControl, 'store'>;

/** Rehearses once the desk has been let alone for a while. */
export async function practise(desk: Desk, clock: WallClock): Promise<void> {
  await new Promise((rested) => setTimeout(rested, restsFor));
  await rehearse(desk, clock);
}

/**
 * Draws callers there are not where nobody sees or hears of them, so that the first one there is does not wait for code that
 * never ran: by a desk of its own, whose messages come from here and whose requests go nowhere, into an element that is in
 * no document. One in each idle moment, none while there are calls. Resolves to how many were drawn.
 */
export async function rehearse({ store }: Desk, clock: WallClock): Promise<number> {
  const rehearsal = new Rehearsal(clock);
  for (let turn = 0; turn < callers; turn++) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await new Promise((idle) => requestIdleCallback(idle));
    const { view } = store.get();
    // oxlint-disable-next-line no-await-in-loop -- drawn in a microtask
    if (view?.calls.length === 0) await rehearsal.ring(view);
  }
  rehearsal.end();
  return rehearsal.drawn;
}

class Rehearsal {
  drawn = 0;
  readonly #clock: WallClock;
  readonly #desk: DeskControl;
  readonly #place = document.createElement('div');
  readonly #page = createRoot(this.#place);
  #deliver: (message: unknown) => void = () => undefined;
  #revision = 0;

  constructor(clock: WallClock) {
    this.#clock = clock;
    const { bridge, attach } = createBridge('browser');
    attach({
      send: () => undefined,
      onMessage: (listener) => {
        this.#deliver = listener;
      },
      onClose: () => undefined,
    });
    this.#desk = new DeskControl(bridge);
    this.#page.render(
      <DeskProvider value={{ desk: this.#desk, clock }}>
        <Calls />
      </DeskProvider>,
    );
  }

  /** Somebody rings, and is gone again. */
  async ring(view: DeskView): Promise<void> {
    const nobody = { ...view, shell: { globalKeys: [], dialAsked: null } };
    await this.#show({ ...nobody, calls: [madeUpCaller(this.#clock.now())] });
    if (this.#place.querySelector('article') !== null) this.drawn += 1;
    await this.#show(nobody);
  }

  end(): void {
    this.#page.unmount();
    this.#desk.dispose();
  }

  /** By the text it would come as. */
  async #show(view: DeskView): Promise<void> {
    this.#revision += 1;
    const parts = { ...view, revision: this.#revision };
    const message = this.#revision === 1 ? { kind: 'view', view: parts } : { kind: 'change', parts, gone: [] };
    const text = JSON.stringify(message);
    this.#deliver(JSON.parse(text) as unknown);
    // React draws what a store tells in a microtask.
    await Promise.resolve();
  }
}

function Calls() {
  const state = useStillState();
  if (state.view === null) return null;
  return (
    <KeymapProvider value={state.keys.keymap}>
      <CallStack state={state} view={state.view} />
    </KeymapProvider>
  );
}
