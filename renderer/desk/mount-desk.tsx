import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Bridge } from '../../preload/contract/bridge.ts';
import { Desk } from './desk.tsx';
import { DeskControl } from './desk-control.ts';
import { ringKind } from './ring-kind.ts';
import type { WallClock } from './wall-clock.ts';

/** What the desk needs of a ringer. */
export interface DeskRinger {
  ring(kind: 'ring' | 'waiting' | 'off'): void;
}

/** Draws the desk of one bridge into `root`, and rings. */
export function mountDesk(root: HTMLElement, bridge: Bridge, clock: WallClock, ringer: DeskRinger): DeskControl {
  const desk = new DeskControl(bridge);
  let last: ReturnType<typeof ringKind> = 'off';
  const ring = () => {
    const { view, connection } = desk.store.get();
    // Without main nobody could answer, and a caller who gave up would ring on.
    const kind = connection === 'lost' ? 'off' : ringKind(view?.calls ?? []);
    if (kind !== last) ringer.ring(kind);
    last = kind;
  };
  desk.store.subscribe(ring);
  ring();
  createRoot(root).render(
    <StrictMode>
      <Desk desk={desk} clock={clock} />
    </StrictMode>,
  );
  return desk;
}
